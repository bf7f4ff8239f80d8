import { expect, test, vi } from 'vitest'
import { latePiece } from '../../client/net/late-piece.ts'

test('[NE23] a piece of the page that a bad network did not let through is asked for until it comes, and once for all who need it', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  let asked = 0
  const piece = latePiece(
    async () => {
      if (++asked < 3) throw new TypeError('Failed to fetch dynamically imported module')
      return 'here'
    },
    () => 1,
  )
  expect(await Promise.all([piece(), piece()])).toEqual(['here', 'here'])
  expect(await piece()).toBe('here')
  expect(asked).toBe(3)
})

test('[NE23] what is wrong in the piece itself is not asked for again', async () => {
  let asked = 0
  const piece = latePiece(() => {
    asked++
    return Promise.reject(new RangeError('broken'))
  })
  await expect(piece()).rejects.toThrow('broken')
  expect(asked).toBe(1)
})
