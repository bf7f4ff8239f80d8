/**
 * What people decided, between its two forms: the shelf's document, where it lives and is edited together, and the engine's facts,
 * by which every run is bound. A correction changes the document by the difference of the facts before and after it.
 */
import { digest } from 'lib0/hash/sha256'
import { toHexString } from 'lib0/buffer'
import * as Y from 'yjs'
import type { IdeaId, ThemeId } from '../id.ts'
import type { Facts } from './correction.ts'
import { decidedRoots, shelfRoots, type ShelfTheme } from './shelf.ts'

/** Roots whose keys a correction or an edit of the shelf changes. */
export const changingRoots = [...shelfRoots, ...decidedRoots.filter((root) => root !== 'meta')] as const
type ChangingRoot = (typeof changingRoots)[number]

/** One key of the shelf, before and after; absent = the key was not there. Texts are told as strings. */
export interface KeyChange {
  readonly root: ChangingRoot
  readonly key: string
  readonly before?: unknown
  readonly after?: unknown
}

/** A change; a side that was not there is left out. */
export const changeOf = (root: ChangingRoot, key: string, before: unknown, after: unknown): KeyChange => ({
  root,
  key,
  ...(before !== undefined && { before }),
  ...(after !== undefined && { after }),
})

/** Whether it changes anything. */
export const isNews = ({ before, after }: KeyChange): boolean => !alike(before, after)

const strings = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [])

const themeFrom = (value: unknown): ShelfTheme => {
  const { label, dismissed, into } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  return {
    ...(typeof label === 'string' && { label }),
    ...(dismissed === true && { dismissed }),
    ...(typeof into === 'string' && { into: into as ThemeId }),
  }
}

/** Reads the facts out of the shelf, trusting nothing. Plain data of one's own. */
export const factsOf = (doc: Y.Doc): Facts => {
  const facts: Facts = { themes: {}, into: {}, pins: {}, bans: {}, same: [], different: [] }
  for (const [id, value] of doc.getMap('themes')) {
    const { into, label, dismissed } = themeFrom(value)
    if (into !== undefined) facts.into[id] = into
    else facts.themes[id] = { ...(label !== undefined && { label }), ...(dismissed && { dismissed }) }
  }
  for (const [idea, theme] of doc.getMap('filed')) if (typeof theme === 'string') facts.pins[idea] = theme
  for (const [idea, themes] of doc.getMap('bans')) facts.bans[idea] = strings(themes)
  for (const [, ideas] of doc.getMap('same')) if (strings(ideas).length > 1) facts.same.push(strings(ideas))
  for (const [, pair] of doc.getMap('different')) {
    const [a, b] = strings(pair)
    if (a !== undefined && b !== undefined) facts.different.push([a, b])
  }
  return facts
}

/** One key for one set of ideas, whatever their order. */
const keyOf = (ideas: readonly string[]): string => toHexString(digest(new TextEncoder().encode([...ideas].sort().join('\n')))).slice(0, 24)

/** The facts as entries of the shelf, by root. */
const entriesOf = (facts: Facts): Record<'themes' | 'filed' | 'bans' | 'same' | 'different', Map<string, unknown>> => {
  const themes = new Map<string, unknown>()
  for (const [id, { label, dismissed }] of Object.entries(facts.themes))
    themes.set(id, { ...(label !== undefined && { label }), ...(dismissed && { dismissed }) } satisfies ShelfTheme)
  for (const [id, into] of Object.entries(facts.into)) themes.set(id, { into: into as ThemeId } satisfies ShelfTheme)
  return {
    themes,
    filed: new Map(Object.entries(facts.pins)),
    bans: new Map(Object.entries(facts.bans).filter(([, banned]) => banned.length > 0)),
    same: new Map(facts.same.map((ideas) => [keyOf(ideas), ideas])),
    different: new Map(facts.different.map((pair) => [keyOf(pair), pair])),
  }
}

const alike = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b)

/** What turns the shelf of the one into the shelf of the other, root by root. */
export const differenceOf = (before: Facts, after: Facts): KeyChange[] => {
  const [was, is] = [entriesOf(before), entriesOf(after)]
  return (Object.keys(was) as (keyof typeof was)[]).flatMap((root) =>
    [...new Set([...was[root].keys(), ...is[root].keys()])].flatMap((key): KeyChange[] => {
      const [old, fresh] = [was[root].get(key), is[root].get(key)]
      if (alike(old, fresh)) return []
      return [changeOf(root, key, old, fresh)]
    }),
  )
}

/** What stands under a key of the shelf; a text as a string. */
export const valueAt = (doc: Y.Doc, root: ChangingRoot, key: string): unknown => {
  const value = doc.getMap(root).get(key)
  return value instanceof Y.Text ? value.toString() : value
}

const texts: readonly ChangingRoot[] = ['refined', 'notes']
const put = (doc: Y.Doc, root: ChangingRoot, key: string, value: unknown): void => {
  const map = doc.getMap<unknown>(root)
  if (value === undefined) map.delete(key)
  else if (texts.includes(root)) {
    const written = map.get(key)
    if (!(written instanceof Y.Text)) return void map.set(key, new Y.Text(String(value)))
    written.delete(0, written.length)
    written.insert(0, String(value))
  } else map.set(key, value)
}

/** Writes changes and answers what was there before; what says nothing new is left out. An idea that is filed is parked no more. Call it in a transaction. */
export const written = (doc: Y.Doc, changes: readonly KeyChange[]): KeyChange[] => {
  const done: KeyChange[] = []
  const one = ({ root, key, after }: KeyChange): void => {
    const before = valueAt(doc, root, key)
    if (alike(before, after)) return
    put(doc, root, key, after)
    done.push(changeOf(root, key, before, after))
  }
  for (const change of changes) {
    one(change)
    if (change.root === 'filed' && change.after !== undefined) one({ root: 'parked', key: change.key })
  }
  return done
}

/** Takes changes back, each where it still stands; undefined when one of a theme's, or all, were changed since. Call it in a transaction. */
export const takenBack = (doc: Y.Doc, changes: readonly KeyChange[]): KeyChange[] | undefined => {
  const standing = changes.filter(({ root, key, after }) => alike(valueAt(doc, root, key), after))
  const themes = (some: readonly KeyChange[]): number => some.filter(({ root }) => root === 'themes').length
  if (standing.length === 0 || themes(standing) < themes(changes)) return undefined
  return written(
    doc,
    standing.map(({ root, key, before }) => changeOf(root, key, undefined, before)),
  )
}

/** Ideas that changes are about. */
export const ideasIn = (changes: readonly KeyChange[]): IdeaId[] => [
  ...new Set(
    changes
      .filter(({ root }) => root !== 'themes' && root !== 'notes' && root !== 'same' && root !== 'different')
      .map(({ key }) => key as IdeaId),
  ),
]
