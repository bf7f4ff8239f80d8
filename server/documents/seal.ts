/** The seal of a bundle: the SHA-256 of all its bytes, in the comment that a ZIP may end with. Every flipped bit breaks it. */
import { createHash } from 'node:crypto'

const prefix = 'khlang-panya sha256='
const sealBytes = prefix.length + 64
const endBytes = 22

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Puts the seal on a ZIP that has no comment yet. */
export const seal = (zip: Uint8Array): Uint8Array => {
  const sealed = new Uint8Array(zip.length + sealBytes)
  sealed.set(zip)
  new DataView(sealed.buffer).setUint16(zip.length - 2, sealBytes, true)
  sealed.set(new TextEncoder().encode(prefix + sha256(sealed.subarray(0, zip.length))), zip.length)
  return sealed
}

/** Whether the seal is there, the archive ends right before it, and it is whole. */
export const isSealed = (bytes: Uint8Array): boolean => {
  const end = bytes.length - sealBytes
  if (end < endBytes) return false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.getUint32(end - endBytes, true) !== 0x06054b50 || view.getUint16(end - 2, true) !== sealBytes) return false
  return new TextDecoder().decode(bytes.subarray(end)) === prefix + sha256(bytes.subarray(0, end))
}
