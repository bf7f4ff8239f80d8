/** Calling for attention, and raising a hand: asked of the API, decided here, announced to those whom it concerns. */
import * as v from 'valibot'
import { attentionAskSchema, handAskSchema, type AttentionAsk } from '#shared/activity/attention.ts'
import { ideasOf, readIdea } from '#shared/idea/idea.ts'
import type { BoardId, GroupId, IdeaId, SeminarId } from '#shared/id.ts'
import type { Attention } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Audit } from '../access/audit.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Calls, StandingCalls } from './calls.ts'
import type { Hands } from './hands.ts'
import type { Courses } from './ports.ts'

export interface AttentionParts {
  register: Register
  rights: Rights
  limits: Limits
  audit: Audit
  rooms: Pick<Rooms, 'read'>
  courses: Pick<Courses, 'under' | 'tableOf'>
  calls: Calls
  hands: Hands
  now: () => number
}

const watching = ['seat/missing', 'seat/revoked', 'seminar/not-found', 'seminar/closed', 'request/too-many'] as const
const leading = [...watching, 'seat/forbidden'] as const
const standingSchema = v.object({ calls: v.array(v.looseObject({ kind: v.string() })) })
const ownHandSchema = v.object({ up: v.boolean() })

export const openAttentionRoutes = (api: Api, parts: AttentionParts): void => {
  const { register, rights, limits, audit, rooms, courses, calls, hands, now } = parts

  const open = async (seat: Seat): Promise<void> => {
    await limits.attention(seat.id)
    if ((await register.seminars.need(seat.seminarId)).state === 'closed') throw new Refusal('seminar/closed')
  }
  const boardIn = async (seminarId: SeminarId, boardId: BoardId) => {
    const board = await register.boards.find(boardId)
    if (board?.seminarId !== seminarId) throw new Refusal('board/not-found')
    return board
  }
  const ideaOn = async (boardId: BoardId, ideaId: IdeaId) => {
    const idea = await rooms.read(boardRoom(boardId), (doc) => readIdea(ideaId, ideasOf(doc).get(ideaId)))
    if (!idea) throw new Refusal('idea/not-found')
    return idea
  }
  /** An idea that was written without a name is shown without its group's, unless the group is what it was written under. */
  const groupNameFor = async (groupId: GroupId, by: string | undefined): Promise<string> =>
    by === undefined && courses.under(groupId).phase?.anonymity === 'anonymous' ? '' : (await register.groups.need(groupId)).name

  /** What the record becomes. */
  const called = async (by: Seat, { attention, groups }: AttentionAsk): Promise<(before: StandingCalls) => StandingCalls> => {
    const to = groups && { groups }
    switch (attention.kind) {
      case 'summon': {
        const { boardId, ideaId, follow } = attention
        await boardIn(by.seminarId, boardId)
        if (ideaId) await ideaOn(boardId, ideaId)
        return (before) => ({ ...before, summons: { ...to, boardId, ...(ideaId && { ideaId }), follow, at: now() } })
      }
      case 'summon-off':
        return ({ summons: _summons, ...before }) => before
      case 'spotlight': {
        const { boardId, ideaId } = attention
        const { groupId } = await boardIn(by.seminarId, boardId)
        const idea = await ideaOn(boardId, ideaId)
        const groupName = await groupNameFor(groupId, idea.by)
        return (before) => ({ ...before, spotlight: { ...to, boardId, ideaId, text: idea.text, groupName } })
      }
      case 'spotlight-off':
        return ({ spotlight: _spotlight, ...before }) => before
      case 'message':
        return (before) => ({ ...before, message: { ...to, text: attention.text, from: by.name, at: now() } })
    }
  }

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/attention',
      about: 'Calls the tablets of some groups, or of all: to a board or an idea, to one idea large on every screen, or with a message.',
      body: attentionAskSchema,
      answer: standingSchema,
      refusals: [...leading, 'board/not-found', 'idea/not-found', 'join/unknown-group'],
    },
    async ({ caller, body, id }): Promise<{ calls: Attention[] }> => {
      const by = await rights.lead(caller, id<'seminar'>())
      await open(by)
      for (const group of body.groups ?? [])
        if ((await register.groups.find(group))?.seminarId !== by.seminarId) throw new Refusal('join/unknown-group')
      await calls.change(by.seminarId, await called(by, body))
      const { attention, groups } = body
      const on = { ...('boardId' in attention && { board: attention.boardId }), ...(groups && { groups: groups.length }) }
      await audit({ seminarId: by.seminarId, by: by.id, act: `attention-${attention.kind}`, on })
      return { calls: calls.for(by) }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/hand',
      about: 'Raises or lowers one’s own hand; who leads sees it with the group’s name, and with one’s own only in phases with names.',
      body: handAskSchema,
      answer: ownHandSchema,
      refusals: leading,
    },
    async ({ caller, body, id }) => {
      const seat = await rights.seatIn(caller, id<'seminar'>())
      await open(seat)
      if (body.up) await hands.raise(seat, body.kind)
      else await hands.lower(seat.id)
      return { up: body.up }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/hands/:hand/lower',
      about: 'Lowers somebody’s hand, once it was seen to; one that is not up any more stays down.',
      answer: ownHandSchema,
      refusals: leading,
    },
    async ({ caller, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      await open(by)
      const holder = hands.holder(by.seminarId, id<'hand'>('hand'))
      if (!holder) return { up: false }
      await hands.lower(holder)
      await audit({ seminarId: by.seminarId, by: by.id, act: 'hand-lowered' })
      return { up: false }
    },
  )
}
