/** What people have written for a board and nobody else has seen, read from the log: durable, whichever process took it. */
import type * as Y from 'yjs'
import type { BoardId, SeatId } from '#shared/id.ts'
import { byWriting, readIdea, ideasOf, type Idea } from '#shared/idea/idea.ts'
import { draftRooms, readRoom } from '#shared/sync/wire.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import { hashed } from '../access/secret.ts'
import { origin, type LoadedRoom, type Position, type RoomLog } from '../store/ports.ts'
import { documentOf } from '../sync/whole.ts'

/** One seat's drafts, up to a position of its room's log. */
export interface SeatDrafts {
  readonly room: string
  readonly seatId: SeatId
  readonly position: Position
  /** In order of writing; those of which nothing can be seen are left out. */
  readonly ideas: readonly Idea[]
  /**
   * Stands on the board beside the ideas that came from here, so that nothing is brought over twice. Made of the room's
   * epoch, which is random and erased with the room: it leads nobody back to the seat.
   */
  readonly mark: string
  /** What was here when one of these marks was made; undefined = none of them was made here. */
  at(marks: ReadonlySet<string>): readonly Idea[] | undefined
}

const visible = (doc: Y.Doc): Idea[] =>
  [...ideasOf(doc)]
    .flatMap(([id, map]) => readIdea(id, map) ?? [])
    .filter(({ text }) => isVisible(text))
    .sort(byWriting)

const ideasAt = ({ snapshot, tail }: LoadedRoom, entries: number): Idea[] => {
  const updates = tail.slice(0, entries).map(({ update }) => update)
  const doc = documentOf(snapshot ? [snapshot.update, ...updates] : updates)
  const ideas = visible(doc)
  doc.destroy()
  return ideas
}

const readRoomLog = (room: string, seatId: SeatId, loaded: LoadedRoom): SeatDrafts => {
  const { epoch, snapshot, tail } = loaded
  const markAt = (position: Position) => hashed(`${epoch} ${position}`).slice(0, 24)
  const position = tail.at(-1)?.position ?? snapshot?.position ?? origin
  return {
    room,
    seatId,
    position,
    ideas: ideasAt(loaded, tail.length),
    mark: markAt(position),
    at: (marks) => {
      for (let entries = tail.length; entries > 0; entries--)
        if (marks.has(markAt(tail[entries - 1]!.position))) return ideasAt(loaded, entries)
      return snapshot && marks.has(markAt(snapshot.position)) ? ideasAt(loaded, 0) : undefined
    },
  }
}

/** All drafts for a board, of those rooms alone when some are named. @throws Refusal store/away */
export const readDrafts = async (log: RoomLog, boardId: BoardId, rooms?: readonly string[]): Promise<SeatDrafts[]> => {
  const names = rooms ?? (await log.rooms(draftRooms(boardId)))
  const loaded = await Promise.all(names.map(async (name) => ({ name, room: readRoom(name), loaded: await log.load(name) })))
  return loaded.flatMap(({ name, room, loaded }) => (room?.kind === 'draft' ? readRoomLog(name, room.seatId, loaded) : []))
}
