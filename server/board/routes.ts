/** Boards for outside tools and the tablet's first look: the view, the ticket, the ideas in and out, and the seminar around them opened and closed. */
import * as v from 'valibot'
import { boardViewSchema, importedSchema, listedIdeaSchema, type BoardView } from '#shared/board/board.ts'
import { Refusal } from '#shared/refusal.ts'
import { quickAnswerSchema, quickSchema, seminarSchema } from '#shared/seminar/seminar.ts'
import { ticketSchema } from '#shared/sync/ticket.ts'
import { boardRoom, draftRoom } from '#shared/sync/wire.ts'
import type { Audit } from '../access/audit.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import type { Sessions } from '../access/session.ts'
import type { Tickets } from '../access/tickets.ts'
import { bundleFileName } from '../documents/board-exports.ts'
import { Download, type Api } from '../http/route.ts'
import { consoleUrlOf, joinUrlOf } from '../seminar/routes.ts'
import type { Blobs } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Closing } from './closing.ts'
import { bringIdeas, listIdeas, readBrought } from './ideas.ts'
import type { Opening } from './opening.ts'
import { refuseStill } from './still.ts'

export interface BoardParts {
  register: Register
  rights: Rights
  sessions: Sessions
  tickets: Tickets
  limits: Limits
  audit: Audit
  rooms: Rooms
  blobs: Blobs
  opening: Opening
  closing: Closing
  quickStart: boolean
  now: () => number
}

const reading = ['seat/missing', 'seat/revoked', 'board/not-found'] as const
const ticketAskSchema = v.object({ draft: v.optional(v.boolean()) })
/** Long enough that no two callers make the same. */
const importKey = /^[A-Za-z0-9_-]{14,64}$/
const broughtSchema = v.array(v.object({ text: v.string(), zone: v.optional(v.string()) }))

export const openBoardRoutes = (api: Api, parts: BoardParts): void => {
  const { register, rights, sessions, tickets, limits, audit, rooms, blobs, opening, closing, quickStart } = parts

  api.open(
    {
      method: 'post',
      path: '/api/quick',
      about: 'A live seminar in one call, without an account. Sets the cookie of the facilitator.',
      body: quickSchema,
      answer: quickAnswerSchema,
      status: 201,
      refusals: ['seminar/quick-start-off', 'request/too-many'],
    },
    async ({ body, caller, address, baseUrl, secure, setCookie }) => {
      if (!quickStart && !caller.session?.organizer) throw new Refusal('seminar/quick-start-off')
      await limits.opening(address)
      const { seminar, groups, seat, joinSecret, leadSecret } = await opening(body)
      const { cookie } = await sessions.grant(caller.session, { seat: seat.id }, secure)
      setCookie(cookie)
      return {
        seminarId: seminar.id,
        title: seminar.title,
        joinCode: seminar.joinCode,
        joinUrl: joinUrlOf(baseUrl, joinSecret),
        boards: groups.map(({ boardId, id, name }) => ({ id: boardId, room: boardRoom(boardId), group: id, groupName: name })),
        facilitatorUrl: consoleUrlOf(baseUrl, seminar.id, leadSecret),
        seatId: seat.id,
      }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/close',
      about: 'Freezes the boards for good and makes the bundle. Closing again completes what a crash has left.',
      answer: seminarSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found'],
    },
    async ({ caller, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      return closing(by.seminarId, by)
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/export.zip',
      about: 'The bundle of a closed seminar: a manifest with hashes, each board as Yjs log, as JSON and as a page.',
      downloads: ['application/zip'],
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found'],
    },
    async ({ caller, id }) => {
      const by = await rights.lead(caller, id<'seminar'>())
      const found = await register.seminars.need(by.seminarId)
      // Closed, but the disk was full or the power went before the bundle was made: it is made now.
      const seminar = found.state === 'closed' && !found.bundle ? await closing(found.id, by) : found
      const bytes = seminar.bundle ? await blobs.get(seminar.bundle) : undefined
      if (!bytes) throw new Refusal('seminar/not-found')
      return new Download(bytes, 'application/zip', bundleFileName(seminar.title, seminar.closedAt ?? seminar.openedAt))
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/boards/:id',
      about: 'The board, its group and seminar, and the seat one reads it with.',
      answer: boardViewSchema,
      refusals: reading,
    },
    async ({ caller, id }): Promise<BoardView> => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      const [group, seminar] = await Promise.all([register.groups.need(board.groupId), register.seminars.need(board.seminarId)])
      return { board, group, seminar: { id: seminar.id, title: seminar.title, state: seminar.state }, me: seat }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/ticket',
      about:
        'For a client that cannot send cookies: one seat, one room, 12 hours. With `draft` the room is what this seat writes before a reveal.',
      body: ticketAskSchema,
      answer: ticketSchema,
      refusals: reading,
    },
    async ({ caller, body, hereUrl, id }) => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      if (body.draft && !rights.drafting(seat.id, board.id)) throw new Refusal('board/not-found')
      const room = body.draft ? draftRoom(board.id, seat.id) : boardRoom(board.id)
      return { url: `${hereUrl.replace(/^http/, 'ws')}/sync`, room, params: { ticket: await tickets.issue(seat.id, room) } }
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/ideas',
      about: 'All ideas of the board, in order of writing.',
      answer: v.array(listedIdeaSchema),
      refusals: reading,
    },
    async ({ caller, id }) => {
      const { board } = await rights.read(caller, id<'board'>())
      return listIdeas(rooms, board, await register.groupOf(board.id))
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/ideas',
      about:
        'Brings ideas onto the board, up to 10,000, all or none: JSON, CSV with a header, or a line of text for each. With `?key=`, made by the caller, a list that is sent again answers the same ids and doubles nothing.',
      body: broughtSchema,
      takes: 'ideas',
      answer: importedSchema,
      status: 201,
      refusals: [
        ...reading,
        'seat/forbidden',
        'board/closed',
        'board/frozen',
        'board/full',
        'idea/too-many',
        'idea/too-long',
        'idea/empty',
        'idea/malformed',
        'import/broken-csv',
      ],
    },
    async ({ caller, request, id }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
      const key = request.query['key']
      if (key !== undefined && !(typeof key === 'string' && importKey.test(key))) throw new Refusal('request/malformed', { field: 'key' })
      const ids = await bringIdeas(parts, board, seat.id, readBrought(request.body, request.get('content-type')), key)
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'ideas-imported', on: { board: board.id, ideas: ids.length } })
      return { imported: ids.length, ids }
    },
    async ({ caller, id }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
      refuseStill(rights, seat.id, board.id)
      await limits.board(board.id)
    },
  )
}
