/** Ideas without a name, over the API: from a seat of the group, which is asked for its right and then forgotten. */
import * as v from 'valibot'
import type { Board } from '#shared/board/board.ts'
import { unnamedAnswerSchema, unnamedChangeSchema, unnamedIdeaSchema, unnamedWithdrawalSchema } from '#shared/idea/unnamed.ts'
import type { BoardId, GroupId, SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Limits } from '../access/limits.ts'
import type { Caller, Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Unnamed } from './unnamed.ts'

const refusals = [
  'seat/missing',
  'seat/revoked',
  'seat/forbidden',
  'board/not-found',
  'board/closed',
  'board/frozen',
  'phase/not-permitted',
  'idea/empty',
  'idea/too-long',
] as const
const byKey = [...refusals, 'idea/not-found', 'idea/wrong-key', 'idea/locked', 'phase/over'] as const

export interface UnnamedParts {
  rights: Rights
  limits: Limits
  unnamed: Unnamed
  /** Counts how many people of a group write; held in memory for the length of the run, and told as a number alone. */
  wrote(groupId: GroupId, seatId: SeatId): void
}

export const openUnnamedRoutes = (api: Api, { rights, limits, unnamed, wrote }: UnnamedParts): void => {
  /** From here on only the board is known. */
  const member = async (caller: Caller, boardId: BoardId): Promise<Board> => {
    const { board, seat } = await rights.read(caller, boardId)
    if (!rights.standing(seat.id, board.id)?.member) throw new Refusal('seat/forbidden')
    await limits.unnamed(seat.id)
    wrote(board.groupId, seat.id)
    return board
  }

  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/unnamed-ideas',
      about: 'Writes an idea without a name, while the phase takes such. Keep the key: it alone rewords or withdraws the idea.',
      body: unnamedIdeaSchema,
      answer: unnamedAnswerSchema,
      status: 201,
      refusals: [...refusals, 'board/full', 'zone/locked', 'request/too-many'],
    },
    async ({ caller, body, id }) => ({ id: await unnamed.write(await member(caller, id<'board'>()), body) }),
  )

  api.open(
    {
      method: 'patch',
      path: '/api/boards/:id/unnamed-ideas/:idea',
      about: 'Rewords an own idea without a name, by its key, in the phase that it was written in.',
      body: unnamedChangeSchema,
      answer: v.object({}),
      refusals: byKey,
    },
    async ({ caller, body, id }) => {
      await unnamed.reword(await member(caller, id<'board'>()), id<'idea'>('idea'), body.key, body.text)
      return {}
    },
  )

  api.open(
    {
      method: 'delete',
      path: '/api/boards/:id/unnamed-ideas/:idea',
      about: 'Takes an own idea without a name off the board, by its key, in the phase that it was written in.',
      body: unnamedWithdrawalSchema,
      answer: v.object({}),
      refusals: byKey,
    },
    async ({ caller, body, id }) => {
      await unnamed.withdraw(await member(caller, id<'board'>()), id<'idea'>('idea'), body.key)
      return {}
    },
  )
}
