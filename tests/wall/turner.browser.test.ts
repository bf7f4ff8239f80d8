import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Turner } from '../../client/board/wall/turner.svelte.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('[WA14] what is shown anew begins with its first page and gives it its full time', () => {
  const turner = new Turner()
  const stop = turner.start()
  turner.of(3)
  vi.advanceTimersByTime(12_000 + 11_000)
  expect(turner.index).toBe(1)
  turner.begin()
  expect(turner.index).toBe(0)
  vi.advanceTimersByTime(11_000)
  expect(turner.index).toBe(0)
  vi.advanceTimersByTime(1_000)
  expect(turner.index).toBe(1)
  stop()
})
