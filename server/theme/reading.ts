/**
 * One seminar in the reading thread: copies of its boards and of its shelf, the rows made of them, and what the finding thread
 * says where they belong. An idea is counted as soon as it is written; it is handed on to be placed once its writer rests.
 */
import * as Y from 'yjs'
import type { BoardId, GroupId, IdeaId, SeminarId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import type { Facts } from '#shared/theme/correction.ts'
import { factsOf } from '#shared/theme/facts.ts'
import { parkedOf } from '#shared/theme/shelf.ts'
import { openPace, type Pace } from '../live/pace.ts'
import { BoardCopy } from './board-copy.ts'
import type { Found, Memory, Past, ToFinding, Told } from './errands.ts'
import { languageOf } from './language.ts'
import { inOneOf, Rows, type Written } from './rows.ts'

const tellGapMs = 500
/** As many rows as the process takes in at a time, beside everybody's edits. */
const rowsAtOnce = 250
const partGapMs = 8
/** An idea is placed when its text has rested for so long, and at the latest after so long. */
const restMs = 1_200
const longestMs = 4_000
const lookMs = 400
/** So long rows wait for the first themes. */
const longestHoldMs = 10_000
/** So often figures are called fresh where nothing happens. */
const aliveMs = 15_000

export interface ReadingParts {
  seminarId: SeminarId
  memory: Memory | undefined
  ask(errand: ToFinding): void
  tell(told: Told): void
}

export class Reading {
  readonly #parts: ReadingParts
  readonly #rows: Rows
  readonly #boards = new Map<BoardId, BoardCopy>()
  readonly #shelf = new Y.Doc({ guid: 'shelf' })
  /** Ideas that lie under another of their board. */
  readonly #stacks = new Map<IdeaId, IdeaId>()
  readonly #moved = new Map<IdeaId, { since: number; at: number }>()
  readonly #pace: Pace<true>
  readonly #rounds: NodeJS.Timeout[]
  #past: Readonly<Record<GroupId, Past>> = {}
  #parked = new Set<string>()
  #dismissed = new Map<string, string | undefined>()
  #clockOffsetMs = 0
  #next: number
  #begun = false
  /** Rows are told. */
  #shown = false
  #showing: NodeJS.Timeout | undefined
  #stalled = false
  #lost = false
  #correcting = 0
  #restacked = false
  #waiting: Told[] = []
  #sending: NodeJS.Timeout | undefined
  #toldAt = 0

  constructor(parts: ReadingParts) {
    this.#parts = parts
    this.#rows = new Rows(parts.memory)
    this.#next = parts.memory?.next ?? 1
    this.#pace = openPace<true>(tellGapMs, () => this.#say())
    this.#rounds = [setInterval(() => this.#handOn(), lookMs), setInterval(() => this.#saySomething(), aliveMs / 3)]
  }

  /** The process' clock, epoch ms. */
  clock(at: number): void {
    this.#clockOffsetMs = at - Date.now()
  }
  #now(): number {
    return Date.now() + this.#clockOffsetMs
  }

  board({ id, groupId }: { id: BoardId; groupId: GroupId }, updates: readonly Uint8Array[]): void {
    const copy = this.#boards.get(id) ?? new BoardCopy(id, groupId)
    this.#boards.set(id, copy)
    for (const [ideaId, idea] of copy.take(updates)) this.#took(ideaId, idea, copy)
    this.#soon()
  }

  shelf(updates: readonly Uint8Array[]): void {
    this.#shelf.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#shelf, update)
    })
    if (this.#begun && this.#correcting === 0) this.#decide()
  }

  past(past: Readonly<Record<GroupId, Past>>): void {
    this.#past = past
    for (const written of [...this.#rows.all()]) this.#rows.write(this.#dated(written))
    this.#soon()
  }

  /** All that stood at the beginning is there. */
  begin(): void {
    this.#begun = true
    this.handAll()
    if (this.#rows.size === 0) this.#show()
    // What was told by an earlier thread stands until there are themes again; but not for long.
    else this.#showing = setTimeout(() => this.#show(), longestHoldMs)
  }
  #show(): void {
    clearTimeout(this.#showing)
    if (this.#shown) return
    this.#shown = true
    this.#say()
  }

  /** The finding thread is gone. */
  lost(): void {
    this.#stalled = true
    this.#lost = true
    if (this.#shown) this.#say()
  }

  /** Hands on all that stands: at the beginning, and to a finding thread that knows nothing yet. */
  handAll(): void {
    this.#lost = false
    if (!this.#begun) return
    this.#moved.clear()
    this.#readShelf()
    this.#hand([...this.#rows.all()].flatMap(({ id }) => (this.#parked.has(id) ? [] : [id])))
    this.#ask({ do: 'facts', facts: this.#facts() })
    this.#ask({ do: 'begin' })
  }

  /** Hands on at once all that waits for its writer to rest. */
  handOnAll(): void {
    for (const id of this.#moved.keys()) this.#rows.tell(id)
    this.#hand([...this.#moved.keys()].filter((id) => !this.#parked.has(id)))
    this.#moved.clear()
    this.#decide()
  }
  /** Tells at once what is known. */
  tellAll(): void {
    this.#shown = true
    this.#say()
    for (const told of this.#waiting.splice(0)) this.#parts.tell(told)
  }

  /** A correction is on its way to the shelf: until it is there the shelf says less than what was decided. */
  correcting(): void {
    this.#correcting++
  }
  corrected(): void {
    // One that was begun with an earlier thread is of no account here.
    this.#correcting = Math.max(0, this.#correcting - 1)
    if (this.#begun && this.#correcting === 0) this.#decide()
  }

  found({ placed, themes, next }: Found): void {
    this.#next = next
    this.#stalled = false
    this.#rows.place(placed)
    this.#rows.found(themes, this.#dismissed, this.#now())
    if (this.#shown) this.#soon()
    else this.#show()
  }

  memory(): Pick<Memory, 'assignment' | 'next'> {
    return { assignment: this.#rows.assignment(), next: this.#next }
  }

  end(): void {
    this.#pace.stop()
    this.#rounds.forEach(clearInterval)
    clearTimeout(this.#sending)
    clearTimeout(this.#showing)
    for (const copy of this.#boards.values()) copy.end()
    this.#shelf.destroy()
  }

  #took(id: IdeaId, idea: Idea | undefined, { boardId, groupId }: BoardCopy): void {
    const before = this.#rows.written(id)
    if (!idea || !isVisible(idea.text)) {
      if (before?.boardId === boardId) this.#takeAway(id)
      return
    }
    this.#stack(id, idea.stack)
    const { text, zone } = idea
    const at = idea.at ?? before?.at ?? this.#now()
    const written = this.#dated({ id, text, boardId, groupId, ...(zone !== undefined && { zone }), at, language: languageOf(text) })
    // Who looks is told of a new idea at once, and of its words when their writer rests.
    const isTyping = this.#begun && before?.boardId === boardId && before.zone === zone && before.at === at
    if (isTyping) this.#rows.reword(written)
    else this.#rows.write(written)
    if (text === before?.text || !this.#begun) return
    const now = performance.now()
    this.#moved.set(id, { since: this.#moved.get(id)?.since ?? now, at: now })
  }

  #takeAway(id: IdeaId): void {
    this.#rows.takeAway(id)
    this.#moved.delete(id)
    this.#stack(id, undefined)
    if (this.#begun) this.#ask({ do: 'ideas', put: [], gone: [id] })
  }
  #stack(id: IdeaId, under: IdeaId | undefined): void {
    if (this.#stacks.get(id) === under) return
    if (under === undefined) this.#stacks.delete(id)
    else this.#stacks.set(id, under)
    this.#restacked = true
  }

  /** In which phase it was written. */
  #dated({ activityId: _, phase: __, ...written }: Written): Written {
    const then = this.#past[written.groupId]?.findLast(({ from }) => from <= written.at)
    return { ...written, ...(then?.activityId && { activityId: then.activityId, phase: then.phase! }) }
  }

  #ask(errand: Bare<ToFinding>): void {
    // A new thread is told all that stands at its beginning.
    if (this.#lost) return
    this.#parts.ask({ seminarId: this.#parts.seminarId, ...errand })
  }

  /** Hands on the ideas whose writers rest. */
  #handOn(): void {
    const now = performance.now()
    const rested = [...this.#moved].filter(([, { since, at }]) => now - at >= restMs || now - since >= longestMs).map(([id]) => id)
    for (const id of rested) {
      this.#moved.delete(id)
      this.#rows.tell(id)
    }
    if (rested.length > 0) this.#soon()
    this.#hand(rested.filter((id) => !this.#parked.has(id)))
    if (!this.#restacked || this.#correcting > 0 || !this.#begun) return
    this.#restacked = false
    this.#decide()
  }
  #hand(ids: readonly IdeaId[]): void {
    const put = ids.flatMap((id) => {
      const written = this.#rows.written(id)
      return written ? [{ id, text: written.text, group: written.groupId, ts: written.at }] : []
    })
    if (put.length > 0) this.#ask({ do: 'ideas', put, gone: [] })
  }

  /** What stands on the shelf now, handed on. */
  #decide(): void {
    const before = this.#parked
    this.#readShelf()
    const moved = inOneOf(before, this.#parked)
    const parked = moved.filter((id) => this.#parked.has(id))
    if (parked.length > 0) this.#ask({ do: 'ideas', put: [], gone: parked })
    this.#hand(moved.filter((id) => !this.#parked.has(id)))
    this.#ask({ do: 'facts', facts: this.#facts() })
    this.#soon()
  }
  /** What was decided on the shelf; and what lies stacked on a board is the same, unless somebody said that it never is. */
  #facts(): Facts {
    const facts = factsOf(this.#shelf)
    const never = new Set(facts.different.flatMap(([a, b]) => [`${a} ${b}`, `${b} ${a}`]))
    const stacked = [...this.#stacks].filter(([id, under]) => this.#rows.written(under) && !never.has(`${id} ${under}`))
    return { ...facts, same: [...facts.same, ...stacked.map(([id, under]) => [id, under])] }
  }
  #readShelf(): void {
    const { pins, themes } = factsOf(this.#shelf)
    this.#parked = new Set(parkedOf(this.#shelf).keys())
    this.#dismissed = new Map(Object.entries(themes).flatMap(([id, { dismissed, label }]) => (dismissed ? [[id, label]] : [])))
    this.#rows.decided(new Set(Object.keys(pins)), this.#parked)
  }

  #soon(): void {
    if (this.#shown) this.#pace.add('rows', true)
  }

  #say(): void {
    const news = this.#rows.news() ?? { themes: [], goneThemes: [], ideas: [], goneIdeas: [] }
    const rest = { seminarId: this.#parts.seminarId, computedAt: this.#now(), stalled: this.#stalled, next: this.#next }
    let from = 0
    for (; news.ideas.length - from > rowsAtOnce; from += rowsAtOnce)
      this.#waiting.push({
        ...rest,
        themes: [],
        goneThemes: [],
        goneIdeas: [],
        ideas: news.ideas.slice(from, from + rowsAtOnce),
        more: true,
      })
    this.#waiting.push({ ...rest, ...news, ideas: news.ideas.slice(from), more: false })
    this.#toldAt = performance.now()
    if (!this.#sending) this.#send()
  }
  /** One part after another, with turns for everybody's edits in between. */
  #send(): void {
    const told = this.#waiting.shift()
    if (told) this.#parts.tell(told)
    this.#sending = this.#waiting.length > 0 ? setTimeout(() => this.#send(), partGapMs) : undefined
  }
  #saySomething(): void {
    if (this.#shown && performance.now() - this.#toldAt > aliveMs) this.#say()
  }
}

/** An errand without whose it is; member by member, so that the union stays one. */
type Bare<Errand> = Errand extends unknown ? Omit<Errand, 'seminarId'> : never
