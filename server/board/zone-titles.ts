/** What the zones of a seminar's boards are called. */
import { readZones } from '#shared/board/board.ts'
import type { SeminarId } from '#shared/id.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Words } from '#shared/words.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'

/** Titles by the zones' ids, as the first board that has one calls it. @throws store/away */
export const zoneTitlesOf =
  (register: Pick<Register, 'boardsOf'>, rooms: Pick<Rooms, 'read'>) =>
  async (seminarId: SeminarId): Promise<Record<string, Words>> => {
    const boards = await Promise.all(register.boardsOf(seminarId).map(({ id }) => rooms.read(boardRoom(id), readZones)))
    return Object.fromEntries(
      boards
        .flat()
        .reverse()
        .map(({ id, title }) => [id, title]),
    )
  }
