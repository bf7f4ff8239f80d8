/** The register: every seminar, group, board and seat, in memory and fresh, so that "may this seat?" is answered at once. */
import * as v from 'valibot'
import { boardSchema, type Board } from '#shared/board/board.ts'
import { groupSchema, type Group } from '#shared/group/group.ts'
import type { BoardId, SeminarId } from '#shared/id.ts'
import { seatSchema, type Seat } from '#shared/person/seat.ts'
import { seminarSchema, type Seminar } from '#shared/seminar/seminar.ts'
import type { Records } from '../store/ports.ts'
import { Kept } from './kept.ts'
import type { SetAside } from './set-aside.ts'

export interface Register {
  readonly seminars: Kept<Seminar>
  readonly groups: Kept<Group>
  readonly boards: Kept<Board>
  readonly seats: Kept<Seat>
  /** In their order. */
  groupsOf(seminarId: SeminarId): Group[]
  boardsOf(seminarId: SeminarId): Board[]
  /** In order of coming, the revoked ones too. */
  seatsOf(seminarId: SeminarId): Seat[]
  /** The group of a board. @throws board/not-found */
  groupOf(boardId: BoardId): Promise<Group>
  close(): void
}

const reader =
  <T>(schema: v.GenericSchema<unknown, T>) =>
  (raw: unknown): T =>
    v.parse(schema, raw)

/** Of one kind, by seminar. */
const bySeminar = <T extends { id: string; seminarId: SeminarId }>(kept: Kept<T>) => {
  const index = new Map<SeminarId, Map<string, T>>()
  kept.onChange((now) => {
    const of = index.get(now.seminarId) ?? new Map<string, T>()
    index.set(now.seminarId, of.set(now.id, now))
  })
  return (id: SeminarId): T[] => [...(index.get(id)?.values() ?? [])]
}

export const openRegister = async (records: Records, aside: SetAside, failed: (error: unknown) => void): Promise<Register> => {
  const seminars = new Kept<Seminar>(records, 'seminar', 'seminar/not-found', reader(seminarSchema), aside)
  const groups = new Kept<Group>(records, 'group', 'join/unknown-group', reader(groupSchema), aside)
  const boards = new Kept<Board>(records, 'board', 'board/not-found', reader(boardSchema), aside)
  const seats = new Kept<Seat>(records, 'seat', 'seat/missing', reader(seatSchema), aside)
  const groupsBySeminar = bySeminar(groups)
  const boardsBySeminar = bySeminar(boards)
  const seatsBySeminar = bySeminar(seats)

  const kinds: readonly { kind: string; load(): Promise<void>; reread(id: string): Promise<unknown> }[] = [seminars, groups, boards, seats]
  // Watching begins before loading, so that no change falls between the two.
  const unwatch = records.watch(
    (kind, id) =>
      void kinds
        .find((kept) => kept.kind === kind)
        ?.reread(id)
        .catch(failed),
  )
  await Promise.all(kinds.map((kept) => kept.load()))

  return {
    seminars,
    groups,
    boards,
    seats,
    groupsOf: (id) => groupsBySeminar(id).sort((a, b) => a.order - b.order),
    boardsOf: boardsBySeminar,
    seatsOf: (id) => seatsBySeminar(id).sort((a, b) => a.joinedAt - b.joinedAt),
    groupOf: async (boardId) => groups.need((await boards.need(boardId)).groupId),
    close: unwatch,
  }
}
