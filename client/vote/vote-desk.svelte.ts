/** The votes of a seminar as who leads it sees them: read whole, and the figures kept fresh. */
import type { SeminarId, VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import type { VoteRow, VoteView } from '#shared/vote/vote.ts'
import * as asks from './vote-asks.ts'

const askMs = 4_000

export class VoteDesk {
  readonly seminarId: SeminarId
  votes = $state.raw<readonly VoteRow[]>([])
  known = $state(false)
  trouble = $state.raw<unknown>()
  #timer: ReturnType<typeof setInterval> | undefined

  readonly open = $derived(this.votes.filter(({ state }) => state !== 'closed'))
  readonly closed = $derived(this.votes.filter(({ state }) => state === 'closed'))

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  async start(): Promise<void> {
    this.#timer = setInterval(() => {
      if (this.open.length > 0 || this.trouble !== undefined) void this.read()
    }, askMs)
    await this.read()
  }
  stop(): void {
    clearInterval(this.#timer)
  }

  async read(): Promise<void> {
    try {
      this.votes = (await asks.votesOf(this.seminarId)).votes
      this.trouble = undefined
    } catch (error) {
      this.trouble = error
    }
    this.known = true
  }

  /** What the line has announced. A vote that is new, or has another state, is read. */
  heard(news: Iterable<VoteNow>): void {
    const list = [...news]
    const stale = list.some(({ voteId, state }) => this.votes.find(({ id }) => id === voteId)?.state !== state)
    this.votes = this.votes.map((vote) => {
      const now = list.find(({ voteId }) => voteId === vote.id)
      return now?.state === vote.state ? { ...vote, cast: now.cast, people: now.people, full: now.full } : vote
    })
    if (stale) void this.read()
  }

  /** @throws Refused, Unreachable */
  async close(ids: readonly VoteId[]): Promise<VoteView[]> {
    try {
      return await Promise.all(ids.map((id) => asks.closeVote(id)))
    } finally {
      // Also when one of them would not be closed: the others are.
      await this.read()
    }
  }
}
