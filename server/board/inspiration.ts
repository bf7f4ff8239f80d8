/**
 * Ideas of other groups for a tablet to build on: of their boards, never of drafts. What a seminar's boards hold is read anew every
 * few seconds at most, a board at a time, so that three hundred tablets that ask at once cost one reading.
 */
import { setImmediate as turn } from 'node:timers/promises'
import * as v from 'valibot'
import { maxInspiration } from '#shared/activity/phase.ts'
import { inspirationSchema, type InspiringIdea } from '#shared/idea/inspiring.ts'
import type { GroupId, IdeaId, SeminarId } from '#shared/id.ts'
import type { Group } from '#shared/group/group.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { chooseNovel, gramsOf, noveltyTo, type Judged } from '#shared/idea/novelty.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import { hashed, newSecret } from '../access/secret.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Courses } from '../activity/ports.ts'
import type { Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'

export interface InspirationParts {
  register: Register
  rights: Rights
  courses: Pick<Courses, 'under'>
  rooms: Rooms
  now: () => number
}
interface Shown {
  id: IdeaId
  text: string
  from: string | undefined
  grams: ReadonlySet<string>
}
type Candidate = Judged & InspiringIdea

const freshMs = 4_000
const mostPassed = 400
/** Of each board the newest so many count, and of each the beginning: a board that somebody fills to the brim holds nobody up. */
const mostOfBoard = 200
const mostCharacters = 400

const openInspiration = ({ register, courses, rooms, now }: Omit<InspirationParts, 'rights'>) => {
  // Known to this process alone: whoever could reckon from the store who was shown what would know who may have built on it.
  const chance = newSecret()
  const boards = new Map<GroupId, { at: number; shown: Promise<Shown[]> }>()
  const judged = new Map<GroupId, { at: number; candidates: Promise<Candidate[]> }>()

  const read = async (group: Group, before: Promise<Shown[]> | undefined): Promise<Shown[]> => {
    const known = new Map((await before)?.map((idea) => [idea.id, idea]))
    const ideas = await rooms.read(boardRoom(group.boardId), readIdeas)
    return ideas
      .filter(({ text, stack }) => stack === undefined && isVisible(text))
      .slice(-mostOfBoard)
      .map(({ id, text, from }) => {
        const same = known.get(id)
        return same?.text === text ? same : { id, text, from, grams: gramsOf(text.slice(0, mostCharacters)) }
      })
  }
  /** The clock may have been set back meanwhile. */
  const isFresh = (at: number): boolean => Math.abs(now() - at) < freshMs
  const shownBy = (group: Group): Promise<Shown[]> => {
    const known = boards.get(group.id)
    if (known && isFresh(known.at)) return known.shown
    const shown = read(group, known?.shown)
    boards.set(group.id, { at: now(), shown })
    shown.catch(() => boards.delete(group.id))
    return shown
  }

  const judge = async (seminarId: SeminarId, groupId: GroupId): Promise<Candidate[]> => {
    const groups = register.groupsOf(seminarId)
    const own = groups.find(({ id }) => id === groupId)
    const ours = own ? await shownBy(own) : []
    const novelty = noveltyTo(ours.map(({ grams }) => grams))
    const builtOn = new Set(ours.map(({ from }) => from))
    const candidates: Candidate[] = []
    for (const group of groups) {
      if (group.id === groupId) continue
      for (const { id, text, grams } of await shownBy(group))
        if (!builtOn.has(id)) candidates.push({ id, text, grams, group: group.id, groupName: group.name, novelty: novelty(grams) })
      await turn()
    }
    return candidates
  }
  const candidatesFor = (seminarId: SeminarId, groupId: GroupId): Promise<Candidate[]> => {
    const known = judged.get(groupId)
    if (known && isFresh(known.at)) return known.candidates
    const candidates = judge(seminarId, groupId)
    judged.set(groupId, { at: now(), candidates })
    candidates.catch(() => judged.delete(groupId))
    return candidates
  }

  return {
    /** Up to as many as the group's phase shows, and `n` at most; none of `not`. The same seat is shown the same until something changes. */
    of: async (group: Group, seatId: string, n: number, not: ReadonlySet<string>): Promise<InspiringIdea[]> => {
      const wanted = Math.min(n, courses.under(group.id).phase?.inspiration ?? 0)
      if (wanted <= 0) return []
      const candidates = (await candidatesFor(group.seminarId, group.id)).filter(({ id }) => !not.has(id))
      return chooseNovel(candidates, wanted, hashed(`${chance} ${seatId}`)).map(({ id, text, groupName }) => ({ id, text, groupName }))
    },
  }
}

const querySchema = v.object({
  n: v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number))),
  not: v.optional(v.pipe(v.string(), v.maxLength(mostPassed * 70))),
})

export const openInspirationRoute = (api: Api, parts: InspirationParts): void => {
  const { register, rights } = parts
  const inspiration = openInspiration(parts)
  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/inspiration',
      about: 'Ideas of other groups to build on, new to this one; `?n=` at most so many, `?not=` without these (ids, commas between).',
      answer: inspirationSchema,
      refusals: ['seat/missing', 'seat/revoked', 'board/not-found'],
    },
    async ({ caller, request, id }) => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      const { n = maxInspiration, not = '' } = v.parse(v.fallback(querySchema, {}), request.query)
      return { ideas: await inspiration.of(await register.groupOf(board.id), seat.id, n, new Set(not.split(','))) }
    },
  )
}
