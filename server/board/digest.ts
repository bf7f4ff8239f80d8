/** What a facilitator's tile shows of a board: how many ideas, the newest three, when last written. */
import * as Y from 'yjs'
import { readZones, zoneOf, type Board } from '#shared/board/board.ts'
import { ideasOf, readIdea, type Idea } from '#shared/idea/idea.ts'
import type { BoardActivity } from '#shared/live/events.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Rooms } from '../sync/ports.ts'

const newestShown = 3
const maxCharacters = 140

/** Cut by code points, so that no surrogate is split. */
const cut = (text: string): string => {
  const characters = [...text.replace(/\s+/g, ' ')]
  return characters.length > maxCharacters ? `${characters.slice(0, maxCharacters - 1).join('')}…` : characters.join('')
}

/** The newest by time of writing, found without reading every text: a board may hold thousands. */
const newestOf = (doc: Y.Doc): Idea[] => {
  const newest: { id: string; at: number; map: unknown }[] = []
  for (const [id, map] of ideasOf(doc)) {
    const written = map instanceof Y.Map ? map.get('at') : undefined
    const at = typeof written === 'number' ? written : 0
    if (newest.length === newestShown && at <= newest.at(-1)!.at) continue
    newest.push({ id, at, map })
    newest.sort((a, b) => b.at - a.at)
    newest.length = Math.min(newest.length, newestShown)
  }
  return newest.map(({ id, map }) => readIdea(id, map)).filter((idea) => idea !== undefined)
}

/** `lastEditAt`: epoch ms, server's clock; undefined when this process saw no edit. */
export const digestOf = (rooms: Rooms, board: Board, lastEditAt: number | undefined): Promise<BoardActivity> =>
  rooms.read(boardRoom(board.id), (doc) => {
    const zones = readZones(doc)
    const newest = newestOf(doc)
    const last = lastEditAt ?? newest[0]?.at
    return {
      boardId: board.id,
      ideas: ideasOf(doc).size,
      ...(last !== undefined && { lastEditAt: last }),
      newest: newest.map((idea) => ({ id: idea.id, text: cut(idea.text), zone: zoneOf(idea, zones).id })),
    }
  })
