/**
 * Which idea is in which theme: what the runs found, and over it what people decided. What was found stays underneath, so that taking
 * a decision back brings back the theme that was there.
 */
import { factsFrom, standing, type Facts } from './correction.ts'

export class Assignment {
  /** Also of ideas that are not here yet, or no more. */
  readonly #found: Map<string, string>
  readonly #here = new Set<string>()
  #facts: Facts
  /** Ids in the order in which they were first seen. */
  readonly #order: Set<string>
  #members: Map<string, string[]> | undefined

  constructor(found: Readonly<Record<string, string>>, facts: Facts) {
    this.#found = new Map(Object.entries(found))
    this.#order = new Set(this.#found.values())
    this.#facts = facts
  }

  /** What people decided: to read, not to write. */
  get facts(): Facts {
    return this.#facts
  }
  /** Obeys other facts from now on. Who is banned no more from a theme is back in it. */
  obey(facts: Facts): void {
    const old = this.#facts
    this.#facts = factsFrom(facts)
    for (const [id, themes] of Object.entries(old.bans)) {
      const back = themes.filter((theme) => this.may(id, theme)).at(-1)
      if (back !== undefined && this.#here.has(id)) this.#found.set(id, back)
    }
    this.#members = undefined
  }

  /** An idea comes in; undefined when nothing is known of where it was. */
  arrive(id: string): string | undefined {
    this.#here.add(id)
    this.#members = undefined
    return this.themeOf(id)
  }
  leave(id: string): void {
    this.#here.delete(id)
    this.#found.delete(id)
    this.#members = undefined
  }
  /** Where the machine puts an idea; undefined is out of all themes. */
  place(id: string, theme: string | undefined): void {
    if (theme === undefined) this.#found.delete(id)
    else this.#found.set(id, theme)
    this.#members = undefined
  }
  /** What a run has found, for all ideas that people did not put somewhere themselves. */
  replace(themes: ReadonlyMap<string, readonly string[]>): void {
    for (const id of this.#here) if (this.#facts.pins[id] === undefined) this.#found.delete(id)
    for (const [theme, ids] of themes) for (const id of ids) if (this.#facts.pins[id] === undefined) this.#found.set(id, theme)
    this.#members = undefined
  }

  may(id: string, theme: string): boolean {
    return !(this.#facts.bans[id]?.includes(theme) ?? false)
  }
  isHere(id: string): boolean {
    return this.#here.has(id)
  }
  isPinned(id: string): boolean {
    return this.#facts.pins[id] !== undefined
  }
  themeOf(id: string): string | undefined {
    const pinned = this.#facts.pins[id]
    if (pinned !== undefined) return pinned
    const found = this.#found.get(id)
    const theme = found === undefined ? undefined : standing(this.#facts, found)
    return theme !== undefined && this.may(id, theme) ? theme : undefined
  }
  /** Members of each theme that has any, ids in order. */
  members(): ReadonlyMap<string, readonly string[]> {
    if (this.#members) return this.#members
    const members = new Map<string, string[]>()
    for (const id of [...this.#here].sort()) {
      const theme = this.themeOf(id)
      if (theme === undefined) continue
      const list = members.get(theme)
      if (list) list.push(id)
      else members.set(theme, [id])
    }
    return (this.#members = members)
  }
  membersOf(theme: string): readonly string[] {
    return this.members().get(theme) ?? []
  }
  /** Theme of each idea that is in one. */
  now(): Map<string, string> {
    return new Map([...this.members()].flatMap(([theme, ids]) => ids.map((id) => [id, theme] as const)))
  }
  /** Themes with members or a decision, oldest first, also dismissed ones. */
  themes(): string[] {
    const all = new Set([...this.members().keys(), ...Object.keys(this.#facts.themes)])
    for (const theme of all) this.#order.add(theme)
    return [...this.#order].filter((theme) => all.has(theme))
  }
  /** Those that are shown. */
  shown(): string[] {
    return this.themes().filter((theme) => !this.#facts.themes[theme]?.dismissed)
  }
  /** Nobody knows where it belongs: it was never placed, or is alone in a theme that all others have left. */
  isLost(id: string): boolean {
    const theme = this.themeOf(id)
    if (theme === undefined) return !this.#found.has(id)
    return !this.isPinned(id) && !this.isCurated(theme) && this.membersOf(theme).length < 2
  }
  isKnown(theme: string): boolean {
    return this.#order.has(theme)
  }
  isCurated(theme: string): boolean {
    return this.#facts.themes[theme] !== undefined || this.membersOf(theme).some((id) => this.isPinned(id))
  }
  /** Ids that no found theme may take: people's, and those that went into others. */
  taken(): Set<string> {
    const { themes, pins, into } = this.#facts
    return new Set([...Object.keys(themes), ...Object.values(pins), ...Object.keys(into)])
  }
  memory(): Record<string, string> {
    return Object.fromEntries(this.#found)
  }
}
