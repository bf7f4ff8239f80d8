/** Looking back at a board: its versions for whoever reads it; keeping and restoring for who leads. */
import {
  keepVersionSchema,
  pastBoardSchema,
  versionListSchema,
  versionSchema,
  withdrawnSchema,
  type Version,
} from '#shared/board/version.ts'
import * as v from 'valibot'
import type { Audit } from '../access/audit.ts'
import type { BoardId } from '#shared/id.ts'
import type { Limits } from '../access/limits.ts'
import type { Caller, Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import { refuseStill } from './still.ts'
import type { Versions } from './versions.ts'
import type { Withdrawals } from './withdrawn.ts'

const listed = v.omit(versionSchema, ['blob'])
const withoutBlob = ({ blob: _, ...version }: Version) => version

export interface VersionParts {
  rights: Rights
  limits: Limits
  audit: Audit
  versions: Versions
  withdrawals: Withdrawals
}

export const openVersionRoutes = (api: Api, { rights, limits, audit, versions, withdrawals }: VersionParts): void => {
  /** Who leads, on a board that can change now. @throws board/closed, board/frozen */
  const changing = async (caller: Caller, boardId: BoardId) => {
    const found = await rights.leadBoard(caller, boardId)
    const mayChange = (): void => refuseStill(rights, found.seat.id, boardId)
    mayChange()
    return { ...found, mayChange }
  }
  const reading = ['seat/missing', 'seat/revoked', 'board/not-found'] as const

  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/versions',
      about: 'The kept versions of the board, oldest first.',
      answer: versionListSchema,
      refusals: reading,
    },
    async ({ caller, id }) => {
      const { board } = await rights.read(caller, id<'board'>())
      return (await versions.list(board.id)).map(withoutBlob)
    },
  )
  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/versions/:version',
      about: 'The board as it was in a version; `now` is the board as it stands.',
      answer: pastBoardSchema,
      refusals: [...reading, 'version/not-found', 'request/too-many'],
    },
    async ({ caller, id, request }) => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      // A whole board is read for it: whoever asks without end holds up no table but their own wish.
      await limits.looking(seat.id)
      return versions.look(board.id, request.params['version'] === 'now' ? 'now' : id<'version'>('version'))
    },
  )
  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/versions',
      about: 'Keeps the board as it stands now.',
      body: keepVersionSchema,
      answer: listed,
      status: 201,
      refusals: [...reading, 'seat/forbidden', 'version/too-many', 'request/too-many'],
    },
    async ({ caller, id, body }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
      await limits.board(board.id)
      const version = await versions.keep(board.id, 'asked', body.label ?? '')
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'version-kept', on: { boardId: board.id } })
      return withoutBlob(version)
    },
  )
  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/versions/:version/restore',
      about: 'Makes the board what it was, as new edits; what it is now is kept as a version first.',
      answer: listed,
      refusals: [...reading, 'seat/forbidden', 'board/closed', 'board/frozen', 'version/not-found', 'version/too-many', 'request/too-many'],
    },
    async ({ caller, id }) => {
      const { board, seat, mayChange } = await changing(caller, id<'board'>())
      await limits.board(board.id)
      const version = await versions.restore(board.id, id<'version'>('version'), mayChange)
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'version-restored', on: { boardId: board.id } })
      return withoutBlob(version)
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/withdrawn',
      about: 'Ideas that were taken off the board, newest first.',
      answer: withdrawnSchema,
      refusals: [...reading, 'seat/forbidden'],
    },
    async ({ caller, id }) => {
      const { board } = await rights.leadBoard(caller, id<'board'>())
      return withdrawals.list(board.id)
    },
  )
  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/withdrawn/:idea',
      about: 'Brings a withdrawn idea back onto the board, as it was.',
      refusals: [...reading, 'seat/forbidden', 'board/closed', 'board/frozen', 'idea/not-found'],
    },
    async ({ caller, id }) => {
      const { board, seat, mayChange } = await changing(caller, id<'board'>())
      await withdrawals.bringBack(board.id, id<'idea'>('idea'), mayChange)
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'idea-brought-back', on: { boardId: board.id } })
    },
  )
}
