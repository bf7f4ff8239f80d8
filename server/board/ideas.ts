/** A board's ideas, listed for outside tools and brought in by the thousand: all of them or none. */
import type * as Y from 'yjs'
import type { Board, ListedIdea } from '#shared/board/board.ts'
import { readZones, zoneOf } from '#shared/board/board.ts'
import type { Zone } from '#shared/board/template.ts'
import type { Group } from '#shared/group/group.ts'
import { zoneNamed } from '#shared/board/zone-named.ts'
import { isId, type IdeaId, type SeatId } from '#shared/id.ts'
import { cleanText, writeIdea } from '#shared/idea/edit.ts'
import { readIdeasFromText, type BroughtIdea } from '#shared/idea/from-text.ts'
import { ideasOf, maxIdeasPerBoard, maxIdeasPerImport, readIdeas } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { decodeText } from '#shared/thai/decode.ts'
import type { Rights } from '../access/rights.ts'
import { readFlatJson } from '../http/flat-json.ts'
import { derivedId, freshId } from '../access/secret.ts'
import type { Rooms } from '../sync/ports.ts'
import { refuseStill } from './still.ts'

export const listIdeas = (rooms: Rooms, board: Board, group: Group): Promise<ListedIdea[]> =>
  rooms.read(boardRoom(board.id), (doc) => {
    const zones = readZones(doc)
    return readIdeas(doc).map(({ id, text, theme, by, at, colour, ...idea }) => ({
      id,
      text,
      zone: zoneOf({ ...idea, id, text }, zones).id,
      ...(theme && { theme }),
      group: group.id,
      groupName: group.name,
      ...(by && { by }),
      ...(at !== undefined && { at }),
      ...(colour && { colour }),
    }))
  })

const readItem = (item: unknown, index: number): BroughtIdea => {
  const { text, zone } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
  const line = index + 1
  if (typeof text !== 'string' || (zone !== undefined && zone !== null && typeof zone !== 'string'))
    throw new Refusal('idea/malformed', { line })
  try {
    return { text: cleanText(text), ...(zone && { zone }) }
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.detail, line }) : error
  }
}

/**
 * Reads a list as it came: the bytes of JSON, of a table or of lines. @throws request/malformed, idea/malformed, idea/empty,
 * idea/too-long, import/broken-csv (each with the line), idea/too-many
 */
export const readBrought = (body: unknown, contentType: string | undefined): BroughtIdea[] => {
  if (!Buffer.isBuffer(body)) throw new Refusal('request/malformed', { field: 'body' })
  if (contentType?.startsWith('text/')) return readIdeasFromText(decodeText(body), contentType.startsWith('text/plain') ? 'lines' : 'csv')
  const list = readFlatJson(body)
  if (!Array.isArray(list)) throw new Refusal('request/malformed', { field: 'body' })
  if (list.length > maxIdeasPerImport) throw new Refusal('idea/too-many', { limit: maxIdeasPerImport })
  return list.map(readItem)
}

/** By id or title; a zone that the board lacks is kept when it could be an id, since it may come back. */
const zoneIdOf = (wish: string | undefined, zones: readonly Zone[]): string | undefined =>
  wish === undefined ? undefined : (zoneNamed(wish, zones)?.id ?? (isId(wish) ? wish : undefined))

export interface Importing {
  rooms: Rooms
  rights: Rights
  now: () => number
}

/** By a key the same words in the same zone have the same id, the first time and whenever they are sent again; the second of two alike has its own. */
const idsOf = (ideas: readonly BroughtIdea[], key: string | undefined): IdeaId[] => {
  if (key === undefined) return ideas.map(() => freshId<'idea'>())
  const alike = new Map<string, number>()
  return ideas.map(({ text, zone }) => {
    const what = JSON.stringify([key, zone, text])
    const nth = alike.get(what) ?? 0
    alike.set(what, nth + 1)
    return derivedId<'idea'>(`${what} ${nth}`)
  })
}

/**
 * Brings ideas onto a board in their order, all or none; only a server that dies meanwhile leaves the first of them. What was
 * brought under the same key before is not brought again. @throws board/full, board/closed, board/frozen
 */
export const bringIdeas = async (
  { rooms, rights, now }: Importing,
  board: Board,
  seatId: SeatId,
  ideas: readonly BroughtIdea[],
  key: string | undefined,
): Promise<string[]> => {
  const lastAt = now()
  const ids = idsOf(ideas, key && `import ${board.id} ${seatId} ${key}`)
  let zones: readonly Zone[] = []
  const begin = (doc: Y.Doc): void => {
    // Asked at the moment of writing: the seminar may have been closed while a long list was read. A closing that comes
    // later waits until all are there.
    refuseStill(rights, seatId, board.id)
    const there = ideasOf(doc)
    if (there.size + ids.filter((id) => !there.has(id)).length > maxIdeasPerBoard)
      throw new Refusal('board/full', { limit: maxIdeasPerBoard })
    zones = readZones(doc)
  }
  const writes = ideas.map(({ text, zone: wish }, index) => (doc: Y.Doc): void => {
    const id = ids[index]!
    if (ideasOf(doc).has(id)) return
    const zone = zoneIdOf(wish, zones)
    // Boards list ideas by their time: a thousand to the millisecond keep the order (a double tells four thousand apart), none in the future.
    const at = lastAt - (ideas.length - index) / 1_000
    writeIdea(doc, { id, text, at, ...(zone !== undefined && { zone }) }, 'import')
  })
  await rooms.writeLarge(boardRoom(board.id), [begin, ...writes])
  return ids
}
