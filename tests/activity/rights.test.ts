/** What each role may do in each kind of phase, on a real socket: the table is the promise. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as Y from 'yjs'
import { commentsOf, reactionKey, reactionsOf } from '#shared/idea/comment.ts'
import { moveIdea, withdrawIdea } from '#shared/idea/edit.ts'
import { ideasOf } from '#shared/idea/idea.ts'
import type { IdeaId } from '#shared/id.ts'
import { conduct, openTablet, sit, type Conducted, type Seated } from '../board/conducted.ts'
import { openTestApp, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import type { OwnTablet } from '../sync/own-tablet.ts'
import { closedPermits, phase } from './sample.ts'

const idea = (id: string) => id as IdeaId
const text = (doc: Y.Doc, id: string) => ideasOf(doc).get(id)!.get('text') as Y.Text

/** Each act has two ideas to itself: `me` wrote the first, somebody else the second. */
const acts = {
  write: (tablet: OwnTablet) => tablet.write(`new-${tablet.seat}`, 'ใหม่'),
  'reword the own': ({ doc }: OwnTablet, mine: string) => text(doc, mine).insert(0, 'x'),
  'reword another`s': ({ doc }: OwnTablet, _: string, theirs: string) => text(doc, theirs).insert(0, 'x'),
  move: ({ doc }: OwnTablet, _: string, theirs: string) => moveIdea(doc, idea(theirs), { zone: 'all', x: 1, y: 1 }, 'me'),
  'withdraw the own': ({ doc }: OwnTablet, mine: string) => withdrawIdea(doc, idea(mine), 'me'),
  'withdraw another`s': ({ doc }: OwnTablet, _: string, theirs: string) => withdrawIdea(doc, idea(theirs), 'me'),
  stack: ({ doc }: OwnTablet, mine: string, theirs: string) => void ideasOf(doc).get(mine)!.set('stack', theirs),
  comment: ({ doc, seat }: OwnTablet, _: string, theirs: string) =>
    void commentsOf(doc).set(`c-${seat}`, { idea: theirs, text: 'เห็นด้วย', by: seat, at: 1 }),
  react: ({ doc, seat }: OwnTablet, _: string, theirs: string) => void reactionsOf(doc).set(reactionKey(idea(theirs), seat), '👍'),
  lock: ({ doc }: OwnTablet, mine: string) => void ideasOf(doc).get(mine)!.set('locked', true),
} as const
type Act = keyof typeof acts

const yes = 'done'
const later = 'phase/not-permitted'
const never = 'seat/forbidden'
const theirs = 'idea/not-yours'
const ice = 'board/frozen'
const shut = 'board/closed'
const row = (...expected: string[]) => Object.fromEntries(Object.keys(acts).map((act, i) => [act, expected[i]!])) as Record<Act, string>
const all = (expected: string) => row(...Object.keys(acts).map(() => expected))
const nothingNow = row(later, later, later, later, later, later, later, later, never, never)

const wholly = { ...closedPermits, write: 'all', reword: 'own', withdraw: 'own' } as const
/** How the board comes to its state, and what a participant of it may do then. */
const phases: Record<string, { lead: (led: Conducted) => Promise<unknown>; participant: Record<Act, string>; facilitator?: string }> = {
  'an open board': { lead: () => Promise.resolve(), participant: row(yes, yes, yes, yes, yes, yes, yes, yes, never, never) },
  'a phase that is being read': {
    lead: async (led) => {
      await led.begin(phase('write'))
      await led.act({ do: 'repeat' })
    },
    participant: nothingNow,
  },
  'writing, each their own': {
    lead: (led) => led.begin(phase('write', { permits: wholly })),
    participant: row(yes, yes, theirs, later, yes, theirs, later, later, never, never),
  },
  'the same, paused': {
    lead: async (led) => {
      await led.begin(phase('write', { permits: wholly }))
      await led.act({ do: 'pause' })
    },
    participant: row(yes, yes, theirs, later, yes, theirs, later, later, never, never),
  },
  sorting: {
    lead: (led) => led.begin(phase('sort', { permits: { ...closedPermits, move: 'all', stack: 'all' } })),
    participant: row(later, later, later, yes, later, later, yes, later, never, never),
  },
  'talking about ideas': {
    lead: (led) => led.begin(phase('talk', { permits: { ...closedPermits, comment: 'all', react: 'all' } })),
    participant: row(later, later, later, later, later, later, later, yes, yes, never),
  },
  'private writing': {
    lead: (led) => led.begin(phase('draft', { visibility: 'private', permits: wholly })),
    participant: nothingNow,
  },
  'writing without a name': {
    lead: (led) => led.begin(phase('unnamed', { anonymity: 'anonymous', permits: wholly })),
    participant: row(later, yes, theirs, later, yes, theirs, later, later, never, never),
  },
  'a phase that is over': {
    lead: async (led) => {
      await led.begin(phase('write'))
      await led.act({ do: 'end' })
    },
    participant: nothingNow,
  },
  'a frozen board': {
    lead: (led) => led.act({ do: 'freeze' }),
    participant: all(ice),
    facilitator: ice,
  },
  'a frozen board in a phase': {
    lead: async (led) => {
      await led.begin(phase('write'))
      await led.act({ do: 'freeze' })
    },
    participant: all(ice),
    facilitator: ice,
  },
  'a closed seminar': {
    lead: (led) => led.leader.ask('POST', `/api/seminars/${led.leader.seminar.seminarId}/close`),
    participant: all(shut),
    facilitator: shut,
  },
}

let server: TestApp
beforeAll(async () => void (server = await openTestApp({}, { keep: true })))
afterAll(() => server.close())

/** The ideas that an act of a role is tried on. */
const idsFor = (act: Act, who: string, whose: string): string => `${whose}-${who}-${Object.keys(acts).indexOf(act)}`

const tryAll = async (person: Seated, room: string, who: string): Promise<Record<string, string>> => {
  const tried = (Object.keys(acts) as Act[]).map(async (act) => {
    const tablet = openTablet(server, person, room)
    await until('the board', () => tablet.synced && tablet.acked === tablet.frames)
    const before = tablet.acked
    acts[act](tablet, idsFor(act, who, 'mine'), idsFor(act, who, 'theirs'))
    await until(`an answer to ${act}`, () => tablet.acked > before || tablet.refusals.length > 0)
    tablet.ws.close()
    return [act, tablet.refusals[0]?.code ?? yes]
  })
  return Object.fromEntries(await Promise.all(tried)) as Record<string, string>
}

describe.each(Object.entries(phases))('[AY19] %s', (_name, { lead, participant, facilitator = yes }) => {
  test('a participant and a facilitator may do what the table says, on the line to the board', async () => {
    const led = await conduct(server, { groups: 2 })
    const me = await sit(server, led, 1)
    const neighbour = await sit(server, led, 1)
    const elsewhere = await sit(server, led, 2)
    const { room } = me.seat.board!
    for (const [person, id] of [
      [me, 'mine'],
      [neighbour, 'theirs'],
    ] as const) {
      const tablet = openTablet(server, person, room)
      await until('the board', () => tablet.acked === 1)
      for (const act of Object.keys(acts) as Act[]) for (const who of ['p', 'f']) tablet.write(idsFor(act, who, id), 'ขุดลอกคลอง')
      await until('written', () => tablet.acked === tablet.frames)
      tablet.ws.close()
    }
    await lead(led)
    expect(await tryAll(me, room, 'p')).toEqual(participant)
    const chair = { ...led.leader, seat: { ...me.seat, seatId: led.leader.seminar.seatId }, boardId: me.boardId } as unknown as Seated
    expect(await tryAll(chair, room, 'f')).toEqual(all(facilitator))
    const foreign = openTablet(server, elsewhere, room)
    await until('not let in', () => foreign.closedWith)
    expect(foreign.closedWith).toMatchObject({ code: 4404 })
  })
})
