/** The closed votes of a seminar with their results: read once each, the newest first. */
import type { SeminarId, VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import type { Vote } from '#shared/vote/vote.ts'
import * as asks from './vote-asks.ts'

/** More are not looked through. */
const most = 12

export class ClosedVotes {
  readonly seminarId: SeminarId
  votes = $state.raw<readonly Vote[]>([])
  #reading = false

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** @throws Refused, Unreachable */
  async read(): Promise<void> {
    if (this.#reading) return
    this.#reading = true
    try {
      const { votes } = await asks.votesOf(this.seminarId)
      const closed = votes.filter(({ state }) => state === 'closed').slice(0, most)
      const read: Vote[] = []
      for (const { id } of closed) read.push(this.#known(id) ?? (await asks.voteOf(id)).vote)
      this.votes = read
    } finally {
      this.#reading = false
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
