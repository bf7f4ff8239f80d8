import { expect, test } from 'vitest'
import { files, text } from './tree.ts'

const stated = [...text('shared/RULES.md').matchAll(/^\s*[-|]?\s*\|?\s*\**([A-Z]{2}\d+)\**/gm)].map(([, number]) => number!)
const tests = files(['tests'], /(\.test|contract)\.ts$/)
const cited = new Set(
  tests.flatMap((path) =>
    [...text(path).matchAll(/\[((?:[A-Z]{1,2}\d+)(?:[,\s]+[A-Z]{1,2}\d+)*)\]/g)].flatMap(([, list]) => list!.split(/[,\s]+/)),
  ),
)

test('[HO4] every rule is stated once and carried by a test of its number', () => {
  expect(stated.length).toBeGreaterThan(30)
  expect(stated.filter((number, i) => stated.indexOf(number) !== i)).toEqual([])
  expect(stated.filter((number) => !cited.has(number))).toEqual([])
})

test('[HO5] no test cites a rule that is not stated', () => {
  const known = new Set(stated)
  expect([...cited].filter((number) => !known.has(number) && !/^P\d+$/.test(number)).sort()).toEqual([])
})
