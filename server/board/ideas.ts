/** A board's ideas, listed for outside tools and brought in by the thousand: all of them or none. */
import type { Board, ListedIdea } from '#shared/board/board.ts'
import { readZones, zoneOf } from '#shared/board/board.ts'
import type { Zone } from '#shared/board/template.ts'
import type { Group } from '#shared/group/group.ts'
import { isId } from '#shared/id.ts'
import { cleanText, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, maxIdeasPerBoard, maxIdeasPerImport, readIdeas } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Rights } from '../access/rights.ts'
import { freshId } from '../access/secret.ts'
import type { Rooms } from '../sync/ports.ts'

/** One idea to bring in; `zone` by id or by title. */
export interface Brought {
  text: string
  zone?: string
}

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

/** Reads what came as JSON. @throws idea/malformed with the line, idea/too-many */
export const readBrought = (body: unknown): Brought[] => {
  if (!Array.isArray(body)) throw new Refusal('request/malformed', { field: 'body' })
  if (body.length > maxIdeasPerImport) throw new Refusal('idea/too-many', { limit: maxIdeasPerImport })
  return body.map((item: unknown, index) => {
    const { text, zone } = (typeof item === 'object' && item !== null ? item : {}) as Record<string, unknown>
    if (typeof text !== 'string' || (zone !== undefined && zone !== null && typeof zone !== 'string')) {
      throw new Refusal('idea/malformed', { line: index + 1 })
    }
    return typeof zone === 'string' && zone !== '' ? { text, zone } : { text }
  })
}

/** Every text as it will be stored. @throws idea/empty, idea/too-long, each with the line */
const cleaned = (ideas: readonly Brought[]): Brought[] =>
  ideas.map((idea, index) => {
    try {
      return { ...idea, text: cleanText(idea.text) }
    } catch (error) {
      throw error instanceof Refusal ? new Refusal(error.code, { ...error.detail, line: index + 1 }) : error
    }
  })

/** By id, else by title in either language; a zone that the board lacks is kept when it could be an id, since it may come back. */
const zoneIdOf = (wish: string | undefined, zones: readonly Zone[]): string | undefined => {
  if (wish === undefined) return undefined
  const found = zones.find(({ id }) => id === wish) ?? zones.find(({ title }) => title.th === wish.trim() || title.en === wish.trim())
  return found?.id ?? (isId(wish) ? wish : undefined)
}

export interface Importing {
  rooms: Rooms
  rights: Rights
  now: () => number
}

/**
 * Brings ideas onto a board in one transaction, in their order. @throws idea/empty, idea/too-long (with the line), idea/too-many, board/full, board/closed
 */
export const bringIdeas = async (
  { rooms, rights, now }: Importing,
  board: Board,
  seatId: Parameters<Rights['standing']>[0],
  brought: readonly Brought[],
): Promise<string[]> => {
  if (brought.length > maxIdeasPerImport) throw new Refusal('idea/too-many', { limit: maxIdeasPerImport })
  const ideas = cleaned(brought)
  const lastAt = now()
  let ids: string[] = []
  await rooms.write(boardRoom(board.id), (doc) => {
    // Asked at the moment of writing: the seminar may have been closed while a long list was read.
    if (rights.standing(seatId, board.id)?.closed !== false) throw new Refusal('board/closed')
    if (ideasOf(doc).size + ideas.length > maxIdeasPerBoard) throw new Refusal('board/full', { limit: maxIdeasPerBoard })
    const zones = readZones(doc)
    ids = ideas.map(({ text, zone: wish }, index) => {
      const id = freshId<'idea'>()
      const zone = zoneIdOf(wish, zones)
      // One millisecond apart, ending now: boards list ideas by their time.
      writeIdea(doc, { id, text, at: lastAt - ideas.length + 1 + index, ...(zone !== undefined && { zone }) }, 'import')
      return id
    })
  })
  return ids
}
