import { describe, expect, it } from 'vitest'
import type { Advice, Proposal } from '#shared/theme/advice.ts'
import type { IdeaId, ThemeId } from '#shared/id.ts'
import { BadSetting, readConfig } from '../../server/config.ts'
import { proposeLabels } from '../../server/theme/advice-endpoint.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { Desk, writeTown } from './hall.ts'
import { LabelServer } from './label-server.ts'

const themes = [
  { id: 't1' as ThemeId, label: 'น้ำ · ท่อ', ideas: [idea('a', 'ลอกท่อ'), idea('b', 'สูบน้ำ')] },
  { id: 't2' as ThemeId, label: 'ขยะ', ideas: [idea('c', 'แยกขยะ')] },
]
function idea(id: string, text: string) {
  return { id: id as IdeaId, text }
}
const endpoint = (server: LabelServer) => ({ url: server.url, model: 'small', key: 'secret-key' })
const ask = (server: LabelServer, ms = 10_000) => proposeLabels(endpoint(server), themes, AbortSignal.timeout(ms))
const one = { theme: 1, label: 'การระบายน้ำ', ideas: [1] }

describe('names that a language model proposes', () => {
  it('[PX16] a proposal rests on ideas of its theme; texts alone are sent, with the key', async () => {
    const server = await LabelServer.open()
    server.say(
      () => [
        { theme: 1, label: ' การระบายน้ำ\n', ideas: [2, 1] },
        { theme: 2, label: 'การจัดการขยะ', ideas: [3] },
      ],
      (json) => '```json\n' + json + '\n```',
    )
    expect(await ask(server)).toEqual([
      { theme: 't1', label: 'การระบายน้ำ', ideaIds: ['b', 'a'] },
      { theme: 't2', label: 'การจัดการขยะ', ideaIds: ['c'] },
    ])
    const [{ headers, path, body }] = server.heard as [(typeof server.heard)[0]]
    expect([path, headers.authorization, body.model]).toEqual(['/v1/chat/completions', 'Bearer secret-key', 'small'])
    expect(JSON.parse(body.messages.at(-1)!.content)).toEqual({
      themes: [
        {
          theme: 1,
          ideas: [
            { idea: 1, text: 'ลอกท่อ' },
            { idea: 2, text: 'สูบน้ำ' },
          ],
        },
        { theme: 2, ideas: [{ idea: 3, text: 'แยกขยะ' }] },
      ],
    })
  })

  it.each([
    ['an idea that was not in the question', { ...one, ideas: [1, 9] }],
    ["another theme's idea", { ...one, ideas: [3] }],
    ['no idea', { ...one, ideas: [] }],
    ['an idea by a word', { ...one, ideas: ['a'] }],
    ['idea nought', { ...one, ideas: [0] }],
    ['a theme that was not in the question', { ...one, theme: 3 }],
    ['an empty name', { ...one, label: ' \u200b ' }],
    ['a name longer than a name', { ...one, label: 'ก'.repeat(81) }],
    ['a link', { ...one, label: 'ดู https://evil.example' }],
    ['markup', { ...one, label: '<b>น้ำ</b>' }],
    ['the name that it has', { ...one, label: 'น้ำ · ท่อ' }],
    ['another shape', 'rename everything'],
  ])('[PX16] a proposal with %s is dropped, the others are not', async (_what, bad) => {
    const server = await LabelServer.open()
    server.say(() => [bad, { theme: 2, label: 'การจัดการขยะ', ideas: [3] }])
    expect((await ask(server)).map(({ theme }) => theme)).toEqual(['t2'])
  })

  it.each<[string, (server: LabelServer) => void]>([
    ['prose', (server) => (server.answer = (response) => response.end('I am sorry'))],
    [
      'prose in the chat',
      (server) =>
        server.say(
          () => [],
          () => 'แน่นอน นี่คือชื่อ',
        ),
    ],
    ['another shape', (server) => (server.answer = (response) => response.end('{"choices":[]}'))],
    ['an error', (server) => (server.answer = (response) => response.writeHead(500).end('no'))],
    ['a way to elsewhere', (server) => (server.answer = (response) => response.writeHead(307, { location: '/v1/other' }).end())],
    ['a broken line', (server) => (server.answer = (response) => response.destroy())],
    ['an endless answer', (server) => (server.answer = (response) => void response.write('x'.repeat(300_000)))],
  ])('[PX17] an endpoint that answers with %s gives no advice', async (_what, prepare) => {
    const server = await LabelServer.open()
    prepare(server)
    await expect(ask(server)).rejects.toThrow()
    expect(server.heard).toHaveLength(1)
  })

  it('[PX17] one that does not answer in time, or is not there, gives no advice', async () => {
    const server = await LabelServer.open()
    await expect(ask(server, 150)).rejects.toThrow()
    server.answer = (response) => void response.write('{"choices": [')
    await expect(ask(server, 150)).rejects.toThrow()
    await expect(
      proposeLabels({ url: 'http://127.0.0.1:1/v1', model: 'm', key: undefined }, themes, AbortSignal.timeout(5_000)),
    ).rejects.toThrow()
  })

  it('[PX18] nothing is sent unless a facilitator has said that texts leave; then note takers get names, and a broken endpoint harms nothing', async () => {
    const label = await LabelServer.open()
    const server = await openTestApp({ labelEndpoint: endpoint(label) })
    const leader = await server.quick({ title: 'เมืองของเรา', groups: 3 })
    const participant = await server.join(leader.seminar)
    await writeTown(server, leader)
    const path = `/api/seminars/${leader.seminar.seminarId}/themes`
    const desk = await Desk.open(leader, server.url, leader.seminar.seminarId)
    await until('themes are found', () => desk.themes.size >= 2 && [...desk.themes.keys()].every((id) => desk.members(id).length >= 3))

    const host = new URL(label.url).host
    expect(await leader.ask<Advice>('GET', `${path}/advice`)).toEqual({ host, on: false })
    expect((await leader.refused('GET', `${path}/proposals`)).code).toBe('theme/advice-off')
    expect((await leader.refused('PUT', `${path}/advice`, { on: true })).code).toBe('request/malformed')
    const knowing = { on: true, textsLeaveThisServer: true }
    expect((await participant.refused('PUT', `${path}/advice`, knowing)).code).toBe('seat/forbidden')
    expect((await participant.refused('GET', `${path}/proposals`)).code).toBe('seat/forbidden')
    expect(label.heard).toHaveLength(0)

    expect(await leader.ask<Advice>('PUT', `${path}/advice`, knowing)).toEqual({ host, on: true })
    label.say(({ themes }) => themes.map(({ theme, ideas }) => ({ theme, label: `ชื่อที่เสนอ ${theme}`, ideas: [ideas[0]!.idea] })))
    const { proposals } = await leader.ask<{ proposals: Proposal[] }>('GET', `${path}/proposals`)
    expect(proposals.length).toBeGreaterThanOrEqual(2)
    for (const { theme, ideaIds } of proposals) expect(desk.row(ideaIds[0]!)!.theme).toBe(theme)
    await leader.ask('GET', `${path}/proposals`)
    expect(label.heard).toHaveLength(1)
    const sent = JSON.stringify(label.heard[0]!.body)
    const { boards, seminarId, seatId } = leader.seminar
    const secrets = [
      seminarId,
      seatId,
      participant.seat.seatId,
      'เมืองของเรา',
      ...boards.flatMap(({ id, group, groupName }) => [id, group, groupName]),
    ]
    for (const secret of [...secrets, ...desk.ideas.keys(), host]) expect(sent).not.toContain(secret)

    const [{ theme, label: name }] = proposals as [Proposal]
    await leader.ask('POST', `${path}/corrections`, { op: 'rename', theme, label: name })
    await until('the name is taken', () => desk.themes.get(theme)?.label === name)
    label.answer = (response) => response.writeHead(503).end()
    expect((await leader.refused('GET', `${path}/proposals`)).code).toBe('theme/advice-away')
    expect((await leader.refused('GET', `${path}/proposals`)).code).toBe('theme/advice-away')
    expect(label.heard).toHaveLength(2)
    expect(desk.themes.get(theme)?.label).toBe(name)
    expect(await leader.ask<Advice>('PUT', `${path}/advice`, { on: false })).toEqual({ host, on: false })
    expect((await leader.refused('GET', `${path}/proposals`)).code).toBe('theme/advice-off')
  })

  it('[PX18] without an endpoint there is nothing to switch on; an endpoint without a model is a bad setting', async () => {
    const server = await openTestApp()
    const leader = await server.quick({})
    const path = `/api/seminars/${leader.seminar.seminarId}/themes/advice`
    expect(await leader.ask<Advice>('GET', path)).toEqual({ on: false })
    expect((await leader.refused('PUT', path, { on: true, textsLeaveThisServer: true })).code).toBe('theme/advice-off')
    expect(() => readConfig({ THEME_LABEL_URL: 'http://127.0.0.1:1/v1' })).toThrow(BadSetting)
    expect(readConfig({ THEME_LABEL_URL: 'http://h/v1/', THEME_LABEL_MODEL: 'm' }).labelEndpoint).toEqual({
      url: 'http://h/v1',
      model: 'm',
      key: undefined,
    })
  })
})
