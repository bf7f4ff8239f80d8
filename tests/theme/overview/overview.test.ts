import { describe, expect, it } from 'vitest'
import type { IdeaId, ThemeId, VoteId } from '#shared/id.ts'
import { evennessOf } from '#shared/theme/overview/evenness.ts'
import { filtered } from '#shared/theme/overview/filter.ts'
import { matrixOf, minoritiesOf } from '#shared/theme/overview/matrix.ts'
import { countVoices, membersByTheme, unfiledOf } from '#shared/theme/overview/members.ts'
import { newestOf } from '#shared/theme/overview/newest.ts'
import { saturationOf } from '#shared/theme/overview/saturation.ts'
import { votesOf, type ClosedVote } from '#shared/theme/overview/votes.ts'
import { copy, groupIds, idea, theme } from './rows.ts'

/** Three groups on floods and waste: 5 ideas on t1 (3 voices), 2 on t2 by one group, 1 unfiled, 1 under a dismissed theme. */
const rows = {
  themes: [theme('t1', { born: 100 }), theme('t2', { born: 200 }), theme('t3', { born: 300, dismissed: true }), theme('t4', { born: 400 })],
  ideas: [
    idea('a', 'g1', 't1', { at: 10, strength: 0.5 }),
    copy('b', 'g2', 't1', 'a', { at: 20 }),
    copy('c', 'g2', 't1', 'a', { at: 15 }),
    idea('d', 'g2', 't1', { at: 30, strength: 0.9 }),
    idea('e', 'g1', 't1', { at: 40, strength: 0.5 }),
    idea('f', 'g3', 't2', { at: 50 }),
    idea('g', 'g3', 't2', { at: 60, language: 'en' }),
    idea('h', 'g1', undefined, { at: 70, zone: 'causes', language: 'mixed' }),
    idea('i', 'g1', 't3', { at: 80 }),
  ],
}
const groups = groupIds('g1', 'g2', 'g3', 'g4')
const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id)

describe('who says what', () => {
  it('[PX1] copies are one voice and are all listed; members stand surest first', () => {
    const members = membersByTheme(rows)
    expect([...members.keys()]).toEqual(['t1', 't2', 't4'])
    const { voices, ideas, groups: said } = members.get('t1' as ThemeId)!
    expect(voices.map((voice) => [voice.idea.id, ids(voice.copies)])).toEqual([
      ['d', []],
      ['a', ['c', 'b']],
      ['e', []],
    ])
    expect([ideas, said]).toEqual([5, ['g1', 'g2']])
    expect(members.get('t4' as ThemeId)).toEqual({ voices: [], ideas: 0, groups: [] })
    expect(countVoices(rows.ideas)).toBe(7)
  })
  it('[PX1] a copy whose original is elsewhere still speaks once', () => {
    const { voices } = membersByTheme({ ...rows, ideas: rows.ideas.filter(({ id }) => id !== 'a') }).get('t1' as ThemeId)!
    expect(voices.map((voice) => [voice.idea.id, ids(voice.copies)])).toContainEqual(['c', ['b']])
  })
  it('[PX1] what is in no theme that is shown is unfiled, also under a dismissed one', () => {
    expect(ids(unfiledOf(rows))).toEqual(['h', 'i'])
  })
})

describe('theme by group', () => {
  it('[PX2] the matrix counts voices, widest theme first, and marks what one group alone said', () => {
    const matrix = matrixOf(rows, groups)
    expect(
      matrix.rows.map(({ theme, cells, voices, ideas, breadth, minority }) => [theme.id, cells, voices, ideas, breadth, minority]),
    ).toEqual([
      // g1: a and e; g2: the copies of a once, and d. Over all groups a, d, e.
      ['t1', [2, 2, 0, 0], 3, 5, 2, undefined],
      ['t2', [0, 0, 2, 0], 2, 2, 1, 'g3'],
      ['t4', [0, 0, 0, 0], 0, 0, 0, undefined],
    ])
    expect(matrix.most).toBe(2)
  })
  it('[PX2] a filter to some groups makes no minority views, and a room where one group wrote has none', () => {
    const some = filtered(rows, { groups: groupIds('g1') })
    expect(matrixOf(some, groupIds('g1'), rows).rows.map(({ theme, minority }) => [theme.id, minority])).toEqual([['t1', undefined]])
    expect(minoritiesOf(some).size).toBe(0)
  })
})

describe('what is looked at', () => {
  it('[PX3] a filter lets through what fits all of it, with the themes that still have an idea', () => {
    expect(filtered(rows, {})).toBe(rows)
    expect(ids(filtered(rows, { language: 'en' }).ideas)).toEqual(['g', 'h'])
    expect(ids(filtered(rows, { zone: 'causes' }).ideas)).toEqual(['h'])
    expect(ids(filtered(rows, { groups: groupIds('g2', 'g3') }).ideas)).toEqual(['b', 'c', 'd', 'f', 'g'])
    expect(ids(filtered(rows, { groups: groupIds('g3'), language: 'en' }).themes)).toEqual(['t2'])
    const phased = { ...rows, ideas: [idea('p', 'g1', 't1', { activityId: 'act' as never, phase: 1 }), ...rows.ideas] }
    expect(ids(filtered(phased, { activityId: 'act' as never, phase: 1 }).ideas)).toEqual(['p'])
    expect(ids(filtered(phased, { activityId: 'act' as never, phase: 0 }).ideas)).toEqual([])
  })
  it('[PX3] new are the ideas and themes of the last minutes, and the themes that grew', () => {
    const minute = 60_000
    const live = {
      themes: [theme('t1', { born: 0 }), theme('t2', { born: 8 * minute })],
      ideas: [
        idea('a', 'g1', 't1', { at: 1 * minute }),
        idea('o', 'g2', 't1', { at: 2 * minute }),
        idea('b', 'g1', 't1', { at: 6 * minute }),
        idea('c', 'g1', 't2', { at: 4 * minute }),
        idea('d', 'g2', 't2', { at: 9 * minute }),
        idea('e', 'g2', undefined, { at: 5 * minute }),
      ],
    }
    const newest = newestOf(live, 10 * minute)
    expect(newest.since).toBe(5 * minute)
    expect(ids(newest.ideas)).toEqual(['d', 'b'])
    expect(ids(newest.themes)).toEqual(['t2'])
    expect(newest.grown.map(({ theme, ideas }) => [theme.id, ids(ideas)])).toEqual([
      ['t1', ['b']],
      ['t2', ['d']],
    ])
    expect(ids(newestOf(live, 10 * minute, 2).ideas)).toEqual(['d'])
  })
})

describe('saturation', () => {
  const minute = 60_000
  /** Two voices a minute from minute 0 on; the first four minutes bring a theme each. */
  const written = (minutes: number, late: number[] = []) => ({
    themes: [
      ...[0, 1, 2, 3].map((at) => theme(`t${at}`, { born: at * minute + 5_000 })),
      ...late.map((at) => theme(`t${at}`, { born: at * minute })),
    ],
    ideas: Array.from({ length: 2 * minutes }, (_, at) => {
      const inMinute = Math.floor(at / 2)
      const of = late.includes(inMinute) ? inMinute : inMinute % 4
      return idea(`i${at}`, 'g1', `t${of}`, { at: inMinute * minute + (at % 2) * 1_000 })
    }),
  })
  it('[PX4] counts new voices and new themes by the minute', () => {
    const { steps, stepMinutes, flattened } = saturationOf(written(5), 4.5 * minute)
    expect(stepMinutes).toBe(1)
    expect(steps.map(({ from, voices, themes, total }) => [from / minute, voices, themes, total])).toEqual([
      [0, 2, 1, 1],
      [1, 2, 1, 2],
      [2, 2, 1, 3],
      [3, 2, 1, 4],
      [4, 2, 0, 4],
    ])
    expect(flattened).toBe(false)
  })
  it('[PX4] a theme that people made beforehand comes with its first idea, and a copy is no new voice', () => {
    const { steps } = saturationOf(
      {
        themes: [theme('t1', { born: -99 })],
        ideas: [idea('a', 'g1', 't1', { at: 2 * minute }), copy('b', 'g2', 't1', 'a', { at: 3 * minute })],
      },
      3 * minute,
    )
    expect(steps.map(({ voices, themes }) => [voices, themes])).toEqual([
      [1, 1],
      [0, 0],
    ])
  })
  it('[PX4] themes that are found, or split off, long after they were written are not new', () => {
    const late = {
      themes: [0, 1].map((at) => theme(`t${at}`, { born: 30 * minute })),
      ideas: [0, 1, 2, 3].map((at) => idea(`i${at}`, 'g1', `t${at % 2}`, { at: at * minute })),
    }
    const { steps } = saturationOf(late, 30 * minute)
    expect(steps.flatMap(({ themes }, at) => (themes > 0 ? [[at, themes]] : []))).toEqual([
      [2, 1],
      [3, 1],
    ])
    expect(newestOf(late, 30 * minute)).toMatchObject({ themes: [], grown: [], ideas: [] })
  })
  it('[PX4] is flat once twenty voices and five minutes have brought at most one new theme for twenty', () => {
    // 14 minutes: 28 voices; the last 20 began at minute 4, when all four themes were there.
    expect(saturationOf(written(14), 14 * minute).flattened).toBe(true)
    // One new theme on four is more than 5 %.
    expect(saturationOf(written(14, [9]), 14 * minute).flattened).toBe(false)
    // Only 19 voices since.
    expect(saturationOf(written(9), 9 * minute).flattened).toBe(false)
  })
  it('[PX4] a long time is shown in at most sixty steps, and nothing is lost', () => {
    const days = {
      themes: [],
      ideas: [
        idea('a', 'g1', undefined, { at: 0 }),
        idea('b', 'g1', undefined, { at: 3 * 1440 * minute }),
        idea('c', 'g1', undefined, { at: 9e15 }),
      ],
    }
    const { steps, stepMinutes } = saturationOf(days, 3 * 1440 * minute)
    expect(stepMinutes).toBe(120)
    expect(steps.length).toBeLessThanOrEqual(60)
    expect(steps.reduce((sum, { voices }) => sum + voices, 0)).toBe(3)
    expect(saturationOf({ themes: [], ideas: [] }, 0)).toEqual({ stepMinutes: 1, steps: [], flattened: false })
  })
})

describe('evenness', () => {
  it('[PX5] is 1 when all groups say as much, and tells who is quiet', () => {
    const even = evennessOf({ themes: [], ideas: ['g1', 'g2', 'g3', 'g4'].map((group, at) => idea(`i${at}`, group)) }, groups)
    expect(even.evenness).toBeCloseTo(1, 10)
    expect(even.groups.map(({ quiet }) => quiet)).toEqual([false, false, false, false])
  })
  it("[PX5] is Pielou's J over all groups, silent ones too", () => {
    // Voices 3, 2, 2, 0 of 7 (the copies of `a` are one voice in g2, and count there).
    const said = evennessOf({ ...rows, ideas: rows.ideas.filter(({ id }) => id !== 'i') }, groups)
    expect(said.groups.map(({ ideas, voices, themes }) => [ideas, voices, themes])).toEqual([
      [3, 3, 1],
      [3, 2, 1],
      [2, 2, 1],
      [0, 0, 0],
    ])
    const [a, b] = [3 / 7, 2 / 7]
    expect(said.evenness).toBeCloseTo(-(a * Math.log(a) + 2 * b * Math.log(b)) / Math.log(4), 10)
    expect(said.evenness).toBeCloseTo(0.778, 3)
    expect(said.groups.map(({ quiet }) => quiet)).toEqual([false, false, false, true])
  })
  it('[PX5] is not told of one group, nor of silence', () => {
    expect(evennessOf(rows, groupIds('g1')).evenness).toBeUndefined()
    expect(evennessOf({ themes: [], ideas: [] }, groups).evenness).toBeUndefined()
  })
})

describe('votes on themes', () => {
  const vote = (
    kind: string,
    choices: [text: string, ideaId: string | undefined, score: number, spread: number, marked: number][],
  ): ClosedVote => ({
    id: 'v1' as VoteId,
    setup: { kind },
    choices: choices.map(([text, ideaId], at) => ({ id: `c${at}`, text, ...(ideaId && { ideaId: ideaId as IdeaId }) })),
    results: { ranked: choices.map(([, , score, spread, marked], at) => ({ choice: `c${at}`, rank: at + 1, score, spread, marked })) },
  })
  it('[PX6] dots on ideas add up for their theme; the most disputed is where people differ most', () => {
    const [voted] = votesOf(rows, [
      vote('dots', [
        ['d', 'd', 6, 0.2, 4],
        ['f', 'f', 5, 0.7, 5],
        ['a', 'a', 3, 0.4, 2],
        ['h', 'h', 9, 0.9, 9],
        ['gone', 'x', 1, 0.1, 1],
      ]),
    ])
    const figures = (list: { theme: { id: string }; score: number; spread: number; choices: number }[]) =>
      list.map(({ theme, choices, score, spread }) => [theme.id, choices, score, Math.round(spread * 1000)])
    // t1: 6 + 3 dots; its spread (0.2 x 4 + 0.4 x 2) / 6.
    expect(figures([...voted!.mostVoted])).toEqual([
      ['t1', 2, 9, 267],
      ['t2', 1, 5, 700],
    ])
    expect(voted!.mostDisputed.map(({ theme }) => theme.id)).toEqual(['t2', 't1'])
    expect(voted!.choices).toHaveLength(5)
  })
  it('[PX6] ratings are averaged, and a vote on labels speaks for their themes', () => {
    const [rated] = votesOf(rows, [
      vote('rating', [
        ['d', 'd', 4, 0, 3],
        ['a', 'a', 2, 0, 1],
      ]),
    ])
    expect(rated!.mostVoted).toMatchObject([{ score: 3.5, choices: 2 }])
    expect(rated!.mostDisputed).toEqual([])
    const [named] = votesOf(rows, [vote('yes-no', [['ประเด็น t2', undefined, 1, 0.5, 8]])])
    expect(named!.mostVoted.map(({ theme, score }) => [theme.id, score])).toEqual([['t2', 1]])
  })
  it('[PX6] votes on something else, and votes without results, say nothing of themes', () => {
    expect(votesOf(rows, [vote('dots', [['อาหารกลางวัน', undefined, 3, 0, 3]])])).toEqual([])
    expect(votesOf(rows, [{ ...vote('dots', [['d', 'd', 1, 0, 1]]), results: undefined }])).toEqual([])
  })
})
