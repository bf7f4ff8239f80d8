import { describe, expect, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import { courseActSchema, courseSchema, type Course, type CourseAct, type RunId } from '#shared/activity/course.ts'
import { allDone, allOver, emptyCourse, isHiding, ranOut, revealed, step, toReveal } from '#shared/activity/step.ts'
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import * as v from 'valibot'
import { randomOf } from '../sync/kill-run.ts'
import { phase, written } from './sample.ts'

const minute = 60_000
const seminarId = 'sem' as SeminarId
const order = ['g1', 'g2', 'g3', 'g4'] as GroupId[]
const activity = (id: string, ...phases: Parameters<typeof written>): Activity => ({
  ...written(...phases),
  id: id as Activity['id'],
  seminarId,
  madeAt: 0,
})
const work = activity(
  'work',
  phase('write', { minutes: 5, stopsAtEnd: true, visibility: 'private', reveal: 'one-by-one' }),
  phase('sort', { minutes: 10 }),
  phase('choose', { view: 'vote', vote: { kind: 'dots', on: 'group' }, minutes: 3, stopsAtEnd: true }),
)
const cafe = activity(
  'cafe',
  phase('first'),
  phase('second', { rotates: true }),
  phase('third', { rotates: true, minutes: 2 }),
  phase('home'),
)
const activityOf = (id: string) => [work, cafe].find((known) => known.id === id)

/** A course that can be acted on by hand. */
const open = () => {
  let course = emptyCourse(seminarId)
  let runs = 0
  let now = 1_000_000
  const freshRun = () => `r${++runs}` as RunId
  return {
    get course() {
      return course
    },
    get now() {
      return now
    },
    run: (group: string) => course.runs[group],
    pass: (ms: number) => void (now += ms),
    act: (act: CourseAct, chosen?: readonly string[], stillIn?: readonly RunId[]) =>
      (course = step(course, activityOf, { order, chosen: chosen as GroupId[] | undefined, stillIn }, act, now, freshRun)),
    hidden: (act: CourseAct, chosen?: readonly string[]) =>
      toReveal(course, activityOf, { order, chosen: chosen as GroupId[] | undefined }, act, now),
    set: (next: Course) => (course = next),
  }
}
const start = (activityId: string, phaseId?: string): CourseAct => ({
  do: 'start',
  activityId: activityId as Activity['id'],
  ...(phaseId && { phase: phaseId }),
})
const codeOf = (act: () => unknown): string => {
  try {
    act()
    return 'done'
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error)
  }
}

describe('one stroke', () => {
  test('[AY1] a phase is read before it begins, and its clock starts when it does', () => {
    const hall = open()
    hall.act(start('work', 'sort'))
    expect(order.map((group) => hall.run(group)?.state)).toEqual(['reading', 'reading', 'reading', 'reading'])
    expect(hall.run('g1')?.endsAt).toBeUndefined()
    hall.pass(30_000)
    hall.act({ do: 'begin' })
    expect(hall.run('g1')).toMatchObject({ state: 'running', startedAt: hall.now, endsAt: hall.now + 10 * minute })
  })

  test('[AY2] an act is done to the groups that it fits, and refused when it fits none', () => {
    const hall = open()
    hall.act(start('work', 'sort'), ['g1', 'g2'])
    hall.act({ do: 'begin' })
    expect([hall.run('g1')?.state, hall.run('g3')]).toEqual(['running', undefined])
    expect(codeOf(() => hall.act({ do: 'begin' }, ['g3']))).toBe('activity/no-such-phase')
    expect(codeOf(() => hall.act({ do: 'next' }, ['nowhere']))).toBe('join/unknown-group')
    expect(codeOf(() => hall.act(start('unknown')))).toBe('activity/not-found')
    expect(codeOf(() => hall.act({ do: 'go', phase: 'unknown' }))).toBe('activity/no-such-phase')
  })

  test('[AY3] pressing twice changes nothing more', () => {
    const hall = open()
    hall.act(start('work', 'sort'))
    for (const act of [
      start('work', 'sort'),
      { do: 'repeat' },
      { do: 'go', phase: 'sort' },
      { do: 'begin' },
      { do: 'pause' },
      { do: 'resume' },
      { do: 'freeze' },
      { do: 'hush' },
      { do: 'end' },
    ] as const) {
      const once = hall.act(act)
      expect(hall.act(act)).toBe(once)
    }
  })

  test('[AY22] an act that names the runs it was meant for is done to no group that has gone on', () => {
    const hall = open()
    hall.act(start('work', 'sort'))
    const seen = Object.values(hall.course.runs).map(({ run }) => run)
    hall.act({ do: 'next' }, ['g1'], seen)
    const once = hall.act({ do: 'next' }, undefined, seen)
    expect(order.map((group) => hall.run(group)?.phase)).toEqual([2, 2, 2, 2])
    expect(hall.act({ do: 'next' }, undefined, seen)).toBe(once)
    expect(codeOf(() => hall.act({ do: 'next' }))).toBe('activity/no-such-phase')
  })

  test('[AY4] pausing keeps what is left, prolonging adds to it and wakes a clock that has run out', () => {
    const hall = open()
    hall.act(start('work', 'sort'))
    hall.act({ do: 'begin' })
    hall.pass(4 * minute)
    hall.act({ do: 'pause' })
    expect(hall.run('g1')).toMatchObject({ state: 'paused', leftMs: 6 * minute })
    expect(hall.run('g1')?.endsAt).toBeUndefined()
    hall.pass(60 * minute)
    hall.act({ do: 'prolong', minutes: 2 })
    hall.act({ do: 'resume' })
    expect(hall.run('g1')).toMatchObject({ state: 'running', endsAt: hall.now + 8 * minute })
    hall.pass(20 * minute)
    hall.act({ do: 'prolong', minutes: 1 })
    expect(hall.run('g1')?.endsAt).toBe(hall.now + minute)
    hall.act({ do: 'end' })
    hall.act({ do: 'prolong', minutes: 3 })
    expect(hall.run('g1')).toMatchObject({ state: 'running', endsAt: hall.now + 3 * minute })
    hall.act({ do: 'prolong', minutes: -10 })
    expect(hall.run('g1')?.endsAt).toBe(hall.now)
  })

  test('[AY5] a clock that stops ends its phase; drafts stay hidden until they are revealed, and are revealed before going on', () => {
    const hall = open()
    hall.act(start('work'))
    hall.act({ do: 'begin' })
    hall.pass(5 * minute)
    hall.set(ranOut(hall.course, activityOf, hall.now))
    expect(hall.run('g1')).toMatchObject({ state: 'over', reveal: 'hidden' })
    expect(codeOf(() => hall.act({ do: 'next' }))).toBe('record/changed')
    expect(hall.hidden({ do: 'next' }).map(({ groupId }) => groupId)).toEqual(order)
    expect(hall.hidden({ do: 'end' }).map(({ groupId }) => groupId)).toEqual(order)
    expect(codeOf(() => hall.hidden({ do: 'go', phase: 'unknown' }))).toBe('activity/no-such-phase')
    hall.act({ do: 'reveal', whose: 'next' })
    expect(hall.run('g1')?.reveal).toBe('some')
    hall.set(revealed(hall.course, new Map(Object.values(hall.course.runs).map(({ run }) => [run, 'done']))))
    hall.act({ do: 'next' })
    expect(hall.run('g1')).toMatchObject({ phase: 1, state: 'reading', reveal: 'none' })
  })

  test('[AY6] a frozen board takes no drafts: neither revealing nor going on brings them over', () => {
    const hall = open()
    hall.act(start('work'))
    hall.act({ do: 'begin' })
    hall.act({ do: 'freeze' }, ['g2'])
    expect(codeOf(() => hall.act({ do: 'reveal', whose: 'all' }))).toBe('board/frozen')
    expect(codeOf(() => hall.hidden({ do: 'next' }))).toBe('board/frozen')
    expect(hall.hidden({ do: 'next' }, ['g1'])).toHaveLength(1)
  })

  test('[AY7] each phase that rotates seats a group one table on; going back or repeating brings it to the same table', () => {
    const hall = open()
    hall.act(start('cafe'))
    const tables = () => order.map((group) => hall.run(group)?.visits ?? group)
    expect(tables()).toEqual(order)
    hall.act({ do: 'next' })
    expect(tables()).toEqual(['g2', 'g3', 'g4', 'g1'])
    hall.act({ do: 'next' })
    expect(tables()).toEqual(['g3', 'g4', 'g1', 'g2'])
    hall.act({ do: 'repeat' })
    expect(tables()).toEqual(['g3', 'g4', 'g1', 'g2'])
    hall.act({ do: 'back' })
    expect(tables()).toEqual(['g2', 'g3', 'g4', 'g1'])
    hall.act({ do: 'go', phase: 'home' })
    expect(tables()).toEqual(order)
  })

  test('[AY8] several rounds of one method run one after another, each run under its own id', () => {
    const hall = open()
    const seen = new Set<string>()
    for (let round = 0; round < 3; round++) {
      hall.act(start('work', 'sort'))
      seen.add(hall.run('g1')!.run)
      hall.act({ do: 'begin' })
      hall.act({ do: 'repeat' })
      seen.add(hall.run('g1')!.run)
      hall.act({ do: 'begin' })
    }
    expect(seen.size).toBe(6)
  })
})

/** What no sequence of acts may lead to. */
const wrong = (course: Course, now: number): string | undefined => {
  if (!v.safeParse(courseSchema, course).success) return 'shape'
  for (const [group, run] of Object.entries(course.runs)) {
    const phases = activityOf(run.activityId)?.phases
    const at = phases?.[run.phase]
    if (group !== run.groupId || !order.includes(run.groupId)) return 'a run of a foreign group'
    if (!at) return 'phase out of range'
    if (run.endsAt !== undefined && run.state !== 'running') return 'a clock that runs without the phase'
    if (run.leftMs !== undefined && run.state !== 'paused') return 'time left without a pause'
    if ((run.leftMs ?? 0) < 0) return 'less than nothing left'
    if (run.state === 'reading' && run.startedAt !== undefined) return 'begun while it is read'
    if (run.state === 'running' && run.startedAt === undefined) return 'running without a beginning'
    if ((at.visibility === 'private') === (run.reveal === 'none')) return 'drafts in a shared phase, or none in a private one'
    if (run.visits && (!at.rotates || !order.includes(run.visits) || run.visits === run.groupId)) return 'at a wrong table'
    if (run.endsAt !== undefined && at.stopsAtEnd && run.endsAt < now - 61 * minute) return 'long after its end'
  }
  for (const list of [course.frozen, course.hushed, course.hosts]) if (new Set<string>(list).size !== list.length) return 'listed twice'
  if ([...course.frozen, ...course.hushed].some((group) => !order.includes(group))) return 'a foreign group in a list'
  return undefined
}

test('[AY9] no sequence of acts reaches a state that the rules forbid, and no draft is left behind', () => {
  const seed = Number(process.env['STEP_SEED'] ?? Date.now() % 1_000_000)
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const acts: (() => CourseAct)[] = [
    () => start(pick(['work', 'cafe', 'unknown']), pick([undefined, 'sort', 'choose', 'third', 'unknown'])),
    ...(['begin', 'begin', 'next', 'back', 'repeat', 'pause', 'resume', 'end', 'leave', 'freeze', 'thaw', 'hush', 'unhush'] as const).map(
      (act) => () => ({ do: act }) as CourseAct,
    ),
    () => ({ do: 'go', phase: pick(['write', 'sort', 'second', 'home', 'unknown']) }),
    () => ({ do: 'prolong', minutes: pick([-600, -3, -0.5, 0, 0.5, 4]) }),
    () => ({ do: 'reveal', whose: pick(['all', 'next'] as const) }),
    () => ({ do: 'hosts', seats: pick([[], ['s1'], ['s1', 's2', 's1']]) as SeatId[] }),
  ]
  let refusals = 0
  for (let game = 0; game < 150; game++) {
    const hall = open()
    const used = new Map<string, string>()
    for (let move = 0; move < 80; move++) {
      const act = v.parse(courseActSchema, { act: pick(acts)() }).act
      const chosen = pick([undefined, undefined, ['g1'], ['g2', 'g4'], ['g3', 'g3'], ['foreign'], ['g1', 'foreign']])
      const before = structuredClone(hall.course)
      const told = `seed ${seed}, game ${game}, move ${move}: ${JSON.stringify(act)} on ${String(chosen)}`
      try {
        const hidden = hall.hidden(act, chosen)
        hall.set(revealed(hall.course, new Map(hidden.map(({ run }) => [run, 'done']))))
        const runs = hall.course.runs
        hall.act(act, chosen)
        for (const run of Object.values(runs)) if (isHiding(run) && hall.run(run.groupId)?.run !== run.run) expect.unreachable(told)
        expect(chosen?.includes('foreign'), told).not.toBe(true)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refusals++
        expect(hall.course, told).toEqual(before)
        expect(error.code, told).not.toBe('record/changed')
      }
      for (const [group, { run, activityId, phase }] of Object.entries(hall.course.runs)) {
        const what = `${group} ${activityId} ${phase}`
        expect(used.get(run) ?? what, told).toBe(what)
        used.set(run, what)
      }
      hall.pass(pick([0, 1, 10_000, 3 * minute, 61 * minute]))
      if (random() < 0.3) hall.set(ranOut(hall.course, activityOf, hall.now))
      if (random() < 0.1)
        hall.set(
          allDone(
            hall.course,
            Object.values(hall.course.runs).map(({ run }) => run),
          ),
        )
      expect(wrong(ranOut(hall.course, activityOf, hall.now), hall.now), told).toBeUndefined()
    }
  }
  expect(refusals).toBeGreaterThan(100)
})

test('[SE13] at the close what runs is over, and who only read an instruction is in no phase', () => {
  const room = open()
  room.act(start('work', 'sort'))
  room.act({ do: 'begin' }, ['g1', 'g2'])
  room.act({ do: 'end' }, ['g2'])
  const closed = allOver(room.course)
  expect(Object.entries(closed.runs).map(([group, { state }]) => [group, state])).toEqual([
    ['g1', 'over'],
    ['g2', 'over'],
  ])
  expect(closed.runs['g1']).not.toHaveProperty('endsAt')
  expect(allOver(closed)).toBe(closed)
})
