/** What the server's own hand was about to write when the board was frozen or closed meanwhile. */
import { expect, test } from 'vitest'
import type { Activity } from '#shared/activity/activity.ts'
import type { Course } from '#shared/activity/course.ts'
import { readTitle, type BoardView } from '#shared/board/board.ts'
import type { Version, Withdrawn } from '#shared/board/version.ts'
import type { IdeaId } from '#shared/id.ts'
import { withdrawIdea } from '#shared/idea/edit.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { VoteList } from '#shared/vote/vote.ts'
import { openMemory } from '../../server/store/memory.ts'
import type { Records, Store } from '../../server/store/ports.ts'
import { phase, written } from '../activity/sample.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { acked, conduct, openDraft, openTablet, sit } from './conducted.ts'

/** A store through which something else happens just before a record of a kind is read, or drafts are looked for. */
const interrupted = () => {
  const store = openMemory()
  let meanwhile: { at: string; act: () => Promise<unknown>; nth: number } | undefined
  const happen = async (at: string): Promise<void> => {
    if (meanwhile?.at !== at || --meanwhile.nth > 0) return
    const { act } = meanwhile
    meanwhile = undefined
    await act()
  }
  const records: Records = {
    ...store.records,
    get: async (kind, id) => {
      await happen(kind)
      return store.records.get(kind, id)
    },
  }
  const log: Store['log'] = {
    ...store.log,
    rooms: async (prefix) => {
      await happen(prefix.split('/')[0]!)
      return store.log.rooms(prefix)
    },
  }
  return {
    store: { ...store, records, log } satisfies Store,
    before: (at: string, act: () => Promise<unknown>, nth = 1) => (meanwhile = { at, act, nth }),
  }
}

test.each(['freeze', 'close'] as const)('[AY20] a restore and a bringing back that meet a %s write nothing after it', async (how) => {
  const { store, before } = interrupted()
  const server = await openTestApp({}, { store })
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  const { seminarId } = seminar.leader.seminar
  const tablet = openTablet(server, manee, boardRoom(manee.boardId))
  await until('the board', () => tablet.synced)
  tablet.write('i1', 'ข้อแรก')
  await acked(tablet)
  const path = `/api/boards/${manee.boardId}`
  const kept = await seminar.leader.ask<Version>('POST', `${path}/versions`, {})
  withdrawIdea(tablet.doc, 'i1' as IdeaId, 'me')
  await acked(tablet)
  await until('it is kept', async () => (await seminar.leader.ask<Withdrawn>('GET', `${path}/withdrawn`)).length === 1)

  const stop = () => (how === 'freeze' ? seminar.act({ do: 'freeze' }) : seminar.leader.ask('POST', `/api/seminars/${seminarId}/close`))
  const code = how === 'freeze' ? 'board/frozen' : 'board/closed'
  before('withdrawn', stop)
  expect((await seminar.leader.refused('POST', `${path}/withdrawn/i1`)).code).toBe(code)
  if (how === 'freeze') {
    await seminar.act({ do: 'thaw' })
    before('version', stop)
    expect((await seminar.leader.refused('POST', `${path}/versions/${kept.id}/restore`)).code).toBe(code)
  }
  expect(await seminar.ideasOf(manee.boardId)).toEqual([])
})

test('[AY6, AY20] a reveal that meets a freeze brings nothing over after it; thawed, it is done once', async () => {
  const { store, before } = interrupted()
  const server = await openTestApp({}, { store })
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(phase('alone', { visibility: 'private', reveal: 'together' }))
  const draft = await openDraft(server, manee)
  draft.write('i1', 'คิดคนเดียว')
  await acked(draft)
  const { seminarId } = seminar.leader.seminar
  before('draft', () => seminar.act({ do: 'freeze' }))
  const act = { do: 'reveal', whose: 'all' }
  expect((await seminar.leader.refused('POST', `/api/seminars/${seminarId}/course`, { act })).code).toBe('board/frozen')
  expect(await seminar.ideasOf(manee.boardId)).toEqual([])
  await seminar.act({ do: 'thaw' })
  await seminar.act({ do: 'reveal', whose: 'all' })
  expect(await seminar.ideasOf(manee.boardId)).toMatchObject([{ text: 'คิดคนเดียว' }])
})

test('[DR7] a seminar that is closed brings hidden drafts over, also onto a board that was frozen', async () => {
  const server = await openTestApp()
  const seminar = await conduct(server, { groups: 1 })
  const manee = await sit(server, seminar, 1)
  await seminar.begin(phase('alone', { visibility: 'private', reveal: 'together' }))
  const draft = await openDraft(server, manee)
  draft.write('i1', 'คิดคนเดียว')
  await acked(draft)
  await seminar.act({ do: 'freeze' })
  await seminar.leader.ask('POST', `/api/seminars/${seminar.leader.seminar.seminarId}/close`)
  expect(await seminar.ideasOf(manee.boardId)).toMatchObject([{ text: 'คิดคนเดียว' }])
  expect(await server.app.store.log.rooms('draft/')).toEqual([])
})

test.each(['freeze', 'close'] as const)(
  '[AY20, SE9] a group that is renamed as its board meets a %s leaves the board as it stood then',
  async (how) => {
    const { store, before } = interrupted()
    const server = await openTestApp({}, { store })
    const seminar = await conduct(server, { groups: 1 })
    const { seminarId, boards } = seminar.leader.seminar
    const { id, group, room } = boards[0]!
    const title = () => server.app.rooms.read(room, readTitle)
    let stood = ''
    before('group', async () => {
      await (how === 'freeze' ? seminar.act({ do: 'freeze' }) : seminar.leader.ask('POST', `/api/seminars/${seminarId}/close`))
      stood = await title()
    })
    expect(await seminar.leader.refused('PATCH', `/api/groups/${group}`, { name: 'กลุ่มคลอง' })).toMatchObject({ status: 409 })
    expect(await title()).toBe(stood)
    expect((await seminar.leader.ask<BoardView>('GET', `/api/boards/${id}`)).group.name).toBe('กลุ่ม 1')
  },
)

test('[AY21] a vote that was opened as somebody else went on does not stay open', async () => {
  const { store, before } = interrupted()
  const server = await openTestApp({}, { store })
  const seminar = await conduct(server, { groups: 1 })
  const { seminarId, boards } = seminar.leader.seminar
  await seminar.leader.ask('POST', `/api/boards/${boards[0]!.id}/ideas`, [{ text: 'ขุดลอกคลอง' }])
  const choose = (id: string) => phase(id, { view: 'vote', vote: { kind: 'dots', on: 'group' } })
  const list = () => seminar.leader.ask<VoteList>('GET', `/api/seminars/${seminarId}/votes`)
  const activity = await seminar.leader.ask<Activity>(
    'POST',
    `/api/seminars/${seminarId}/activities`,
    written(choose('one'), choose('two'), phase('end')),
  )
  await seminar.act({ do: 'start', activityId: activity.id })

  // Begun here, and passed over there at the same moment: what begins is the next phase, with its own vote.
  before('vote', () => seminar.act({ do: 'next' }))
  const begun = Object.values((await seminar.act({ do: 'begin' })).runs)[0]!
  expect(begun).toMatchObject({ phase: 1, state: 'running' })
  const { votes } = await list()
  expect(votes.find(({ id }) => id === begun.voteId)?.state).toBe('open')
  expect(votes.filter(({ state }) => state !== 'closed')).toHaveLength(1)

  // Gone on here, and begun there after it was looked at.
  await seminar.act({ do: 'repeat' })
  before('course', () => seminar.act({ do: 'begin' }), 3)
  await seminar.act({ do: 'next' })
  expect((await list()).votes.filter(({ state }) => state !== 'closed')).toEqual([])
})

test('[DR14, SE13] a phase that begins in the moment in which its seminar closes ends with it, and what was written in it comes over', async () => {
  const { store, before } = interrupted()
  const server = await openTestApp({}, { store })
  const seminar = await conduct(server, { groups: 1 })
  const { seminarId } = seminar.leader.seminar
  const manee = await sit(server, seminar, 1)
  before('seminar', async () => {
    await seminar.begin(phase('alone', { visibility: 'private', reveal: 'together', minutes: 5 }))
    const draft = await openDraft(server, manee)
    draft.write('i1', 'ทันพอดี')
    await acked(draft)
  })
  await seminar.leader.ask('POST', `/api/seminars/${seminarId}/close`)
  expect(await seminar.ideasOf(manee.boardId)).toMatchObject([{ text: 'ทันพอดี' }])
  expect(await store.log.rooms('draft/')).toEqual([])
  const { course } = await seminar.leader.ask<{ course: Course }>('GET', `/api/seminars/${seminarId}/course`)
  expect(Object.values(course.runs)).toMatchObject([{ state: 'over', reveal: 'done' }])
})
