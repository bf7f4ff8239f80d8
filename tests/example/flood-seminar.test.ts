import { expect, it } from 'vitest'
import { templates } from '#shared/board/template.ts'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import { cleanText } from '#shared/idea/edit.ts'
import { normaliseThai } from '#shared/thai/normal.ts'

const ideas = floodSeminar.groups.flatMap((group) => group.ideas)

it('[TX6] the worked seminar stands in the normal form of Thai, in zones that its template has', () => {
  const zones = new Set(templates[floodSeminar.template].zones.map((zone) => zone.id))
  expect(ideas).toHaveLength(45)
  for (const { text, zone } of ideas) {
    expect(normaliseThai(text)).toBe(text)
    expect(cleanText(text)).toBe(text)
    expect(zones.has(zone)).toBe(true)
  }
  for (const group of floodSeminar.groups) for (const zone of zones) expect(group.ideas.some((idea) => idea.zone === zone)).toBe(true)
})
it('[TX6] no idea of the worked seminar is there twice, and their lengths differ', () => {
  expect(new Set(ideas.map((idea) => idea.text)).size).toBe(45)
  const lengths = ideas.map((idea) => idea.text.length)
  expect(Math.max(...lengths)).toBeGreaterThan(4 * Math.min(...lengths))
})
