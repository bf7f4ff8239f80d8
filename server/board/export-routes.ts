/** Documents of one board (whoever reads it) and of a whole seminar (who leads it). */
import { readTitle, readZones, type Board } from '#shared/board/board.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import { boardExports, boardFormats, seminarExports, seminarFormats } from '../documents/board-exports.ts'
import type { BoardSheet } from '../documents/sheet.ts'
import { Download, type Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'

export interface ExportParts {
  register: Register
  rights: Rights
  limits: Limits
  rooms: Rooms
  now: () => number
}

export const openExportRoutes = (api: Api, { register, rights, limits, rooms, now }: ExportParts): void => {
  const sheetOf = async (board: Board): Promise<BoardSheet> => {
    const group = await register.groupOf(board.id)
    return rooms.read(boardRoom(board.id), (doc) => ({ group, board, title: readTitle(doc), zones: readZones(doc), ideas: readIdeas(doc) }))
  }

  for (const format of boardFormats) {
    const maker = boardExports[format]
    api.open(
      {
        method: 'get',
        path: `/api/boards/:id/export.${format}`,
        about: `The board as ${format}.`,
        downloads: [maker.contentType],
        refusals: ['seat/missing', 'seat/revoked', 'board/not-found', 'request/too-many'],
      },
      async ({ caller, language, id }) => {
        const { board } = await rights.read(caller, id<'board'>())
        await limits.board(board.id)
        const input = { ...(await sheetOf(board)), seminar: await register.seminars.need(board.seminarId), language, now: now() }
        return new Download(await maker.make(input), maker.contentType, maker.fileName(input))
      },
    )
  }

  for (const format of seminarFormats) {
    const maker = seminarExports[format]
    api.open(
      {
        method: 'get',
        path: `/api/seminars/:id/export.${format}`,
        about: `All boards of the seminar as ${format}.`,
        downloads: [maker.contentType],
        refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'request/too-many'],
      },
      async ({ caller, language, id }) => {
        const by = await rights.lead(caller, id<'seminar'>())
        await limits.board(by.seminarId)
        const seminar = await register.seminars.need(by.seminarId)
        const boards = await Promise.all(
          register.groupsOf(seminar.id).map(async ({ boardId }) => sheetOf(await register.boards.need(boardId))),
        )
        const input = { seminar, boards, language, now: now() }
        return new Download(await maker.make(input), maker.contentType, maker.fileName(input))
      },
    )
  }
}
