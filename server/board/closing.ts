/**
 * Closing a seminar: its boards freeze for good, everything accepted becomes durable, and the bundle is made. Each step
 * may be done again: closing twice, or after a crash in the middle, completes what is missing.
 */
import type { Board } from '#shared/board/board.ts'
import type { SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import type { Vote } from '#shared/vote/vote.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import type { BundleOf } from '../documents/bundle.ts'
import type { Store } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Keeping } from '../theme/keeping.ts'

export interface ClosingParts {
  register: Register
  rooms: Rooms
  store: Store
  audit: Audit
  writeBundle(of: BundleOf): Promise<Uint8Array>
  /** Brings over what is still hidden in drafts. @throws board/full, and then the seminar stays open */
  bringDrafts(id: SeminarId): Promise<void>
  /** Closes what is still open; answers all votes of the seminar, in order of opening. */
  closeVotes(id: SeminarId): Promise<readonly Vote[]>
  /** Ends every phase that is under way. */
  endPhases(id: SeminarId): Promise<void>
  /** What the themes are at the end. */
  keepThemes(id: SeminarId): Promise<Keeping>
  /** Resolves when every other process has heard what was stored before: their sockets may write until then. */
  othersHear(): Promise<void>
  now: () => number
}

export const openClosing = ({
  register,
  rooms,
  store,
  audit,
  writeBundle,
  bringDrafts,
  endPhases,
  closeVotes,
  keepThemes,
  othersHear,
  now,
}: ClosingParts) => {
  const running = new Map<SeminarId, Promise<Seminar>>()

  const freeze = async (board: Board): Promise<void> => {
    const room = boardRoom(board.id)
    await register.boards.change(board.id, (record) => ({ ...record, closed: true }))
    rooms.refresh(room)
    await rooms.settle(room)
  }

  const bundle = async (seminar: Seminar): Promise<string> => {
    await rooms.settle(shelfRoom(seminar.id))
    const groups = register.groupsOf(seminar.id)
    const of = {
      seminar,
      groups,
      boards: register.boardsOf(seminar.id),
      seats: register.seatsOf(seminar.id),
      votes: await closeVotes(seminar.id),
      ...(await keepThemes(seminar.id)),
      rooms,
      store,
    }
    return store.blobs.put(await writeBundle(of))
  }

  const close = async (id: SeminarId, by: Seat): Promise<Seminar> => {
    const before = await register.seminars.need(id)
    const endWork = async (): Promise<void> => {
      if (before.state !== 'open') return
      await bringDrafts(id)
      await endPhases(id)
    }
    await endWork()
    const shut = { state: 'closed', lobbyOpen: false } as const
    // The state first: from here on the gate refuses every edit, on every process that hears of it.
    const seminar = await register.seminars.change(id, (record) => ({ ...record, ...shut, closedAt: record.closedAt ?? now() }))
    // A phase may have been begun, and a draft written, in the very moment before.
    await endWork()
    await Promise.all(register.boardsOf(id).map(freeze))
    if (before.state === 'open') await audit({ seminarId: id, by: by.id, act: 'seminar-closed' })
    if (seminar.bundle) return seminar
    await othersHear()
    const hash = await bundle(seminar)
    return register.seminars.change(id, (record) => ({ ...record, bundle: hash }))
  }

  /** Two who press at once share one closing. */
  return (id: SeminarId, by: Seat): Promise<Seminar> => {
    const known = running.get(id) ?? close(id, by).finally(() => running.delete(id))
    running.set(id, known)
    return known
  }
}
export type Closing = ReturnType<typeof openClosing>
