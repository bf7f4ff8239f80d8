/** What this browser remembers about its user's taste. Private windows may refuse storage: then it lasts as long as the page. */
const meanwhile = new Map<string, string>()

const storage = (): Storage | undefined => {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}

export const recall = (key: string): string | undefined => meanwhile.get(key) ?? storage()?.getItem(`kp:${key}`) ?? undefined

export const remember = (key: string, value: string): void => {
  meanwhile.set(key, value)
  try {
    storage()?.setItem(`kp:${key}`, value)
  } catch (error) {
    console.warn('this browser keeps no settings', error)
  }
}
