/** What people decide about themes. Each correction is a fact that every later run obeys, not a one-time edit. */
import * as v from 'valibot'

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** The longest name of a theme. */
export const maxLabelCharacters = 200
const label = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxLabelCharacters))
const ids = v.pipe(v.array(id), v.maxLength(20_000))

/** A correction as it comes from outside. `newTheme` and the theme of `create` are ids that the caller chose. */
export const correction = v.variant('op', [
  v.object({ op: v.literal('rename'), theme: id, label }),
  v.object({ op: v.literal('merge'), into: id, from: ids }),
  v.object({ op: v.literal('split'), theme: id, ideas: ids, newTheme: id, label: v.optional(label) }),
  v.object({ op: v.literal('move'), idea: id, to: id }),
  v.object({ op: v.literal('exclude'), idea: id, theme: id }),
  v.object({ op: v.literal('pin'), theme: id }),
  v.object({ op: v.literal('create'), theme: id, label, ideas: ids }),
  v.object({ op: v.literal('accept'), theme: id }),
  v.object({ op: v.literal('dismiss'), theme: id }),
  v.object({ op: v.literal('restore'), theme: id }),
  v.object({ op: v.literal('release'), idea: id }),
  v.object({ op: v.literal('same'), ideas: v.pipe(ids, v.minLength(2)) }),
  v.object({ op: v.literal('different'), ideas: v.tuple([id, id]) }),
])
export type Correction = v.InferOutput<typeof correction>
/** The ideas that it names. */
export const namedBy = (given: Correction): readonly string[] => ('ideas' in given ? given.ideas : 'idea' in given ? [given.idea] : [])

interface Decided {
  label?: string
  /** Not shown; what falls into it is a left-over. */
  dismissed?: boolean
}
/** All that has been decided, as plain data. */
export interface Facts {
  themes: Record<string, Decided>
  /** A theme that went into another. */
  into: Record<string, string>
  /** Theme of each idea that was put somewhere. */
  pins: Record<string, string>
  /** Themes that an idea does not belong to. */
  bans: Record<string, string[]>
  same: string[][]
  different: [string, string][]
}
/** Ids are what people's programs sent: on a record without a prototype `constructor` is an id like any other. */
const bare = <T>(entries: Readonly<Record<string, T>> = {}): Record<string, T> => {
  const record = Object.create(null) as Record<string, T>
  for (const [key, value] of Object.entries(entries)) record[key] = value
  return record
}
/**
 * Facts to go on with: those given, copied, or none yet. Where several people decided at once, what names a theme that went into another
 * means the other.
 */
export const factsFrom = (given?: Facts): Facts => {
  const { themes, into, pins, bans, same = [], different = [] } = given ? structuredClone(given) : ({} as Partial<Facts>)
  const facts: Facts = { themes: bare(themes), into: bare(into), pins: bare(pins), bans: bare(bans), same, different }
  for (const theme of Object.keys(facts.into)) if (standing(facts, theme) === theme) delete facts.into[theme]
  for (const [idea, theme] of Object.entries(facts.pins)) facts.pins[idea] = standing(facts, theme)
  for (const [idea, banned] of Object.entries(facts.bans)) facts.bans[idea] = [...new Set(banned.map((theme) => standing(facts, theme)))]
  for (const theme of Object.keys(facts.themes)) if (standing(facts, theme) !== theme) swallowed(facts, theme)
  return facts
}

/** Where a theme has gone; itself when it has not gone anywhere. Of themes that went into each other the one first by its id stands. */
export const standing = ({ into }: Pick<Facts, 'into'>, theme: string): string => {
  const passed = [theme]
  for (let at = into[theme]; at !== undefined; at = into[at]) {
    const again = passed.indexOf(at)
    if (again >= 0) return passed.slice(again).sort()[0]!
    passed.push(at)
  }
  return passed.at(-1)!
}
/** A theme that went into another leaves it its name, if that has none. */
const swallowed = (facts: Facts, theme: string): void => {
  const label = facts.themes[theme]?.label
  const into = (facts.themes[standing(facts, theme)] ??= {})
  if (label !== undefined) into.label ??= label
  delete facts.themes[theme]
}

/** What the corrections need to know of the moment they are made in. */
export interface Present {
  members(theme: string): readonly string[]
  /** Members that say best what the theme is about, best first. */
  typical(theme: string): readonly string[]
  themeOf(idea: string): string | undefined
  isTheme(theme: string): boolean
  isIdea(idea: string): boolean
}

const pinned = (facts: Facts, idea: string, theme: string): void => {
  facts.pins[idea] = theme
  facts.bans[idea] = (facts.bans[idea] ?? []).filter((other) => other !== theme)
}
const banned = (facts: Facts, idea: string, theme: string): void => {
  if (facts.pins[idea] === theme) delete facts.pins[idea]
  facts.bans[idea] = [...new Set([...(facts.bans[idea] ?? []), theme])]
}
/** A theme that people touched keeps its most typical members, else one odd idea moved into it would carry it away. */
const anchored = (facts: Facts, theme: string, present: Present): void => {
  facts.themes[theme] ??= {}
  if (Object.values(facts.pins).includes(theme)) return
  const free = present.typical(theme).filter((idea) => facts.pins[idea] === undefined && !facts.bans[idea]?.includes(theme))
  for (const idea of free.slice(0, Math.max(3, Math.ceil(free.length / 4)))) pinned(facts, idea, theme)
}

/** Takes a correction into the facts. False when it names a theme or an idea that is not there: nothing is changed then. */
export const decide = (facts: Facts, given: Correction, present: Present): boolean => {
  const at = (theme: string) => standing(facts, theme)
  const isThere = (theme: string) => present.isTheme(at(theme))
  const ideas = (list: readonly string[]) => [...new Set(list)].filter((idea) => present.isIdea(idea))
  const found = (list: readonly string[], title: string | undefined, theme: string): boolean => {
    const there = ideas(list)
    if (isThere(theme) && title !== undefined && facts.themes[at(theme)] === undefined) return false
    facts.themes[theme] = { ...facts.themes[theme], ...(title !== undefined && { label: title }) }
    const left = new Set<string>()
    for (const idea of there) {
      const old = present.themeOf(idea)
      if (old !== undefined && old !== theme) {
        banned(facts, idea, old)
        left.add(old)
      }
      pinned(facts, idea, theme)
    }
    for (const old of left) anchored(facts, old, present)
    return true
  }
  switch (given.op) {
    case 'rename': {
      if (!isThere(given.theme)) return false
      anchored(facts, at(given.theme), present)
      facts.themes[at(given.theme)]!.label = given.label
      return true
    }
    case 'merge': {
      const into = at(given.into)
      const from = [...new Set(given.from.map(at))].filter((theme) => theme !== into && present.isTheme(theme))
      if (!present.isTheme(into)) return false
      // Asked once more, since the answer was lost: it is done.
      if (from.length === 0) return given.from.length > 0 && given.from.every((theme) => theme !== into && at(theme) === into)
      for (const theme of [into, ...from]) for (const idea of present.members(theme)) pinned(facts, idea, into)
      for (const [idea, theme] of Object.entries(facts.pins)) if (from.includes(theme)) pinned(facts, idea, into)
      facts.themes[into] ??= {}
      for (const theme of from) {
        facts.into[theme] = into
        swallowed(facts, theme)
      }
      return true
    }
    case 'split':
      return (
        isThere(given.theme) &&
        ideas(given.ideas).length > 0 &&
        given.newTheme !== given.theme &&
        found(given.ideas, given.label, given.newTheme)
      )
    case 'create':
      return found(given.ideas, given.label, given.theme)
    case 'move': {
      if (!isThere(given.to) || !present.isIdea(given.idea)) return false
      const to = at(given.to)
      const old = present.themeOf(given.idea)
      if (old !== undefined && old !== to) banned(facts, given.idea, old)
      anchored(facts, to, present)
      pinned(facts, given.idea, to)
      return true
    }
    case 'exclude': {
      if (!isThere(given.theme) || !present.isIdea(given.idea)) return false
      banned(facts, given.idea, at(given.theme))
      anchored(facts, at(given.theme), present)
      return true
    }
    case 'pin':
    case 'accept':
    case 'dismiss': {
      if (!isThere(given.theme)) return false
      const theme = at(given.theme)
      if (given.op === 'pin') for (const idea of present.members(theme)) pinned(facts, idea, theme)
      anchored(facts, theme, present)
      facts.themes[theme]!.dismissed = given.op === 'dismiss'
      return true
    }
    case 'restore': {
      const decided = facts.themes[at(given.theme)]
      if (!decided) return false
      decided.dismissed = false
      return true
    }
    case 'release': {
      if (!present.isIdea(given.idea)) return false
      delete facts.pins[given.idea]
      delete facts.bans[given.idea]
      return true
    }
    case 'same': {
      const there = ideas(given.ideas)
      if (there.length < 2) return false
      facts.different = facts.different.filter(([a, b]) => !(there.includes(a) && there.includes(b)))
      facts.same.push(there)
      return true
    }
    case 'different': {
      const [a, b] = given.ideas
      if (a === b || !present.isIdea(a) || !present.isIdea(b)) return false
      facts.same = facts.same
        .map((group) => (group.includes(a) ? group.filter((idea) => idea !== b) : group))
        .filter((group) => group.length > 1)
      facts.different.push([a, b])
      return true
    }
  }
}
