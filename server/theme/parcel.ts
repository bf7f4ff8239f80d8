/** Bytes for another thread. Views are cloned together with all that lies beside them in Node's pool: so they are laid in a buffer of their own, which is moved. */
import type { Parcel } from './errands.ts'

export const parcelOf = (updates: readonly Uint8Array[]): Parcel => {
  const bytes = new Uint8Array(updates.reduce((sum, update) => sum + update.length, 0))
  let at = 0
  for (const update of updates) {
    bytes.set(update, at)
    at += update.length
  }
  return { bytes, lengths: updates.map(({ length }) => length) }
}

export const unparcelled = ({ bytes, lengths }: Parcel): Uint8Array[] => {
  let at = 0
  return lengths.map((length) => bytes.subarray(at, (at += length)))
}
