/** The closed votes of a seminar with their results: read once each, the newest first. */
import type { SeminarId, VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import type { Vote } from '#shared/vote/vote.ts'
import * as asks from './vote-asks.ts'

export class ClosedVotes {
  readonly seminarId: SeminarId
  votes = $state.raw<readonly Vote[]>([])
  #reading: Promise<void> | undefined
  /** A vote may have closed since the list was read. */
  #wanted = false

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** @throws Refused, Unreachable */
  read(): Promise<void> {
    this.#wanted = true
    return (this.#reading ??= this.#readWanted().finally(() => (this.#reading = undefined)))
  }
  async #readWanted(): Promise<void> {
    while (this.#wanted) {
      this.#wanted = false
      const { votes } = await asks.votesOf(this.seminarId)
      const read: Vote[] = []
      for (const { id, state } of votes) if (state === 'closed') read.push(this.#known(id) ?? (await asks.voteOf(id)).vote)
      this.votes = read
    }
  }
  #known(id: VoteId): Vote | undefined {
    return this.votes.find((vote) => vote.id === id)
  }
  /** What the line announces: a vote that has just closed is read. */
  heard(news: readonly VoteNow[]): void {
    const isNew = news.some(({ voteId, state }) => state === 'closed' && !this.#known(voteId))
    if (isNew) this.read().catch((error: unknown) => console.warn('a closed vote is not read', error))
  }
}
