/** The ideas of boards as choices of a vote: board by board, zone by zone, in order of writing. */
import { readZones, zoneOf } from '#shared/board/board.ts'
import type { GroupId, SeminarId } from '#shared/id.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Choice } from '#shared/vote/vote.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'

type BoardChoice = Omit<Choice, 'id'>

export const openChoices =
  (register: Register, rooms: Rooms) =>
  /** `groupId` undefined: of all boards. `zones` undefined: of all zones. What is stacked under another idea stands by that one. */
  async (of: { seminarId: SeminarId; groupId: GroupId | undefined; zones: readonly string[] | undefined }): Promise<BoardChoice[]> => {
    const groups = register.groupsOf(of.seminarId).filter(({ id }) => of.groupId === undefined || id === of.groupId)
    const lists = await Promise.all(
      groups.map(({ id: groupId, boardId }) =>
        rooms.read(boardRoom(boardId), (doc): BoardChoice[] => {
          const all = ideasOf(doc)
          const zones = readZones(doc)
          const stacked = (id: string): boolean => {
            const top = all.get(id)?.get('stack')
            return typeof top === 'string' && top !== id && all.has(top)
          }
          const ideas = readIdeas(doc).filter(({ id, text }) => text.trim() !== '' && !stacked(id))
          return zones
            .filter(({ id }) => of.zones === undefined || of.zones.includes(id))
            .flatMap((zone) => ideas.filter((idea) => zoneOf(idea, zones).id === zone.id))
            .map(({ id, text }) => ({ text, ideaId: id, groupId, boardId }))
        }),
      ),
    )
    return lists.flat()
  }
