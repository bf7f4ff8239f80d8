/** A JSON value on this device that survives a reload; only in memory where the device keeps nothing. */
export interface Notebook<T> {
  read(): T
  write(value: T): void
}

export const openNotebook = <T>(key: string, empty: T, storage: Storage | undefined = deviceStorage()): Notebook<T> => {
  let inMemory = empty
  return {
    read: () => {
      try {
        const stored = storage?.getItem(key)
        return stored ? (JSON.parse(stored) as T) : inMemory
      } catch {
        return inMemory
      }
    },
    write: (value) => {
      inMemory = value
      try {
        storage?.setItem(key, JSON.stringify(value))
      } catch {
        // Full or forbidden: memory holds it as long as the page lives.
        storage = undefined
      }
    },
  }
}

/** Of all that this device keeps. */
export const notebookKeys = (): string[] => Object.keys(deviceStorage() ?? {})

/** Reading the property alone throws where storage is forbidden. */
const deviceStorage = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
