/** What stands in front on a tablet: the instruction while it is to be read, the vote, or the board. */
import type { VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import type { RoomNow } from './room-now.svelte.ts'

export class Front {
  readonly #room: RoomNow
  /** The moment of the course for which the instruction was put away, or asked for again. */
  #putAway = $state('')
  #opened = $state('')
  /** The vote for which the board was wanted rather than the ballot. */
  #boardFor = $state('')
  /** Votes that were open on this tablet: their results are shown after the close. */
  // eslint-disable-next-line svelte/prefer-svelte-reactivity -- it changes only with the votes, which are read beside it
  readonly #voted = new Set<VoteId>()

  readonly #moment = $derived.by(() => `${this.#room.run?.run}:${this.#room.state}`)
  /** The instruction is on screen: by itself before the phase begins, later when it was asked for. */
  readonly reading = $derived.by(() => {
    if (!this.#room.phase || this.#room.guest) return false
    return this.#opened === this.#moment || (this.#room.state === 'reading' && this.#putAway !== this.#moment)
  })
  /** The vote of the phase, or the one whose results the phase looks at. */
  readonly vote = $derived.by((): VoteId | undefined => {
    const { phase, run, votes, state } = this.#room
    const known = [...votes.values()]
    if (state === 'reading' || this.#room.guest) return undefined
    if (run && phase?.view === 'vote') return run.voteId
    if (run && phase?.view === 'results') return run.voteId ?? known.findLast((vote) => vote.state === 'closed')?.voteId
    return this.#byHand(known)
  })
  readonly boardWanted = $derived.by(() => this.vote !== undefined && this.#boardFor === this.vote)
  readonly shows = $derived.by(() => (this.reading ? 'instruction' : this.vote && !this.boardWanted ? 'vote' : 'board'))

  constructor(room: RoomNow) {
    this.#room = room
  }

  /** Opens the instruction, or puts it away. */
  turn(): void {
    if (this.reading) {
      this.#putAway = this.#moment
      this.#opened = ''
    } else this.#opened = this.#moment
  }
  /** Shows the board in place of the vote, or the vote again. */
  wantBoard(board: boolean): void {
    this.#boardFor = board ? (this.vote ?? '') : ''
  }

  /** A vote that was opened outside any phase; after its close its results, where it was open before. */
  #byHand(known: readonly VoteNow[]): VoteId | undefined {
    const open = known.filter(({ state }) => state !== 'closed')
    for (const { voteId } of open) this.#voted.add(voteId)
    return (open.at(-1) ?? known.findLast(({ voteId }) => this.#voted.has(voteId)))?.voteId
  }
}
