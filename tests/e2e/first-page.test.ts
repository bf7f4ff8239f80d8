import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { buildClient, isBuilt } from '../../server/http/client-build.ts'

const dist = fileURLToPath(new URL('../../client/dist', import.meta.url))
const assets = `${dist}/assets`
/** What a piece cannot begin without. */
const importsOf = (piece: string): string[] =>
  [...readFileSync(`${assets}/${piece}`, 'utf8').matchAll(/(?:^|[;}\s])import(?:[^'"`()]*?from)?["'`]\.\/([^"'`]+\.js)["'`]/g)].map(
    ([, name]) => name!,
  )
/** As the server sends it: packed where packing helps. */
const bytesOf = (piece: string): number => {
  const packed = statSync(`${assets}/${piece}.br`, { throwIfNoEntry: false })
  return (packed ?? statSync(`${assets}/${piece}`)).size
}

test('[UI8] what a tablet must have before its board shows is at most 80 KiB of script, in few pieces', async () => {
  if (!isBuilt(dist)) await buildClient()
  const first = [...readFileSync(`${dist}/index.html`, 'utf8').matchAll(/assets\/([^"']+\.js)/g)].map(([, name]) => name!)
  const board = readdirSync(assets).filter((name) => /^Tablet-.*\.js$/.test(name))
  expect(first.length).toBeGreaterThan(0)
  expect(board).toHaveLength(1)
  const needed = new Set<string>()
  const need = (piece: string): void => {
    if (needed.has(piece)) return
    needed.add(piece)
    importsOf(piece).forEach(need)
  }
  for (const piece of [...first, ...board]) need(piece)
  const KiB = [...needed].reduce((sum, piece) => sum + bytesOf(piece), 0) / 1_024
  expect(needed.size).toBeLessThanOrEqual(8)
  expect(KiB).toBeGreaterThan(40)
  expect(KiB).toBeLessThanOrEqual(80)
})
