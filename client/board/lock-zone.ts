import type { BoardId } from '#shared/id.ts'
import { ask } from '../net/call.ts'
import { attempt } from '../ui/attempt.ts'
import type { WordBook } from '../words/word-book.svelte.ts'

/** Locks a zone for all who take part, or unlocks it; a refusal is said. Only who leads needs it: it comes when it is asked for. */
export const lockZone = (words: WordBook, boardId: BoardId, zone: string, locked: boolean): Promise<boolean> =>
  attempt(words, () => ask(`/api/boards/${boardId}/zones/${zone}/lock`, { method: 'POST', body: { locked } }))
