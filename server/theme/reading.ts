/**
 * One seminar in the reading thread, whole, since all of it changes in the order in which it comes: copies of its boards and
 * of its shelf, the rows made of them, and what the finding thread says where they belong. An idea is counted as soon as it
 * is written; it is handed on to be placed once its writer rests.
 */
import type { BoardId, GroupId, IdeaId, SeminarId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import { openPace, type Pace } from '../live/pace.ts'
import { BoardCopy } from './board-copy.ts'
import type { Found, Memory, Past, ToFinding, Told } from './errands.ts'
import { languageOf } from './language.ts'
import { Resting } from './resting.ts'
import { inOneOf, Rows, type Written } from './rows.ts'
import { ShelfCopy } from './shelf-copy.ts'
import { Telling } from './telling.ts'

const tellGapMs = 500
const lookMs = 400
/** So long rows wait for the first themes. */
const usualHoldMs = 20_000
/** So often figures are called fresh where nothing happens. */
const aliveMs = 15_000

export interface ReadingParts {
  seminarId: SeminarId
  /** The number of this beginning. */
  life: number
  memory: Memory | undefined
  holdMs?: number | undefined
  ask(errand: ToFinding): void
  tell(told: Told): void
}

export class Reading {
  readonly #parts: ReadingParts
  readonly #rows: Rows
  readonly #telling: Telling
  readonly #boards = new Map<BoardId, BoardCopy>()
  readonly #shelf = new ShelfCopy()
  readonly #resting = new Resting()
  readonly #pace: Pace<true>
  readonly #rounds: NodeJS.Timeout[]
  #past: Readonly<Record<GroupId, Past>> = {}
  #clockOffsetMs = 0
  #next: number
  #kept: KeptThemes | undefined
  #begun = false
  /** The finding thread has said where ideas belong. */
  #placed = false
  /** Rows are told. */
  #shown = false
  #showing: NodeJS.Timeout | undefined
  #stalled = false
  #lost = false
  #correcting = 0
  /** Ideas that were set aside, with the finding thread for as long as something is decided about them. */
  readonly #fetched = new Set<IdeaId>()
  #restacked = false
  #toldAt = 0

  constructor(parts: ReadingParts) {
    this.#parts = parts
    this.#rows = new Rows(parts.memory)
    this.#telling = new Telling(parts.tell)
    this.#next = parts.memory?.next ?? 1
    this.#kept = parts.memory?.kept
    this.#pace = openPace<true>(tellGapMs, () => this.#say())
    this.#rounds = [setInterval(() => this.#handOn(), lookMs), setInterval(() => this.#saySomething(), aliveMs / 3)]
  }

  get life(): number {
    return this.#parts.life
  }
  /** It shows what was kept when its seminar was closed. */
  get stands(): boolean {
    return this.#kept !== undefined
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
    this.#shelf.take(updates)
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
    else this.#showing = setTimeout(() => this.#show(), this.#parts.holdMs ?? usualHoldMs)
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
    this.#resting.all()
    this.#readShelf()
    this.#hand([...this.#rows.all()].map(({ id }) => id))
    // The ideas are handed on for who asks why two are alike; nothing is found again.
    if (this.#kept) return this.stand(this.#kept)
    this.#ask({ do: 'facts', facts: this.#shelf.facts() })
    this.#ask({ do: 'begin' })
  }

  /** The seminar is over, and this is how it stands. */
  stand(kept: KeptThemes): void {
    this.#kept = kept
    this.#stalled = false
    this.#rows.stand(kept)
    if (this.#shown) this.#soon()
    else this.#show()
  }

  /** Hands on at once all that waits for its writer to rest. */
  handOnAll(): void {
    this.#handRested(this.#resting.all())
    if (this.#correcting === 0) this.#decide()
  }
  /** Tells at once what is known. */
  tellAll(): void {
    this.#shown = true
    this.#say()
    this.#telling.flush()
  }

  /**
   * A correction is on its way to the shelf: until it is there the shelf says less than what was decided. The ideas that it names can
   * be decided about, also when they were set aside or their writers have not rested yet.
   */
  correcting(named: readonly IdeaId[]): void {
    this.#correcting++
    this.#handRested(this.#resting.of(named))
    const parked = named.filter((id) => this.#shelf.parked.has(id))
    this.#put(parked)
    for (const id of parked) this.#fetched.add(id)
  }
  corrected(): void {
    // One that was begun with an earlier thread is of no account here.
    this.#correcting = Math.max(0, this.#correcting - 1)
    if (!this.#begun || this.#correcting > 0) return
    this.#decide()
    const stayed = [...this.#fetched].filter((id) => this.#shelf.parked.has(id))
    this.#fetched.clear()
    if (stayed.length > 0) this.#ask({ do: 'ideas', put: [], gone: stayed })
  }

  found({ placed, themes, next }: Found): void {
    if (this.#kept) return
    this.#next = next
    this.#placed = true
    this.#stalled = false
    this.#rows.place(placed)
    this.#rows.found(themes, this.#shelf.dismissed, this.#now())
    if (this.#shown) this.#soon()
    else this.#show()
  }

  /** What an engine goes on from. One that is lost before it had placed anything leaves what was known before. */
  memory(): Pick<Memory, 'assignment' | 'next'> | undefined {
    return this.#placed ? { assignment: this.#rows.assignment(), next: this.#next } : this.#parts.memory
  }

  end(): void {
    this.#pace.stop()
    this.#rounds.forEach(clearInterval)
    this.#telling.end()
    clearTimeout(this.#showing)
    for (const copy of this.#boards.values()) copy.end()
    this.#shelf.end()
  }

  /** Of an idea that stands on several boards the board that had it first speaks, for as long as it has it. */
  #took(id: IdeaId, idea: Idea | undefined, copy: BoardCopy): void {
    const before = this.#rows.written(id)
    const home = before && this.#boards.get(before.boardId)
    if (!idea) {
      if (home === copy) this.#leftIts(id)
      return
    }
    if (home && home !== copy && home.idea(id)) return
    const { boardId, groupId } = copy
    this.#stack(id, idea.stack)
    const { text, zone } = idea
    const at = idea.at ?? before?.at ?? this.#now()
    const written = this.#dated({ id, text, boardId, groupId, ...(zone !== undefined && { zone }), at, language: languageOf(text) })
    // Who looks is told of a new idea at once, and of its words when their writer rests.
    const isTyping = this.#begun && before?.boardId === boardId && before.zone === zone && before.at === at
    if (isTyping) this.#rows.reword(written)
    else this.#rows.write(written)
    if ((text === before?.text && groupId === before.groupId) || !this.#begun) return
    this.#resting.wrote(id)
  }

  /** It is gone from its board: another one that has it speaks for it now. */
  #leftIts(id: IdeaId): void {
    for (const copy of this.#boards.values()) {
      const idea = copy.idea(id)
      if (idea) return this.#took(id, idea, copy)
    }
    this.#takeAway(id)
  }
  #takeAway(id: IdeaId): void {
    this.#rows.takeAway(id)
    this.#resting.forget(id)
    this.#stack(id, undefined)
    if (this.#begun) this.#ask({ do: 'ideas', put: [], gone: [id] })
  }
  #stack(id: IdeaId, under: IdeaId | undefined): void {
    if (this.#shelf.stack(id, under)) this.#restacked = true
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
    this.#handRested(this.#resting.rested())
    if (!this.#restacked || this.#correcting > 0 || !this.#begun) return
    this.#restacked = false
    this.#decide()
  }
  #handRested(ids: readonly IdeaId[]): void {
    if (ids.length === 0) return
    for (const id of ids) this.#rows.tell(id)
    this.#hand(ids)
    this.#soon()
  }
  /** Hands ideas on to be placed, but those that were set aside. */
  #hand(ids: readonly IdeaId[]): void {
    this.#put(ids.filter((id) => !this.#shelf.parked.has(id)))
  }
  #put(ids: readonly IdeaId[]): void {
    const put = ids.flatMap((id) => {
      const written = this.#rows.written(id)
      return written ? [{ id, text: written.text, group: written.groupId, ts: written.at }] : []
    })
    if (put.length > 0) this.#ask({ do: 'ideas', put, gone: [] })
  }

  /** What stands on the shelf now, handed on. */
  #decide(): void {
    const before = this.#shelf.parked
    this.#readShelf()
    const { parked } = this.#shelf
    const moved = inOneOf(before, parked)
    const gone = moved.filter((id) => parked.has(id))
    if (gone.length > 0) this.#ask({ do: 'ideas', put: [], gone })
    this.#hand(moved)
    this.#ask({ do: 'facts', facts: this.#shelf.facts() })
    this.#soon()
  }
  #readShelf(): void {
    this.#shelf.read()
    this.#rows.decided(this.#shelf.filed, this.#shelf.parked)
  }

  #soon(): void {
    if (this.#shown) this.#pace.add('rows', true)
  }

  #say(): void {
    const { seminarId, life } = this.#parts
    this.#telling.say({ seminarId, life, computedAt: this.#now(), stalled: this.#stalled, next: this.#next }, this.#rows.news())
    this.#toldAt = performance.now()
  }
  #saySomething(): void {
    if (this.#shown && performance.now() - this.#toldAt > aliveMs) this.#say()
  }
}

/** An errand without whose it is; member by member, so that the union stays one. */
type Bare<Errand> = Errand extends unknown ? Omit<Errand, 'seminarId'> : never
