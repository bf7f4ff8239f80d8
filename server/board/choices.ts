/** The ideas of boards as a vote may take them: board by board, zone by zone, in order of writing. */
import { readZones, zoneOf } from '#shared/board/board.ts'
import type { GroupId, IdeaId, SeminarId } from '#shared/id.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { topOf } from '#shared/idea/stack.ts'
import { readReactions } from '#shared/idea/talk.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'
import type { BoardIdea } from '../vote/narrowing.ts'

export const openChoices =
  (register: Register, rooms: Rooms) =>
  /** `groupId` undefined: of all boards. What is stacked under another idea stands by that one. */
  async (of: { seminarId: SeminarId; groupId: GroupId | undefined }): Promise<BoardIdea[]> => {
    const groups = register.groupsOf(of.seminarId).filter(({ id }) => of.groupId === undefined || id === of.groupId)
    const lists = await Promise.all(
      groups.map(({ id: groupId, boardId }) =>
        rooms.read(boardRoom(boardId), (doc): BoardIdea[] => {
          const zones = readZones(doc)
          const ideas = readIdeas(doc).filter(({ text }) => text.trim() !== '')
          const known = new Map(ideas.map((idea) => [idea.id, idea]))
          const reactions = readReactions(doc, undefined)
          const stacks = Map.groupBy(ideas, (idea): IdeaId => topOf(idea, known)?.id ?? idea.id)
          // A thinking face is a doubt.
          const likes = (id: IdeaId): number =>
            [...(reactions.get(id)?.counts ?? [])].reduce((sum, [sign, count]) => (sign === '🤔' ? sum : sum + count), 0)
          const tops = ideas.filter(({ id }) => stacks.has(id))
          return zones.flatMap(({ id: zoneId, title }) =>
            tops
              .filter((idea) => zoneOf(idea, zones).id === zoneId)
              .map(({ id, text }) => {
                const stack = stacks.get(id)!.map((idea) => idea.id)
                const liked = stack.reduce((sum, one) => sum + likes(one), stack.length - 1)
                return { text, ideaId: id, groupId, boardId, zone: { id: zoneId, title }, stack, liked }
              }),
          )
        }),
      ),
    )
    return lists.flat()
  }
