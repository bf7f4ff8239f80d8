/** Texts of other seats on this device. Where this browser has lost their session, only the person at it can say whose they are. */
import * as Y from 'yjs'
import type { BoardId, IdeaId, SeatId } from '#shared/id.ts'
import type { UnnamedIdea } from '../idea/unsent.ts'
import type { Parked } from '../board/lens.ts'
import { parkedBooks } from './left-texts.ts'
import { openLocalCopy } from './local-copy.ts'
import { notebookKeys, openNotebook, type Notebook } from './notebook.ts'
import { Parking } from './parking.ts'
import { notesOf } from './sync-address.ts'

/** Ideas without a name that wait for the server, by board and seat. */
const unnamedOf = /^kp:unnamed:([^:]+):([^:]+)$/

const unnamedBooks = (): { of: string; by: SeatId; book: Notebook<UnnamedIdea[]> }[] =>
  notebookKeys().flatMap((key) => {
    const [, of, by] = unnamedOf.exec(key) ?? []
    return of === undefined ? [] : [{ of, by: by as SeatId, book: openNotebook<UnnamedIdea[]>(key, []) }]
  })

/** A line of a board, or of drafts for it, that was left with something unsaved. */
const unsavedOf = /^(kp:(?:draft:)?([^:]+):[^:]+):unsaved$/

/** Copies of boards that nobody has opened here since their seat was lost, by name; what this seat itself writes on this board is none. */
export const unsentCopies = (boards: ReadonlySet<BoardId>, boardId: BoardId, seatId: SeatId): string[] =>
  notebookKeys().flatMap((key) => {
    const [, name = '', of] = unsavedOf.exec(key) ?? []
    const own = name === `kp:${boardId}:own` || name.endsWith(`:${seatId}`)
    return boards.has(of as BoardId) && !own && openNotebook<string[]>(key, []).read().length > 0 ? [name] : []
  })

/** Parks what a lost seat had not sent, under its name. A seat that is not lost comes back for its own copy. */
export const parkUnsent = async (name: string, isLost: (seat: SeatId) => boolean): Promise<void> => {
  const doc = new Y.Doc()
  const copy = await openLocalCopy(name, doc)
  const seat = copy.mark?.seatId
  if (seat && isLost(seat)) {
    const notes = notesOf({ name })
    const unsaved = openNotebook<string[]>(notes.unsaved, [])
    const parking = new Parking(openNotebook<Parked[]>(notes.parked, []))
    parking.seat = seat
    parking.park(doc, unsaved.read(), 'seat/missing', Date.now())
    unsaved.write([])
    await copy.drop()
  } else copy.close()
  doc.destroy()
}

/** What other seats than this could not put on these boards, oldest first. */
export const leftBehind = (boards: ReadonlySet<BoardId>, seatId: SeatId): Parked[] => {
  const here = ({ of }: { of: string }) => boards.has(of as BoardId)
  const unnamed = unnamedBooks()
    .filter(here)
    .flatMap(({ by, book }) =>
      book
        .read()
        .filter(({ due }) => due === 'write' || due === 'reword')
        .map(({ id, text, zone, at }): Parked => ({ id, text, code: 'phase/over', at, by, ...(zone && { zone }) })),
    )
  const parked = parkedBooks()
    .filter(here)
    .flatMap(({ book }) => book.read())
  return [...parked, ...unnamed].filter(({ by }) => by !== undefined && by !== seatId).sort((a, b) => a.at - b.at)
}

/** The text is on a board, or is not wanted any more. */
export const letGo = ({ id, by }: Parked): void => {
  for (const { book } of parkedBooks()) drop(book, (one) => one.id === id && one.by === by)
  for (const { by: whose, book } of unnamedBooks()) if (whose === by) drop(book, (one) => one.id === (id as IdeaId))
}

const drop = <T>(book: Notebook<T[]>, isGone: (one: T) => boolean): void => {
  const all = book.read()
  const left = all.filter((one) => !isGone(one))
  if (left.length < all.length) book.write(left)
}
