/** Votes over the API. Until a vote is closed no answer tells more than how many of how many have cast, to whoever asks. */
import * as v from 'valibot'
import type { GroupId, SeminarId, VoteId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import {
  castSchema,
  castingSchema,
  choicesAskSchema,
  choicesFoundSchema,
  openVoteSchema,
  proxiedSchema,
  proxySchema,
  voteListSchema,
  voteViewSchema,
  type ChoicesFound,
  type Vote,
  type VoteList,
  type VoteRow,
  type VoteView,
} from '#shared/vote/vote.ts'
import type { Audit } from '../access/audit.ts'
import type { Register } from '../access/register.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import { derivedId, freshId } from '../access/secret.ts'
import type { Api } from '../http/route.ts'
import { openVoteReach, staff } from './reach.ts'
import type { Opened, Votes } from './votes.ts'

export interface VoteRouteParts {
  register: Register
  rights: Rights
  audit: Audit
  votes: Votes
}
/** What a vote asked for by a stranger, by an unknown id and by another group has in common. */
const seatRefusals = ['seat/missing', 'seat/revoked', 'vote/not-found'] as const
const turnSchema = v.object({ turn: v.number() })

export const openVoteRoutes = (api: Api, { register, rights, audit, votes }: VoteRouteParts): void => {
  const { reach, asStaff } = openVoteReach(rights, votes)

  const viewOf = async (vote: Vote, seat: Seat): Promise<VoteView> => {
    const may = vote.state === 'open' && votes.concerns(vote, seat)
    const [{ proxies, turnout }, kept] = await Promise.all([votes.going(vote), may ? votes.ballots.of(vote.id, seat.id) : undefined])
    return {
      vote,
      ...turnout,
      ...(staff(seat) && { proxies }),
      may,
      ...(may && { turn: (kept?.turn ?? 0) + 1 }),
      ...(kept?.ballot && { mine: { ballot: kept.ballot, turn: kept.turn } }),
    }
  }

  const rowOf = async ({ choices, results: _, ...vote }: Vote, seat: Seat): Promise<VoteRow> => {
    const whole = votes.votes.get(vote.id)!
    const [{ turnout }, done] = await Promise.all([votes.going(whole), votes.hasCast(whole, seat)])
    return { ...vote, choices: choices.length, ...turnout, may: vote.state === 'open' && votes.concerns(whole, seat), done }
  }

  /** @throws join/unknown-group */
  const refuseForeign = (seminarId: SeminarId, groups: readonly GroupId[] | undefined): void => {
    const all = new Set(register.groupsOf(seminarId).map(({ id }) => id))
    if (groups?.some((id) => !all.has(id))) throw new Refusal('join/unknown-group')
  }
  /** One vote for each group that is meant, or one for all. @throws join/unknown-group */
  const meant = (seminarId: SeminarId, on: string, groups: readonly GroupId[] | undefined): (GroupId | undefined)[] => {
    const all = register.groupsOf(seminarId).map(({ id }) => id)
    refuseForeign(seminarId, groups)
    if (groups) return [...new Set(groups)]
    return on === 'group' ? all : [undefined]
  }

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/votes',
      about: 'Opens a vote by hand: for each of some groups, for each group on its own board, or for everybody.',
      body: openVoteSchema,
      answer: voteListSchema,
      status: 201,
      refusals: [
        'seat/missing',
        'seat/forbidden',
        'seminar/not-found',
        'seminar/closed',
        'join/unknown-group',
        'vote/no-choices',
        'vote/too-many-choices',
        'vote/too-many',
      ],
    },
    async ({ caller, body, id }): Promise<VoteList> => {
      const by = await rights.lead(caller, id<'seminar'>())
      const { setup, groups, key } = body
      refuseForeign(by.seminarId, setup.fromGroups)
      const title = typeof body.title === 'string' ? { th: body.title, en: body.title } : body.title
      const toOpen = meant(by.seminarId, setup.on, groups).map((groupId): [VoteId, Opened] => [
        key ? derivedId(`vote:${by.seminarId}:${key}:${groupId ?? 'all'}`) : freshId<'vote'>(),
        { seminarId: by.seminarId, groupId, title, setup },
      ])
      // All are looked at before any is opened; a group whose board is empty has nothing to vote on and is left out.
      const ready = await votes.ready(toOpen)
      if (ready.length === 0) throw new Refusal('vote/no-choices')
      const opened = await Promise.all(ready.map(([voteId, of]) => votes.open(voteId, of)))
      const { kind } = setup
      await Promise.all(
        opened.map((vote) =>
          audit({ seminarId: by.seminarId, by: by.id, act: 'vote-opened', on: { vote: vote.id, kind, choices: vote.choices.length } }),
        ),
      )
      return { votes: await Promise.all(opened.map((vote) => rowOf(vote, by))) }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/seminars/:id/votes/choices',
      about:
        'What a vote of this setup would find on the boards now, by zone and by group, and how many of each group would fit. Opens nothing.',
      body: choicesAskSchema,
      answer: choicesFoundSchema,
      refusals: ['seat/missing', 'seat/forbidden', 'seminar/not-found', 'join/unknown-group'],
    },
    async ({ caller, body, id }): Promise<ChoicesFound> => {
      const { seminarId } = await rights.lead(caller, id<'seminar'>())
      refuseForeign(seminarId, body.setup.fromGroups)
      return votes.found(seminarId, body.setup)
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/votes',
      about: "The seminar's votes, newest first; a participant sees those of the own group and of everybody.",
      answer: voteListSchema,
      refusals: ['seat/missing', 'seat/revoked', 'seminar/not-found'],
    },
    async ({ caller, id }): Promise<VoteList> => {
      const seat = await rights.seatIn(caller, id<'seminar'>())
      const all = [...votes.votes.all()].filter(({ seminarId }) => seminarId === seat.seminarId)
      const seen = staff(seat) || seat.role === 'wall' ? all : all.filter((vote) => votes.isFor(vote, seat))
      const newest = seen.sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? -1 : 1))
      return { votes: await Promise.all(newest.map((vote) => rowOf(vote, seat))) }
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/votes/:id',
      about: "A vote with its choices, how many have cast, and the caller's own ballot; once it is closed, its results.",
      answer: voteViewSchema,
      refusals: seatRefusals,
    },
    async ({ caller, id }): Promise<VoteView> => {
      const { vote, seat } = await reach(caller, id<'vote'>())
      return viewOf(vote, seat)
    },
  )

  /** Who may put a ballot of their own. */
  const voter = async (caller: Caller, id: VoteId): Promise<{ vote: Vote; seat: Seat }> => {
    const found = await reach(caller, id)
    if (!votes.concerns(found.vote, found.seat)) throw new Refusal('seat/forbidden')
    if ((await register.seminars.need(found.vote.seminarId)).state === 'closed') throw new Refusal('vote/closed')
    return found
  }
  const castRefusals = [...seatRefusals, 'seat/forbidden', 'vote/closed', 'record/changed'] as const

  api.open(
    {
      method: 'put',
      path: '/api/votes/:id/ballot',
      about: "Puts the caller's whole ballot in place of the one before. Sent again it changes nothing; one ballot each, until the close.",
      body: castingSchema,
      answer: castSchema,
      refusals: [...castRefusals, 'vote/over-budget', 'vote/malformed'],
    },
    async ({ caller, body, id }) => {
      const { vote, seat } = await voter(caller, id<'vote'>())
      return votes.cast(vote, seat, body.ballot, body.turn)
    },
  )

  api.open(
    {
      method: 'delete',
      path: '/api/votes/:id/ballot',
      about: "Withdraws the caller's ballot (`?turn=` as with PUT); another may be put until the close.",
      answer: turnSchema,
      refusals: castRefusals,
    },
    async ({ caller, request, id }) => {
      const { vote, seat } = await voter(caller, id<'vote'>())
      const asked = request.query['turn']
      const turn = asked === undefined ? undefined : Number(asked)
      if (turn !== undefined && !(Number.isInteger(turn) && turn > 0)) throw new Refusal('request/malformed', { field: 'turn' })
      return { turn: (await votes.cast(vote, seat, undefined, turn)).turn }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/votes/:id/proxy',
      about: 'A scribe enters the ballot of somebody without a tablet. It gets a number and is counted as such.',
      body: proxySchema,
      answer: proxiedSchema,
      refusals: [...castRefusals, 'vote/over-budget', 'vote/malformed', 'vote/too-many-proxies', 'join/unknown-group'],
    },
    async ({ caller, body, id }) => {
      const { vote, seat } = await asStaff(caller, id<'vote'>())
      if (body.groupId && (await register.groups.find(body.groupId))?.seminarId !== vote.seminarId) throw new Refusal('join/unknown-group')
      const { number, fresh } = await votes.castProxy(vote, { ...body, groupId: vote.groupId ?? body.groupId })
      if (fresh) await audit({ seminarId: vote.seminarId, by: seat.id, act: 'proxy-cast', on: { vote: vote.id, number } })
      return { number, proxies: (await votes.going(vote)).proxies }
    },
  )

  api.open(
    {
      method: 'delete',
      path: '/api/votes/:id/proxy/:number',
      about: 'Takes back a ballot that a scribe has entered, by its number.',
      answer: proxiedSchema,
      refusals: [...castRefusals],
    },
    async ({ caller, id }) => {
      const { vote, seat } = await asStaff(caller, id<'vote'>())
      const number = Number(id('number'))
      if (!Number.isInteger(number)) throw new Refusal('vote/not-found')
      await votes.withdrawProxy(vote, number)
      await audit({ seminarId: vote.seminarId, by: seat.id, act: 'proxy-withdrawn', on: { vote: vote.id, number } })
      return { number, proxies: (await votes.going(vote)).proxies }
    },
  )

  api.open(
    {
      method: 'post',
      path: '/api/votes/:id/close',
      about: 'Ends casting, counts, and shows the results to whoever the vote was for. Closing again answers the same.',
      answer: voteViewSchema,
      refusals: [...seatRefusals, 'seat/forbidden'],
    },
    async ({ caller, id }): Promise<VoteView> => {
      const { vote, seat } = await reach(caller, id<'vote'>())
      if (!leads(seat)) throw new Refusal('seat/forbidden')
      const closed = await votes.close(vote.id)
      if (vote.state === 'open')
        await audit({ seminarId: vote.seminarId, by: seat.id, act: 'vote-closed', on: { vote: vote.id, cast: closed.results?.cast ?? 0 } })
      return viewOf(closed, seat)
    },
  )
}
