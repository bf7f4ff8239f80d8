import { expect, test } from 'vitest'
import { perMinute } from '../../server/access/limits.ts'
import { readPicture } from '../../server/board/picture-bytes.ts'
import { openTestApp } from '../helpers/server.ts'
import { chunk, pngOf } from './png.ts'

const secret = 'GPS 13.7563N 100.5018E'
const segment = (marker: number, body: Buffer | string): Buffer => {
  const bytes = Buffer.from(body)
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(bytes.length + 2, 2)
  return Buffer.concat([head, bytes])
}
/** The container of a photo with two scans, as a camera writes it; its pixels are nobody's business here. */
const jpeg = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, 'JFIF\0'),
  segment(0xe1, `Exif\0\0${secret}`),
  segment(0xfe, secret),
  segment(0xdb, Buffer.from([0, 0xff, 0xd9, 1])),
  segment(0xda, Buffer.from([1, 2])),
  Buffer.from([5, 0xff, 0, 6, 0xff, 0xd0, 7]),
  segment(0xc4, Buffer.from([0xff, 0xd9])),
  segment(0xda, Buffer.from([3])),
  Buffer.from([8, 9, 0xff, 0xd9]),
  Buffer.from(secret),
])
const png = pngOf(chunk('tEXt', Buffer.from(secret)), chunk('eXIf', Buffer.from(secret)))
const riff = (name: string, body: Buffer): Buffer => {
  const bytes = Buffer.concat([Buffer.from(`${name}0000`), body, Buffer.alloc(body.length % 2)])
  bytes.writeUInt32LE(body.length, 4)
  return bytes
}
const webpOf = (...chunks: Buffer[]) => riff('RIFF', Buffer.concat([Buffer.from('WEBP'), ...chunks]))
const webp = webpOf(
  riff('VP8X', Buffer.from([0b1100, 0, 0, 0, 0, 0, 0, 0, 0, 0])),
  riff('VP8 ', Buffer.from([1, 2, 3])),
  riff('EXIF', Buffer.from(secret)),
  riff('cam1', Buffer.from(secret)),
)

test.each([
  ['JPEG', jpeg, 'image/jpeg'],
  ['PNG', png, 'image/png'],
  ['WebP', webp, 'image/webp'],
] as const)('[PI1] a %s is known by its content and loses what the camera wrote beside the picture', (_name, bytes, kind) => {
  const read = readPicture(bytes)
  expect(read.kind).toBe(kind)
  expect(read.clean.includes('GPS')).toBe(false)
  expect(readPicture(read.clean)).toEqual(read)
})

test('[PI1] the picture itself stays byte for byte', () => {
  expect(readPicture(png).clean).toEqual(pngOf())
  const { clean } = readPicture(jpeg)
  expect(clean.includes(Buffer.from([5, 0xff, 0, 6, 0xff, 0xd0, 7]))).toBe(true)
  expect(clean.subarray(-4)).toEqual(Buffer.from([8, 9, 0xff, 0xd9]))
  expect(readPicture(webp).clean).toEqual(webpOf(riff('VP8X', Buffer.alloc(10)), riff('VP8 ', Buffer.from([1, 2, 3]))))
})

test('[PI2] what is no whole picture is refused, cut or mutated anywhere, without hanging', () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
  for (const bytes of [Buffer.alloc(0), Buffer.from('GIF89a0000000000'), svg, Buffer.alloc(64)])
    expect(() => readPicture(bytes)).toThrow('picture/unknown-kind')
  for (const whole of [jpeg.subarray(0, -secret.length), pngOf()])
    for (let cut = 0; cut < whole.length; cut++)
      expect(() => readPicture(whole.subarray(0, cut)), `cut at ${cut}`).toThrow('picture/unknown-kind')
  for (const whole of [jpeg, png, webp])
    for (let at = 0; at < whole.length; at++)
      for (const value of [0, 1, 0x7f, 0xff]) {
        const bytes = Buffer.from(whole)
        bytes[at] = value
        try {
          expect(readPicture(bytes).clean.length).toBeLessThanOrEqual(whole.length)
        } catch (error) {
          expect(String(error)).toContain('picture/unknown-kind')
        }
      }
})

test('[PI3] a picture is stored by who may write, and seen by who reads its board alone', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 2 })
  const [mine, theirs] = leader.seminar.boards
  const member = await server.join(leader.seminar, { group: 1 })
  const other = await server.join(leader.seminar, { group: 2 })
  const put = (who: typeof member | typeof leader, body: Buffer, board = mine!.id) =>
    who.fetch(`/api/boards/${board}/pictures`, { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': 'image/png' } })
  const stored = await put(member, png)
  expect(stored.status).toBe(201)
  const { hash } = (await stored.json()) as { hash: string }
  const got = await member.fetch(`/api/boards/${mine!.id}/pictures/${hash}`)
  expect(got.headers.get('content-type')).toBe('image/png')
  expect(got.headers.get('x-content-type-options')).toBe('nosniff')
  expect(Buffer.from(await got.arrayBuffer())).toEqual(pngOf())
  expect((await put(member, png, theirs!.id)).status).toBe(404)
  expect(await other.refused('GET', `/api/boards/${mine!.id}/pictures/${hash}`)).toEqual({ status: 404, code: 'board/not-found' })
  expect(await other.refused('GET', `/api/boards/${theirs!.id}/pictures/${hash}`)).toEqual({ status: 404, code: 'picture/not-found' })
  expect(await member.refused('GET', `/api/boards/${mine!.id}/pictures/..%2F${hash}`)).toEqual({ status: 404, code: 'picture/not-found' })
  expect((await put(member, Buffer.from('<svg onload=alert(1)>'))).status).toBe(415)
  const large = await put(member, Buffer.concat([png, Buffer.alloc(5 * 1024 * 1024)]))
  expect([large.status, ((await large.json()) as { error: { code: string } }).error.code]).toEqual([413, 'picture/too-large'])
  await leader.ask('POST', `/api/seminars/${leader.seminar.seminarId}/close`)
  expect((await put(member, png)).status).toBe(403)
})

test('[PI3] one seat stores no more pictures in a minute than anybody takes, and holds up nobody else at the table', async () => {
  const server = await openTestApp()
  const leader = await server.quick({ groups: 1 })
  const [manee, piti] = [await server.join(leader.seminar, { group: 1 }), await server.join(leader.seminar, { group: 1 })]
  const send = async (person: typeof manee) => {
    const init = { method: 'POST', headers: { 'content-type': 'image/png' }, body: new Uint8Array(png) }
    return (await person.fetch(`/api/boards/${leader.seminar.boards[0]!.id}/pictures`, init)).status
  }
  for (let picture = 0; picture < perMinute.picture; picture++) expect(await send(manee)).toBe(201)
  expect(await send(manee)).toBe(429)
  expect(await send(piti)).toBe(201)
})
