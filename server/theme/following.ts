/** The boards of one seminar and its shelf, read along: what became durable in them, a few times a second. */
import type { BoardId, GroupId, SeminarId } from '#shared/id.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import type { Following, Rooms } from '../sync/ports.ts'

export interface FollowParts {
  rooms: Pick<Rooms, 'follow'>
  seminarId: SeminarId
  boards(): readonly { id: BoardId; groupId: GroupId }[]
  /** `board` absent: the shelf. */
  came(updates: readonly Uint8Array[], board?: { id: BoardId; groupId: GroupId }): void
}

export const openFollowing = ({ rooms, seminarId, boards, came }: FollowParts) => {
  const followed = new Map<string, { following: Following; board?: { id: BoardId; groupId: GroupId } }>()
  let ended = false
  let looking: Promise<void> | undefined

  const begin = async (room: string, board?: { id: BoardId; groupId: GroupId }): Promise<void> => {
    const following = await rooms.follow(room)
    if (ended) return following.end()
    followed.set(room, { following, ...(board && { board }) })
    came(following.take() ?? [], board)
  }
  /** One room after another: each is a large message. */
  const beginNew = async (): Promise<void> => {
    if (!followed.has(shelfRoom(seminarId))) await begin(shelfRoom(seminarId))
    for (const { id, groupId } of boards()) if (!ended && !followed.has(boardRoom(id))) await begin(boardRoom(id), { id, groupId })
  }
  const takeAll = (only?: string): void => {
    for (const [room, { following, board }] of followed) {
      if (only !== undefined && room !== only) continue
      const updates = following.take()
      if (updates && updates.length > 0) came(updates, board)
      if (updates) continue
      // The room was made anew: its whole comes again, which changes nothing in a copy that has it.
      following.end()
      followed.delete(room)
    }
  }
  return {
    /** Hands on what came, and begins to follow what is new. @throws store/away */
    look: (): Promise<void> => {
      takeAll()
      looking ??= beginNew().finally(() => (looking = undefined))
      return looking
    },
    /** Hands on at once what came on the shelf. */
    lookAtShelf: (): void => takeAll(shelfRoom(seminarId)),
    end: (): void => {
      ended = true
      for (const { following } of followed.values()) following.end()
      followed.clear()
    },
  }
}
