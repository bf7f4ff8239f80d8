/** A seminar with ideas on its boards and three people in each group, ready to vote. */
import type { VoteId } from '#shared/id.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import type { VoteList, VoteRow, VoteView } from '#shared/vote/vote.ts'
import type { App, GivenParts } from '../../server/app.ts'
import type { Config } from '../../server/config.ts'
import { openTestApp, type Leader, type Participant, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'

export interface Voting {
  server: TestApp
  app: App
  leader: Leader
  seminarId: string
  /** Three of the first group, then three of the next. */
  people: Participant[]
  /** Opens a vote, for some groups by their number from 0. */
  open(setup: VoteSetup, groups?: readonly number[]): Promise<VoteRow[]>
  addIdeas(group: number, count: number): Promise<void>
  closed(vote: VoteId): Promise<void>
}
const seatsOfGroup = 3

export const openVoting = async (
  { groups = 1, ideas }: { groups?: number; ideas?: readonly number[] } = {},
  given: GivenParts & { keep?: boolean } = {},
  overrides: Partial<Config> = {},
): Promise<Voting> => {
  const server = await openTestApp(overrides, given)
  const leader = await server.quick({ groups })
  const { seminarId, boards } = leader.seminar
  const addIdeas = async (group: number, count: number): Promise<void> => {
    const list = Array.from({ length: count }, (_, at) => ({ text: `กลุ่ม ${group + 1} ข้อ ${at + 1}` }))
    if (count > 0) await leader.ask('POST', `/api/boards/${boards[group]!.id}/ideas`, list)
  }
  const people: Participant[] = []
  for (let group = 0; group < groups; group++) {
    await addIdeas(group, ideas?.[group] ?? 3)
    for (let seat = 0; seat < seatsOfGroup; seat++) people.push(await server.join(leader.seminar, { group: group + 1 }))
  }
  return {
    server,
    get app() {
      return server.app
    },
    leader,
    seminarId,
    people,
    addIdeas,
    open: async (setup, of) => {
      const chosen = of && { groups: of.map((at) => boards[at]!.group) }
      return (await leader.ask<VoteList>('POST', `/api/seminars/${seminarId}/votes`, { title: 'เรื่องใดควรทำก่อน', setup, ...chosen })).votes
    },
    closed: (id) =>
      until(`vote ${id} is closed`, async () => (await leader.ask<VoteView>('GET', `/api/votes/${id}`)).vote.state === 'closed').then(
        () => undefined,
      ),
  }
}
