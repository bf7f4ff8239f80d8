/** What stands in front on a tablet: the instruction while it is to be read, the vote, or the board. */
import type { VoteId } from '#shared/id.ts'
import type { RoomNow } from './room-now.svelte.ts'

export class Front {
  readonly #room: RoomNow
  /** The moment of the course for which the instruction was put away, or asked for again. */
  #putAway = $state('')
  #opened = $state('')
  /** The run in which the board was wanted rather than the vote. */
  #boardFor = $state('')

  readonly #moment = $derived.by(() => `${this.#room.run?.run}:${this.#room.state}`)
  /** The instruction is on screen: by itself before the phase begins, later when it was asked for. */
  readonly reading = $derived.by(() => {
    if (!this.#room.phase || this.#room.guest) return false
    return this.#opened === this.#moment || (this.#room.state === 'reading' && this.#putAway !== this.#moment)
  })
  /** The vote of the phase, or the one whose results the phase looks at. */
  readonly vote = $derived.by((): VoteId | undefined => {
    const { phase, run, votes, state } = this.#room
    if (state === 'reading' || !run) return undefined
    if (phase?.view === 'vote') return run.voteId
    if (phase?.view === 'results') return run.voteId ?? [...votes.values()].findLast((vote) => vote.state === 'closed')?.voteId
    return undefined
  })
  readonly boardWanted = $derived.by(() => this.#boardFor === this.#room.run?.run)
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
    this.#boardFor = board ? (this.#room.run?.run ?? '') : ''
  }
}
