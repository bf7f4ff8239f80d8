/**
 * What goes on in the room, as one tablet sees it: the phase of the board's group with its clock, what it permits, and
 * calls for attention. The line announces; `/api/…/course` gives the whole at the start. What was said later counts.
 */
import { SvelteMap } from 'svelte/reactivity'
import type { HandAsk } from '#shared/activity/attention.ts'
import type { GroupRun, RunId } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import { isUnderWay, mayDraft, mayWriteUnnamed, rightsIn, type Under } from '#shared/activity/rights.ts'
import type { BoardId, GroupId, SeatId, SeminarId, VoteId } from '#shared/id.ts'
import type { Attention, FromServer, GroupNow, GroupPresence, OwnHand, SeatNotice, VoteNow } from '#shared/live/events.ts'
import { may, type BoardAct, type Role, type Standing } from '#shared/role.ts'
import { LiveLine } from '../net/live.svelte.ts'
import { isLater, serverClock, type ServerClock } from '../net/server-clock.ts'
import * as asks from './room-asks.ts'

/** Where a tablet is: its seat, its own group if it has one, and the board that it shows. */
export interface Place {
  readonly seminarId: SeminarId
  readonly seatId: SeatId
  readonly role: Role
  readonly ownGroupId: GroupId | undefined
  readonly boardId: BoardId
  /** The group of the board. */
  readonly groupId: GroupId
}
/** The outside world that it needs. */
export interface RoomWorld {
  line: Pick<LiveLine, 'watch' | 'close'>
  clock: ServerClock
  asks: Pick<typeof asks, 'course' | 'sayDone' | 'raiseHand'>
  /** Until the line is tried again, where its script could not be fetched. */
  againMs: number
}
export type PhaseState = 'open' | GroupRun['state']
export type Summons = Extract<Attention, { kind: 'summon' }>
export type Spotlight = Extract<Attention, { kind: 'spotlight' }>
export type Message = Extract<Attention, { kind: 'message' }>

/** From here on the clock warns; of a minute's phase a quarter. */
const lastMinuteMs = 60_000
const lastQuarterMs = 15_000

export class RoomNow {
  readonly place: Place
  readonly groups = new SvelteMap<GroupId, GroupNow>()
  /** All groups of the seminar, with their names and boards. */
  readonly tables = new SvelteMap<GroupId, GroupPresence>()
  readonly votes = new SvelteMap<VoteId, VoteNow>()
  spotlight = $state.raw<Spotlight>()
  summons = $state.raw<Summons>()
  message = $state.raw<Message>()
  hand = $state.raw<OwnHand>({ up: false })
  /** The seminar is closed: it is read, and nobody is there to ask. */
  closed = $state(false)
  /** Set when this seat was given another table, or was sent away. */
  notice = $state.raw<SeatNotice>()
  /** The first answer is here: what is shown is so. */
  known = $state(false)
  /** The line has said whether there is a summons. */
  heardOfSummons = $state(false)
  /** The server's time at the last stroke of the clock. */
  #at = $state(0)
  #doneRun = $state<RunId>()
  #world: RoomWorld
  #closed = false
  #stroke: ReturnType<typeof setTimeout> | undefined
  #retry: ReturnType<typeof setTimeout> | undefined

  /** Of the board's group, or of the own one while another's board is only looked at; before it is known an open board. */
  readonly now = $derived.by(() => {
    const { groupId, ownGroupId } = this.place
    return this.groups.get(groupId) ?? (ownGroupId ? this.groups.get(ownGroupId) : undefined)
  })
  readonly run = $derived(this.now?.run)
  readonly phase = $derived<Phase | undefined>(this.now?.phase)
  readonly under = $derived<Under>({ run: this.run, phase: this.phase, frozen: this.now?.frozen ?? false })
  readonly frozen = $derived(this.under.frozen)
  readonly hushed = $derived(this.now?.hushed ?? false)
  /** Left on the clock, in ms, never below 0; undefined without a clock. */
  readonly leftMs = $derived(
    this.run?.state === 'paused' ? this.run.leftMs : this.run?.endsAt === undefined ? undefined : Math.max(0, this.run.endsAt - this.#at),
  )
  /** The clock has run out. */
  readonly timeUp = $derived(this.leftMs === 0 && this.run?.state !== 'over')
  readonly lastMinute = $derived.by(() => {
    const warnsFrom = this.phase?.minutes !== undefined && this.phase.minutes <= 1 ? lastQuarterMs : lastMinuteMs
    return this.state === 'running' && this.leftMs !== undefined && this.leftMs > 0 && this.leftMs <= warnsFrom
  })
  /** A clock that stops the phase has ended it here before the server's word comes. */
  readonly state = $derived.by<PhaseState>(() => {
    if (!this.run || !this.phase) return 'open'
    const ended = this.timeUp && this.phase.stopsAtEnd === true
    return ended ? 'over' : this.run.state
  })
  /** The instant that rights are asked for: only whether it is past the end matters. */
  readonly #instant = $derived(this.timeUp ? (this.run?.endsAt ?? 0) : Number.NEGATIVE_INFINITY)
  readonly underWay = $derived(isUnderWay(this.under, this.#instant))
  readonly standing = $derived<Pick<Standing, 'rights' | 'frozen' | 'inPhase' | 'zones'>>(rightsIn(this.under, this.#instant))
  /** Writing goes into this seat's own draft, which nobody else reads before the reveal. */
  readonly drafting = $derived(mayDraft(this.under, this.#instant))
  /** Ideas go to the server, which writes them without an author. */
  readonly unnamed = $derived(mayWriteUnnamed(this.under, this.#instant))
  /** The zones of the phase; undefined = all. */
  readonly zones = $derived(this.standing.zones)
  /** The vote that belongs to the run. */
  readonly vote = $derived.by(() => (this.run?.voteId ? this.votes.get(this.run.voteId) : undefined))
  /** Of the own group, also while it visits another's table; of the board's where one has no group. */
  readonly own = $derived.by(() => (this.place.ownGroupId && this.groups.get(this.place.ownGroupId)) || this.now)
  /** This person has said "done" in this run. */
  readonly done = $derived(this.own?.run !== undefined && this.#doneRun === this.own.run.run)
  /** The group at whose table this person sits now: the own one, or the one that it visits, unless as a host. */
  readonly table = $derived.by(() => {
    const { ownGroupId } = this.place
    const visits = ownGroupId && this.own?.run?.visits
    return visits && this.notice?.kind === 'moved' && this.notice.groupId === visits ? visits : ownGroupId
  })
  /** Looks at a board of another table: reads and does nothing more. */
  readonly guest = $derived.by(() => this.place.role === 'participant' && this.table !== undefined && this.table !== this.place.groupId)

  constructor(place: Place, world: Partial<RoomWorld> = {}) {
    this.place = place
    this.#world = { line: new LiveLine(), clock: serverClock, asks, againMs: 4_000, ...world }
  }

  /** Opens the line, and reads the whole once. @throws Unreachable when neither could be had */
  async open(): Promise<void> {
    const listeners: Partial<FromServer> = {
      seminar: ({ state }) => (this.closed = state === 'closed'),
      now: (groups) => this.#heard(groups, isLater),
      groups: (groups) => groups.forEach((group) => this.tables.set(group.groupId, group)),
      attention: (attention) => this.#called(attention),
      votes: (votes) => votes.forEach((vote) => this.votes.set(vote.voteId, vote)),
      ownHand: (hand) => (this.hand = hand),
      seat: (notice) => (this.notice = notice),
    }
    const watch = () => this.#world.line.watch(this.place.seminarId, listeners)
    const [watched, answered] = await Promise.allSettled([watch(), this.#read()])
    if (watched.status === 'fulfilled') return
    if (answered.status === 'rejected') throw watched.reason
    // What is known stands meanwhile; without the line nobody would hear of the next phase.
    this.#watchSoon(watch)
  }
  #watchSoon(watch: () => Promise<void>): void {
    this.#retry = setTimeout(() => {
      watch().catch((error: unknown) => {
        console.warn('the room is not followed yet', error)
        if (!this.#closed) this.#watchSoon(watch)
      })
    }, this.#world.againMs)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#stroke)
    clearTimeout(this.#retry)
    this.#world.line.close()
  }

  /** Whether this seat may do it now, by the phase alone; the board has its say besides. */
  may(act: BoardAct, own: boolean): boolean {
    return may(act, { role: this.place.role, member: !this.guest, closed: false, ...this.standing }, own)
  }

  /** The group of a board. */
  tableOf(board: BoardId): GroupPresence | undefined {
    return [...this.tables.values()].find(({ boardId }) => boardId === board)
  }

  /** Says that one is done with the phase, or not yet. @throws Refused, Unreachable */
  async sayDone(done: boolean): Promise<void> {
    const run = this.own?.run?.run
    if (!run) return
    await this.#world.asks.sayDone(this.place.seminarId, run, done)
    this.#doneRun = done ? run : undefined
  }

  /** @throws Refused, Unreachable */
  async raise(hand: HandAsk): Promise<void> {
    await this.#world.asks.raiseHand(this.place.seminarId, hand)
    this.hand = hand.up ? { up: true, kind: hand.kind, since: this.#world.clock.now() } : { up: false }
  }

  dismissMessage(): void {
    this.message = undefined
  }

  async #read(): Promise<void> {
    const { now, done } = await this.#world.asks.course(this.place.seminarId)
    this.#heard(now, (at, before) => at >= before)
    if (done) this.#doneRun = this.own?.run?.run
  }

  #heard(groups: readonly GroupNow[], counts: typeof isLater): void {
    for (const group of groups) {
      this.#world.clock.heard(group.serverNow)
      const before = this.groups.get(group.groupId)
      if (!before || counts(group.serverNow, before.serverNow)) this.groups.set(group.groupId, group)
    }
    this.known = true
    this.#strike()
  }

  #called(attention: Attention): void {
    if (attention.kind === 'spotlight') this.spotlight = attention
    else if (attention.kind === 'spotlight-off') this.spotlight = undefined
    else if (attention.kind === 'summon' || attention.kind === 'summon-off') {
      this.summons = attention.kind === 'summon' ? attention : undefined
      this.heardOfSummons = true
    } else this.message = attention
  }

  /** Strikes at every full second that is left, and no more once the clock stands or has run out. */
  #strike(): void {
    clearTimeout(this.#stroke)
    this.#at = this.#world.clock.now()
    const { run } = this
    if (this.#closed || run?.state !== 'running' || run.endsAt === undefined || run.endsAt <= this.#at) return
    this.#stroke = setTimeout(() => this.#strike(), (run.endsAt - this.#at) % 1_000 || 1_000)
  }
}
