/** What the server's own hand was about to write when the board was frozen or closed meanwhile. */
import { expect, test } from 'vitest'
import type { Version, Withdrawn } from '#shared/board/version.ts'
import type { IdeaId } from '#shared/id.ts'
import { withdrawIdea } from '#shared/idea/edit.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { openMemory } from '../../server/store/memory.ts'
import type { Records, Store } from '../../server/store/ports.ts'
import { phase } from '../activity/sample.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { acked, conduct, openDraft, openTablet, sit } from './conducted.ts'

/** A store through which something else happens just before a record of a kind is read, or drafts are looked for. */
const interrupted = () => {
  const store = openMemory()
  let meanwhile: { at: string; act: () => Promise<unknown> } | undefined
  const happen = async (at: string): Promise<void> => {
    if (meanwhile?.at !== at) return
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
    before: (at: string, act: () => Promise<unknown>) => (meanwhile = { at, act }),
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
