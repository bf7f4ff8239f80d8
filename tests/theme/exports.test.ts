import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import type { IdeaId, ThemeId } from '#shared/id.ts'
import type { NoteTakerCode } from '#shared/person/seat.ts'
import { notesOf, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import * as Y from 'yjs'
import { openTestApp } from '../helpers/server.ts'
import { piecesOf } from '../documents/pdf-pieces.ts'
import { until } from '../helpers/until.ts'
import { Desk, writeTown } from './hall.ts'

const formats = ['json', 'csv', 'xlsx', 'svg', 'png', 'pdf'] as const

describe('themes taken away', { timeout: 120_000 }, () => {
  it('[PX15] who leads and who takes notes gets them in every format, with wording and notes of the shelf; nobody else does', async () => {
    const server = await openTestApp()
    const leader = await server.quick({ title: 'น้ำท่วมเมือง', groups: 3 })
    const { seminarId } = leader.seminar
    await writeTown(server, leader)
    const desk = await Desk.open(leader, server.url, seminarId)
    await until('themes are found', () => desk.themes.size >= 2 && [...desk.ideas.values()].some((idea) => idea.theme !== undefined))
    const idea = [...desk.ideas.values()].find((one) => one.theme !== undefined && one.copyOf === undefined)!
    await server.app.rooms.write(shelfRoom(seminarId), (doc) => {
      refinedOf(doc).set(idea.id as IdeaId, new Y.Text('ถ้อยคำที่ปรับแล้ว'))
      notesOf(doc).set(idea.theme as ThemeId, new Y.Text('ห้องเห็นตรงกันเรื่องนี้'))
    })

    const path = (format: string, more = '') => `/api/seminars/${seminarId}/themes/export.${format}${more}`
    const got = async (format: string, more = '') => {
      const response = await leader.fetch(path(format, more))
      expect(response.status).toBe(200)
      expect(response.headers.get('content-disposition')).toContain(`.${format}`)
      return new Uint8Array(await response.arrayBuffer())
    }
    const json = JSON.parse(new TextDecoder().decode(await got('json'))) as {
      themes: { id: string; note?: string; ideaIds: string[] }[]
      ideas: { id: string; refined?: string; text: string }[]
    }
    expect(json.ideas).toHaveLength(18)
    expect(json.ideas.find(({ id }) => id === idea.id)).toMatchObject({ refined: 'ถ้อยคำที่ปรับแล้ว', text: idea.text })
    expect(json.themes.find(({ id }) => id === idea.theme)).toMatchObject({ note: 'ห้องเห็นตรงกันเรื่องนี้' })
    const { data } = Papa.parse<string[]>(new TextDecoder().decode(await got('csv')).slice(1), { skipEmptyLines: true })
    expect(data).toHaveLength(19)
    expect(piecesOf(await got('pdf'))).toContain('ห้องเห็นตรงกันเรื่องนี้')
    expect(new TextDecoder().decode(await got('svg'))).toContain('แผนที่ประเด็นร่วม')
    expect(new TextDecoder().decode(await got('svg', '?picture=matrix'))).toContain('ประเด็นร่วมกับกลุ่ม')
    expect([...(await got('png')).subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
    expect([...(await got('xlsx')).subarray(0, 2)]).toEqual([0x50, 0x4b])
    expect(await leader.refused('GET', path('png', '?picture=cake'))).toEqual({ status: 400, code: 'request/malformed' })

    const scribe = server.person()
    const { code } = await leader.ask<NoteTakerCode>('POST', `/api/seminars/${seminarId}/note-takers`, { name: 'ลิขิต' })
    await scribe.ask('POST', '/api/join', { code })
    expect((await scribe.fetch(path('csv'))).status).toBe(200)

    const participant = await server.join(leader.seminar)
    const stranger = server.person()
    for (const format of formats) {
      expect(await participant.refused('GET', path(format))).toEqual({ status: 403, code: 'seat/forbidden' })
      expect((await stranger.refused('GET', path(format))).code).toBe('seat/missing')
    }
  })
})
