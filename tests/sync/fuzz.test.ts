import { expect, test } from 'vitest'
import { fuzz } from './fuzz.ts'

// Seeds that once broke a promise stay here as examples.
test.each([1, 20261125, 77])('[GA10] hostile frames change nothing of others and the board reloads to the same (seed %i)', (seed) => {
  const result = fuzz(seed, 17_000)
  expect(result.frames).toBe(17_000)
  expect(result.accepted).toBeGreaterThan(100)
})
