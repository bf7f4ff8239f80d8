import { afterEach, expect, test } from 'vitest'
import type { SeminarId } from '#shared/id.ts'
import { ClosedVotes } from '../../client/vote/closed-votes.svelte.ts'
import { answering, type Answers } from '../client-shell/open-page.svelte.ts'

const ownFetch = globalThis.fetch
afterEach(() => {
  globalThis.fetch = ownFetch
})
const ids = Array.from({ length: 30 }, (_, n) => `v${n}`)
const idOf = ({ id }: { id: string }) => id

test('[PX6] all closed votes are looked through, each read once, also one that closes while they are read', async () => {
  const states = new Map(ids.map((id) => [id, id === 'v7' ? 'open' : 'closed']))
  const votes = new ClosedVotes('s1' as SeminarId)
  const answers: Answers = {
    'GET /api/seminars/s1/votes': () => ({ votes: [...states].map(([id, state]) => ({ id, state })) }),
    ...Object.fromEntries(ids.map((id) => [`GET /api/votes/${id}`, { vote: { id } }])),
    'GET /api/votes/v20': () => {
      states.set('v7', 'closed')
      votes.heard([{ voteId: 'v7', state: 'closed' } as never])
      return { vote: { id: 'v20' } }
    },
  }
  const asked = answering(answers)
  await votes.read()
  expect(votes.votes.map(idOf)).toEqual(ids)
  const read = asked.filter(({ question }) => question.startsWith('GET /api/votes/'))
  expect(read).toHaveLength(ids.length)
})
