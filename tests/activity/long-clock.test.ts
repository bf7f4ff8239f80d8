import { expect, test, vi } from 'vitest'
import type { Course } from '#shared/activity/course.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import { openClocks } from '../../server/activity/clocks.ts'

test('[AY13] a clock that was prolonged beyond what a timer holds does not ring before its time', () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const set = vi.spyOn(globalThis, 'setTimeout')
    const endsAt = 40 * 24 * 3_600_000
    const run = { groupId: 'g1' as GroupId, state: 'running', endsAt }
    const course = { seminarId: 's1' as SeminarId, runs: { g1: run } } as unknown as Course
    const rung: number[] = []
    const courses = {
      get: () => course,
      all: () => [course],
      under: () => ({ phase: { stopsAtEnd: true }, frozen: false }),
      onChange: () => () => undefined,
      passed: () => rung.push(Date.now()),
    }
    const conducting = { runOut: () => new Promise(() => undefined) }
    const parts = { courses, conducting, now: Date.now, failed: () => undefined } as unknown as Parameters<typeof openClocks>[0]
    const clocks = openClocks(parts)
    vi.advanceTimersByTime(endsAt)
    expect(rung).toEqual([endsAt])
    expect(set.mock.calls.length).toBeLessThan(5)
    clocks.close()
  } finally {
    vi.useRealTimers()
  }
})

test('[AY13] a clock that has run out is ended once, and tried again each second while that cannot be stored', async () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const run = { groupId: 'g1' as GroupId, state: 'running', endsAt: 1_000 }
    const course = { seminarId: 's1' as SeminarId, runs: { g1: run } } as unknown as Course
    const listeners: ((seminarId: SeminarId) => void)[] = []
    const courses = {
      get: () => course,
      all: () => [course],
      under: () => ({ phase: { stopsAtEnd: true }, frozen: false }),
      onChange: (listener: (seminarId: SeminarId) => void) => {
        listeners.push(listener)
        return () => undefined
      },
      // As the courses do: whoever listens for changes hears of it, the clocks among them.
      passed: (seminarId: SeminarId) => listeners.forEach((listener) => listener(seminarId)),
    }
    const tries: number[] = []
    const conducting = {
      runOut: async () => {
        tries.push(Date.now())
        await new Promise((resolve) => setTimeout(resolve, 300))
        throw new Error('away')
      },
    }
    const parts = { courses, conducting, now: Date.now, failed: () => undefined } as unknown as Parameters<typeof openClocks>[0]
    const clocks = openClocks(parts)
    await vi.advanceTimersByTimeAsync(3_500)
    expect(tries).toEqual([1_000, 2_000, 3_000])
    clocks.close()
  } finally {
    vi.useRealTimers()
  }
})
