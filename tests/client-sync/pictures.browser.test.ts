import { afterEach, expect, test, vi } from 'vitest'
import { sendPicture } from '../../client/net/pictures.ts'
import { Refused, Unreachable } from '../../client/net/refused.ts'

const network = globalThis.fetch
afterEach(() => {
  globalThis.fetch = network
  vi.useRealTimers()
})
const picture = new Blob(['x'], { type: 'image/jpeg' })

test('[NE21] a picture that nobody answers for half a minute is given up', async () => {
  vi.useFakeTimers()
  globalThis.fetch = (_, init) =>
    new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(new DOMException('late', 'AbortError'))))
  const given = sendPicture('b1', picture).catch((error: unknown) => error)
  let over: unknown
  void given.then((error) => (over = error))
  await vi.advanceTimersByTimeAsync(29_000)
  expect(over).toBeUndefined()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(over).toBeInstanceOf(Unreachable)
})

test('[NE21] the error page of what stands before the server is no answer to a picture; a refusal is', async () => {
  globalThis.fetch = () => Promise.resolve(new Response('<html>Bad gateway</html>', { status: 502 }))
  await expect(sendPicture('b1', picture)).rejects.toBeInstanceOf(Unreachable)
  globalThis.fetch = () => Promise.resolve(Response.json({ error: { code: 'picture/too-large', message: '' } }, { status: 413 }))
  await expect(sendPicture('b1', picture)).rejects.toMatchObject({ code: 'picture/too-large' })
  await expect(sendPicture('b1', picture)).rejects.toBeInstanceOf(Refused)
})
