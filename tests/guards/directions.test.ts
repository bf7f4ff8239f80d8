import { expect, test } from 'vitest'
import { files, imports } from './tree.ts'

const line = 'seminar agenda person group idea theme vote activity board suggestion publication library evaluation'.split(' ')
const plumbing = 'http sync live store access net ui words documents thai'.split(' ')
const sources = files(['server', 'client', 'shared'], /\.(ts|svelte)$/)
const folder = (path: string) => path.split('/')[1] ?? ''

test('[HO1] a concept imports only itself and concepts to its left in the line of the seminar', () => {
  const wrong = sources.flatMap((path) => {
    const place = line.indexOf(folder(path))
    if (place < 0) return []
    return imports(path)
      .filter((target) => line.indexOf(folder(target)) > place)
      .map((target) => `${path} -> ${target}`)
  })
  expect(wrong).toEqual([])
})

test('[HO2] shared imports nothing but yjs, lib0, valibot and itself, and neither side imports the other', () => {
  const wrong = sources.flatMap((path) => {
    const side = path.split('/')[0]
    return imports(path)
      .filter((target) =>
        side === 'shared'
          ? !/^(shared\/|yjs$|lib0\/|valibot$)/.test(target)
          : (side === 'server' && target.startsWith('client/')) || (side === 'client' && target.startsWith('server/')),
      )
      .map((target) => `${path} -> ${target}`)
  })
  expect(wrong).toEqual([])
})

test('[HO3] every folder of a side is a concept or plumbing', () => {
  const known = new Set([...line, ...plumbing, 'screens', 'public', 'example'])
  const strange = sources.filter((path) => path.split('/').length > 2 && !known.has(folder(path)))
  expect(strange).toEqual([])
})
