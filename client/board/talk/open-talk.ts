/** What hangs on ideas, with the parts that show it: loaded as one piece once a board stands. */
import type { BoardId } from '#shared/id.ts'
import IdeaMarks from './IdeaMarks.svelte'
import IdeaTalk from './IdeaTalk.svelte'
import { Talk, type Watched } from './talk.svelte.ts'

export const openTalk = (board: Watched, boardId: BoardId) => ({ lens: new Talk(board, boardId), Marks: IdeaMarks, Sheet: IdeaTalk })
export type Talking = ReturnType<typeof openTalk>
