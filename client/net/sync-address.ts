/** Where a document lives: its room on the wire, and its name on this device. */
import type { BoardId, SeatId } from '#shared/id.ts'
import { boardRoom, draftRoom } from '#shared/sync/wire.ts'
import { openNotebook } from './notebook.ts'
import type { TextOf } from './parking.ts'

export interface SyncAddress {
  boardId: BoardId
  /** Not the board but what this seat writes for it before it is revealed. */
  draft?: SeatId
  /** Which of this browser's seats; without it the strongest right counts. */
  seat?: SeatId
  /** ws://host/sync; this page's own server when absent. */
  url?: string
}
/** A room that is no board: its name on the wire and on this device, and the texts that are parked when they are refused. */
export interface OtherRoom {
  room: string
  name: string
  textOf: TextOf
  /** An empty room is nothing strange: what came from the server or from this device is all of it that there is. */
  mayBeEmpty?: boolean
  url?: string
}
export interface Place extends Omit<OtherRoom, 'textOf'> {
  textOf?: TextOf
  seat?: SeatId
}

export const placeOf = (address: SyncAddress | OtherRoom): Place => {
  if ('room' in address) return address
  const { boardId, draft, seat = draft, url } = address
  return {
    room: draft ? draftRoom(boardId, draft) : boardRoom(boardId),
    name: `kp:${draft ? 'draft:' : ''}${boardId}:${draft ?? seat ?? 'own'}`,
    mayBeEmpty: draft !== undefined,
    ...(seat && { seat }),
    ...(url !== undefined && { url }),
  }
}

/** What this device notes beside the copy: ids that are not called durable yet, and texts that were refused. */
export const notesOf = ({ name }: Pick<Place, 'name'>) => ({ unsaved: `${name}:unsaved`, parked: `${name}:parked` })

/** Whether this device still holds words of an earlier visit that never reached the server. */
export const holdsUnsent = (address: SyncAddress): boolean =>
  Object.values(notesOf(placeOf(address))).some((key) => openNotebook<unknown[]>(key, []).read().length > 0)
