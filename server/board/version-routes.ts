/** Looking back at a board: its versions for whoever reads it; keeping and restoring for who leads. */
import { keepVersionSchema, pastBoardSchema, versionListSchema, versionSchema, type Version } from '#shared/board/version.ts'
import * as v from 'valibot'
import { Refusal } from '#shared/refusal.ts'
import type { Audit } from '../access/audit.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Versions } from './versions.ts'

const listed = v.omit(versionSchema, ['blob'])
const withoutBlob = ({ blob: _, ...version }: Version) => version

export const openVersionRoutes = (api: Api, { rights, audit, versions }: { rights: Rights; audit: Audit; versions: Versions }): void => {
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
      refusals: [...reading, 'version/not-found'],
    },
    async ({ caller, id, request }) => {
      const { board } = await rights.read(caller, id<'board'>())
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
      refusals: [...reading, 'seat/forbidden'],
    },
    async ({ caller, id, body }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
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
      refusals: [...reading, 'seat/forbidden', 'board/closed', 'board/frozen', 'version/not-found'],
    },
    async ({ caller, id }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
      const standing = rights.standing(seat.id, board.id)
      if (standing?.closed !== false) throw new Refusal('board/closed')
      if (standing.frozen) throw new Refusal('board/frozen')
      const version = await versions.restore(board.id, id<'version'>('version'))
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'version-restored', on: { boardId: board.id } })
      return withoutBlob(version)
    },
  )
}
