/**
 * One person's ballot on this tablet. Each change is kept on the tablet at once and sent soon after, whole; what could not
 * be sent is sent when there is a connection. The server's word on what stands is the truth.
 *
 *   tablet  PUT ballot, turn n + 1     n is the turn it follows; sent again until there is an answer, and only then a newer one
 *   server  200 turn                   it stands
 *           409 record/changed         another tablet was quicker: what stands is read and shown
 *           409 vote/closed            too late: the results are read
 */
import { emptyBallot, isAbstention, type Ballot } from '#shared/vote/ballot.ts'
import type { SeatId, VoteId } from '#shared/id.ts'
import type { Turnout, Vote, VoteView } from '#shared/vote/vote.ts'
import { openNotebook, type Notebook } from '../net/notebook.ts'
import { isPassing, Refused, Unreachable } from '../net/refused.ts'
import { castBallot, voteOf, withdrawBallot } from './vote-asks.ts'

const asks = { castBallot, voteOf, withdrawBallot }

/** What is on this tablet and not yet with the server; `ballot` undefined: to be withdrawn. */
interface Unsent {
  ballot: Ballot | undefined
  /** What was sent and is not answered. It may stand already: under its turn nothing but itself is taken. */
  asked?: Pick<Unsent, 'ballot'>
}
export interface BallotWorld {
  asks: typeof asks
  notebook: Notebook<Unsent | null>
  /** Milliseconds between a change and its sending, and between tries. */
  soonMs: number
  againMs: number
}
export type BallotState = 'none' | 'sending' | 'sent' | 'abstained' | 'kept' | 'elsewhere' | 'counting'

export class OwnBallot {
  readonly voteId: VoteId
  readonly seatId: SeatId
  vote = $state.raw<Vote>()
  /** Whether this person has a ballot here. */
  may = $state(false)
  turnout = $state.raw<Turnout>({ cast: 0, people: 0 })
  /** What the fingers have made of it; undefined: no ballot. */
  ballot = $state.raw<Ballot>()
  /** Why it cannot be shown, or why the newest change was not taken. */
  refused = $state.raw<unknown>()
  #state = $state<Exclude<BallotState, 'none' | 'abstained' | 'counting'> | 'idle'>('idle')
  #turn = 1
  #sending = false
  #timer: ReturnType<typeof setTimeout> | undefined
  #closed = false
  readonly #world: BallotWorld

  readonly state = $derived.by<BallotState>(() => {
    if (this.vote?.state === 'closing') return 'counting'
    if (this.#state === 'sending' || this.#state === 'kept' || this.#state === 'elsewhere') return this.#state
    if (!this.ballot) return 'none'
    return isAbstention(this.ballot) ? 'abstained' : 'sent'
  })
  /** What the ballot's fields show. */
  readonly shown = $derived<Ballot>(this.ballot ?? emptyBallot(this.vote?.setup.kind ?? 'dots'))

  constructor(voteId: VoteId, seatId: SeatId, world: Partial<BallotWorld> = {}) {
    this.voteId = voteId
    this.seatId = seatId
    this.#world = {
      asks,
      notebook: openNotebook<Unsent | null>(`ballot:${voteId}:${seatId}`, null),
      soonMs: 500,
      againMs: 3_000,
      ...world,
    }
  }

  /** Reads the vote and what stands; what this tablet still owes is sent. */
  async read(): Promise<void> {
    try {
      const view = await this.#world.asks.voteOf(this.voteId, this.seatId)
      this.refused = undefined
      this.#take(view)
    } catch (error) {
      if (!this.vote || !(error instanceof Unreachable)) this.refused = error
    }
  }

  /** One's own change, of the whole ballot; undefined takes the ballot back. */
  change(ballot: Ballot | undefined): void {
    if (!this.may || this.vote?.state !== 'open') return
    this.ballot = ballot
    this.refused = undefined
    this.#world.notebook.write({ ...this.#world.notebook.read(), ballot })
    this.#state = 'sending'
    this.#later(this.#world.soonMs)
  }

  /** Tries at once: the connection is back, or the page is about to go. */
  flush(): void {
    if (this.#world.notebook.read()) this.#later(0)
  }

  close(): void {
    this.flush()
    this.#closed = true
  }

  #take({ vote, may, mine, turn, ...turnout }: VoteView): void {
    this.vote = vote
    this.may = may
    this.turnout = turnout
    this.#turn = turn ?? this.#turn
    const unsent = this.#world.notebook.read()
    if (vote.state !== 'open') return this.#world.notebook.write(null)
    if (unsent) {
      this.ballot = unsent.ballot
      this.#state = 'kept'
      this.#later(0)
    } else this.ballot = mine?.ballot
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#send(), ms)
  }

  async #send(): Promise<void> {
    const unsent = this.#world.notebook.read()
    if (this.#sending || !unsent) return
    this.#sending = true
    const turn = this.#turn
    const { ballot } = unsent.asked ?? unsent
    this.#world.notebook.write({ ...unsent, asked: { ballot } })
    try {
      const { castBallot, withdrawBallot } = this.#world.asks
      const stands = await (ballot
        ? castBallot(this.voteId, this.seatId, { ballot, turn })
        : withdrawBallot(this.voteId, this.seatId, turn))
      this.#turn = stands.turn + 1
      this.#sent(ballot)
    } catch (error) {
      await this.#notSent(error)
    } finally {
      this.#sending = false
    }
  }

  #sent(ballot: Ballot | undefined): void {
    const now = this.#world.notebook.read()
    // Changed again while it was under way: that is sent next.
    const changed = now && JSON.stringify(now.ballot) !== JSON.stringify(ballot)
    this.#world.notebook.write(changed ? { ballot: now.ballot } : null)
    if (changed) this.#later(0)
    else this.#state = 'sent'
  }

  async #notSent(error: unknown): Promise<void> {
    if (isPassing(error)) {
      this.#state = 'kept'
      if (!this.#closed) this.#later(this.#world.againMs)
      return
    }
    this.#world.notebook.write(null)
    this.#state = error instanceof Refused && error.code === 'record/changed' ? 'elsewhere' : 'idle'
    const closed = error instanceof Refused && error.code === 'vote/closed'
    await this.read()
    if (this.#state !== 'elsewhere' && !closed) this.refused = error
  }
}
