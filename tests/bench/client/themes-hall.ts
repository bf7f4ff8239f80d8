/** A room of thirty groups that says three thousand things in forty themes, and goes on: the client's files, its answers, its announcements. */
import express from 'express'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { Server } from 'socket.io'
import type { BoardId, GroupId, IdeaId, ThemeId } from '#shared/id.ts'
import type { IdeaRow, ThemeRow, ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import { buildClient, isBuilt } from '../../../server/http/client-build.ts'
import { clientFiles } from '../../../server/http/client-files.ts'

export const size = { ideas: 3_000, themes: 40, groups: 30 } as const
const words = 'ขุดลอก คลอง ทางเท้า ต้นไม้ ขยะ โรงเรียน รถเมล์ ผู้สูงอายุ ฝุ่น ตลาด ไฟถนน สวน ท่อ น้ำท่วม ชุมชน ข้อมูล อาสา เขต งบ ซ่อม'.split(' ')
const dist = fileURLToPath(new URL('../../../client/dist', import.meta.url))
/** What came anew and what was placed otherwise with each announcement: thirty groups that write half an idea a second each. */
const [newEach, movedEach, themesEach] = [8, 6, 3]

/** The same numbers in every run. */
let seed = 20_261
const chance = (below: number): number => {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const some = (count: number): string => Array.from({ length: count }, () => words[chance(words.length)]).join('')

const themeRow = (n: number, at: number): ThemeRow => ({
  id: `t${n}` as ThemeId,
  label: `${some(2)} · ${some(1)}`,
  keyphrases: [],
  representatives: [],
  colour: n % 12,
  born: at - (size.themes - n) * 60_000,
  made: n % 5 === 0 ? 'curated' : 'found',
})
const ideaRow = (n: number, at: number): IdeaRow => {
  const group = chance(size.groups) + 1
  // Some themes are large, as in any room.
  const theme = `t${Math.min(chance(size.themes), chance(size.themes)) + 1}` as ThemeId
  return {
    id: `i${n}` as IdeaId,
    text: some(4 + chance(8)),
    boardId: `b${group}` as BoardId,
    groupId: `g${group}` as GroupId,
    zone: ['problem', 'causes', 'solutions'][chance(3)]!,
    at,
    language: 'th',
    ...(chance(25) > 0 && { theme, strength: chance(100) / 100 }),
    ...(chance(12) === 0 && { likely: [{ theme, association: 0.4 }] }),
    ...(n > 100 && chance(20) === 0 && { copyOf: `i${chance(n - 1) + 1}` as IdeaId }),
  }
}

export interface ThemesHall {
  url: string
  /** Announces what came meanwhile, once. */
  tell(): void
  end(): Promise<void>
}

export const openThemesHall = async (): Promise<ThemesHall> => {
  if (!isBuilt(dist)) await buildClient()
  const begun = Date.now() - 60 * 60_000
  let ideas = size.ideas
  let now: ThemesNow = {
    revision: 1,
    computedAt: Date.now(),
    themes: Array.from({ length: size.themes }, (_, n) => themeRow(n + 1, Date.now())),
    ideas: Array.from({ length: size.ideas }, (_, n) => ideaRow(n + 1, begun + n * 1_000)),
  }
  const groups = Array.from({ length: size.groups }, (_, n) => ({
    id: `g${n + 1}`,
    seminarId: 's1',
    name: `กลุ่ม ${n + 1}`,
    order: n,
    boardId: `b${n + 1}`,
  }))
  const me = { id: 'f1', seminarId: 's1', role: 'facilitator', name: '', joinedAt: begun, revoked: false }
  const seminar = {
    id: 's1',
    title: 'ทั้งห้อง',
    template: 'problem-causes-solutions',
    state: 'open',
    openedAt: begun,
    lobbyOpen: true,
    joinCode: '482913',
    namesNeeded: false,
  }
  const course = {
    course: { id: 's1', seminarId: 's1', runs: {}, frozen: [], hushed: [], hosts: [] },
    activities: [],
    now: [],
    done: false,
  }
  const answers: Record<string, () => unknown> = {
    '/api/me': () => ({ seats: [], organizer: false }),
    '/api/seminars/s1': () => ({ seminar, groups, seats: [me], joinUrl: '', joinCode: '482913', me }),
    '/api/seminars/s1/course': () => course,
    '/api/seminars/s1/votes': () => ({ votes: [] }),
    '/api/seminars/s1/themes/now': () => now,
  }
  const app = express()
  app.get(/^\/api\//, (request, response) => {
    const answer = answers[request.path]
    if (answer) response.json(answer())
    else response.status(404).json({ error: { code: 'request/not-found', message: '' } })
  })
  app.use(clientFiles(dist))
  const server = createServer(app).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const io = new Server(server, { path: '/socket.io' })
  io.on('connection', (socket) => {
    for (const wish of ['watch', 'watchThemes'])
      socket.on(wish, (_id: string, answer: (result: { ok: true }) => void) => answer({ ok: true }))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tell: () => {
      const at = Date.now()
      const come = Array.from({ length: newEach }, () => ideaRow(++ideas, at))
      const moved = Array.from({ length: movedEach }, () => {
        const old = now.ideas[chance(size.ideas)]!
        return { ...old, theme: `t${chance(size.themes) + 1}` as ThemeId, strength: 0.6 }
      })
      const themes = Array.from({ length: themesEach }, () => ({ ...now.themes[chance(size.themes)]!, label: `${some(2)} · ${some(1)}` }))
      const change: ThemesChange = {
        from: now.revision,
        revision: now.revision + 1,
        computedAt: at,
        themes,
        goneThemes: [],
        ideas: [...moved, ...come],
        goneIdeas: [],
      }
      const rows = new Map([...now.ideas, ...change.ideas].map((row) => [row.id, row]))
      const labels = new Map([...now.themes, ...themes].map((row) => [row.id, row]))
      now = { ...now, revision: change.revision, computedAt: at, themes: [...labels.values()], ideas: [...rows.values()] }
      io.emit('themes', change)
    },
    end: async () => {
      await io.close()
      server.close()
    },
  }
}
