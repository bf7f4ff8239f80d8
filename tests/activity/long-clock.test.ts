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
