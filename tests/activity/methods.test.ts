import { expect, test } from 'vitest'
import * as v from 'valibot'
import { methodSchema } from '#shared/activity/activity.ts'
import { methods, minutesOf } from '#shared/activity/methods.ts'
import type { Phase } from '#shared/activity/phase.ts'
import { templates } from '#shared/board/template.ts'
import { freeZones } from '#shared/board/zone.ts'

const maxInstruction = 280
const maxTitle = 32
const thai = /[ก-๙]/

const phases = methods.flatMap((method) => method.phases.map((phase) => [`${method.id}/${phase.id}`, method, phase] as const))
const writes = (phase: Phase) => phase.permits.write !== 'none'

test.each(methods.map((method) => [method.id, method] as const))('[ME1] %s is a method by the schema, as it stands', (_, method) => {
  expect(v.parse(methodSchema, method)).toEqual(method)
})

test('[ME1] there are thirteen, each under its own name', () => {
  expect(new Set(methods.map(({ id }) => id)).size).toBe(13)
  expect(new Set(methods.map(({ title }) => title.th)).size).toBe(13)
})

test.each(phases)('[ME2] the words of %s fit on a tablet in both languages', (_, method, { title, instruction }) => {
  for (const words of [title, method.title, method.about, instruction]) {
    expect(words.en).not.toMatch(thai)
    expect(words.en).not.toBe('')
  }
  expect(instruction.th).toMatch(thai)
  expect(instruction.th.length).toBeLessThanOrEqual(maxInstruction)
  expect(instruction.en.length).toBeLessThanOrEqual(maxInstruction)
  expect(title.th.length).toBeLessThanOrEqual(maxTitle)
  expect(title.en.length).toBeLessThanOrEqual(maxTitle)
})

test.each(phases)('[ME3] %s names only zones that the board of its method has', (_, { template }, phase) => {
  const zones = (template ? templates[template].zones : freeZones).map(({ id }) => id)
  for (const zone of [...(phase.zones ?? []), ...(phase.vote?.zones ?? [])]) expect(zones).toContain(zone)
})

test.each(phases)('[ME4] %s has a clock, and what is shown to build on has something that is written', (_, _method, phase) => {
  expect(phase.minutes).toBeGreaterThan(0)
  if (phase.inspiration) expect(writes(phase)).toBe(true)
  if (phase.visibility === 'private') expect(writes(phase) && phase.reveal).toBeTruthy()
  if (phase.view === 'vote') expect(phase.vote).toBeDefined()
})

test.each(methods.map((method) => [method.id, method] as const))(
  '[ME5] in %s people write alone before they judge, and results come only after a vote',
  (_, { phases }) => {
    const vote = phases.findIndex((phase) => phase.vote)
    const results = phases.findIndex((phase) => phase.view === 'results')
    if (vote >= 0) expect(phases.slice(0, vote).some(writes)).toBe(true)
    if (results >= 0) expect(vote >= 0 && vote < results).toBe(true)
    // Whoever rates has nothing of the result in front of them.
    for (const phase of phases.filter((phase) => phase.vote)) expect(phase.view).toBe('vote')
  },
)

test('[ME5] whoever rates is asked for newness on its own, but where only effort counts', () => {
  const rated = phases.filter(([, , phase]) => phase.vote?.kind === 'rating')
  expect(rated.length).toBeGreaterThan(2)
  for (const [name, , phase] of rated)
    if (!name.startsWith('impact-effort')) expect(phase.vote?.criteria?.map(({ id }) => id)).toContain('newness')
})

test('[ME6] every method ends within two hours by its clocks', () => {
  for (const method of methods) {
    expect(minutesOf(method)).toBeGreaterThanOrEqual(20)
    expect(minutesOf(method)).toBeLessThanOrEqual(120)
  }
})

test('[ME7] what is rated on three criteria after a shortlist is what came out of it', () => {
  for (const method of methods) {
    const votes = method.phases.flatMap(({ vote }) => vote ?? [])
    for (const [at, vote] of votes.entries()) {
      const shortened = votes.slice(0, at).some(({ kind, zones }) => kind === 'dots' && zones?.join() === vote.zones?.join())
      if (vote.kind === 'rating' && shortened) expect([method.id, vote.bestOfEach]).toEqual([method.id, 8])
    }
  }
})
