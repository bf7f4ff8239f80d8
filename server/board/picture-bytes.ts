/**
 * A picture's bytes, read and cleaned: its kind by content, never by what it is called, and without what a camera writes
 * beside the picture (place, time, owner). Only the container is parsed; no pixel is decoded.
 */
import { Refusal } from '#shared/refusal.ts'

export const pictureKinds = ['image/jpeg', 'image/png', 'image/webp'] as const
export type PictureKind = (typeof pictureKinds)[number]

const ascii = (bytes: Buffer, from: number, length: number): string => bytes.toString('latin1', from, from + length)
const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

const kindOf = (bytes: Buffer): PictureKind | undefined => {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'image/jpeg'
  if (bytes.subarray(0, 8).equals(pngSignature)) return 'image/png'
  return ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP' ? 'image/webp' : undefined
}

const broken = (): never => {
  throw new Refusal('picture/unknown-kind')
}

/** Where the data of a scan ends: inside it 0xff is followed by 0 or by a restart, everywhere else by the next marker. */
const endOfScan = (bytes: Buffer, from: number): number => {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== undefined && next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at
  }
  return broken()
}
/** An application's own segments and comments; kept of these are JFIF (0) and Adobe's colour (14). */
const isTold = (marker: number): boolean => (marker >= 0xe1 && marker <= 0xef && marker !== 0xee) || marker === 0xfe

/** Segment by segment to the end of the image; what hangs behind it (a second picture, a film) goes. */
const cleanJpeg = (bytes: Buffer): Buffer => {
  const kept: Buffer[] = [bytes.subarray(0, 2)]
  let scans = 0
  for (let at = 2; at + 2 <= bytes.length;) {
    const marker = bytes[at + 1]!
    if (bytes[at] !== 0xff) return broken()
    if (marker === 0xd9) return scans > 0 ? Buffer.concat([...kept, bytes.subarray(at, at + 2)]) : broken()
    if (at + 4 > bytes.length) return broken()
    let end = at + 2 + bytes.readUInt16BE(at + 2)
    if (end > bytes.length || end < at + 4) return broken()
    if (marker === 0xda) {
      end = endOfScan(bytes, end)
      scans++
    }
    if (!isTold(marker)) kept.push(bytes.subarray(at, end))
    at = end
  }
  return broken()
}

const pngChunks = new Set('IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP sBIT bKGD pHYs'.split(' '))
const cleanPng = (bytes: Buffer): Buffer => {
  const kept: Buffer[] = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.length;) {
    const end = at + 12 + bytes.readUInt32BE(at)
    const name = ascii(bytes, at + 4, 4)
    if (end > bytes.length || (at === 8) !== (name === 'IHDR')) return broken()
    if (pngChunks.has(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return Buffer.concat(kept)
    at = end
  }
  return broken()
}

const webpChunks = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])
/** In VP8X' flags: EXIF is bit 3, XMP bit 2. */
const toldFlags = 0b1100
const cleanWebp = (bytes: Buffer): Buffer => {
  const kept: Buffer[] = []
  const stop = Math.min(bytes.length, 8 + bytes.readUInt32LE(4))
  for (let at = 12; at + 8 <= stop;) {
    const size = bytes.readUInt32LE(at + 4)
    const end = at + 8 + size + (size % 2)
    const name = ascii(bytes, at, 4)
    if (at + 8 + size > stop || (at === 12 && !/^VP8[ LX]$/.test(name))) return broken()
    if (webpChunks.has(name)) {
      const chunk = Buffer.from(bytes.subarray(at, Math.min(end, stop)))
      if (name === 'VP8X') chunk[8] = chunk[8]! & ~toldFlags
      kept.push(chunk)
    }
    at = end
  }
  if (kept.length === 0) return broken()
  const body = Buffer.concat(kept)
  const head = Buffer.from('RIFF\0\0\0\0WEBP', 'latin1')
  head.writeUInt32LE(body.length + 4, 4)
  return Buffer.concat([head, body])
}

const cleaners = { 'image/jpeg': cleanJpeg, 'image/png': cleanPng, 'image/webp': cleanWebp } satisfies Record<PictureKind, unknown>

/** @throws Refusal picture/unknown-kind for anything that is not wholly a JPEG, PNG or WebP */
export const readPicture = (bytes: Buffer): { kind: PictureKind; clean: Buffer } => {
  const kind = bytes.length >= 16 ? kindOf(bytes) : undefined
  return kind ? { kind, clean: cleaners[kind](bytes) } : broken()
}
