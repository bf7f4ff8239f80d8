import { expect, test } from 'vitest'
import { templates } from '#shared/board/template.ts'
import { th } from '../../client/words/th.ts'
import { en } from '../../client/words/en.ts'

/** Every leaf of a dictionary as `path: kind`. */
const leaves = (words: object, path = ''): string[] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null ? leaves(value as object, `${path}${key}.`) : [`${path}${key}: ${typeof value}`],
  )

test('[HO6] Thai and English have the same words', () => {
  expect(leaves(en).sort()).toEqual(leaves(th).sort())
})

test('[HO7] every zone and template is named in both languages', () => {
  for (const template of Object.values(templates))
    for (const words of [
      template.title,
      template.about,
      ...template.zones.flatMap((zone) => [zone.title, ...(zone.hint ? [zone.hint] : [])]),
    ])
      expect(words.th && words.en).toBeTruthy()
})

test('[HO8] the English screens hold no Thai letter and the Thai ones are Thai', () => {
  const english = JSON.stringify(en, (_key, value: unknown) => (typeof value === 'function' ? (value as () => unknown).toString() : value))
  const exempt = /ไทย|คลังปัญญา/g
  expect(english.replace(exempt, '')).not.toMatch(/[\u0E00-\u0E7F]/)
})
