import { crc32, deflateSync } from 'node:zlib'

/** A chunk of a PNG, with its check sum. */
export const chunk = (name: string, body: Buffer): Buffer => {
  const bytes = Buffer.concat([Buffer.from('0000' + name), body, Buffer.alloc(4)])
  bytes.writeUInt32BE(body.length, 0)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4)
  return bytes
}
const header = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])
const pixels = chunk('IDAT', deflateSync(Buffer.from([0, 255])))
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** A PNG of one pixel, with further chunks. */
export const pngOf = (...told: Buffer[]) =>
  Buffer.concat([signature, chunk('IHDR', header), ...told, pixels, chunk('IEND', Buffer.alloc(0))])
