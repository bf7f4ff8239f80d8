/** kill -9 of the real server over the embedded store while it reveals four boards. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import type { Course } from '#shared/activity/course.ts'
import { phase } from '../activity/sample.ts'
import { newPerson, type Participant } from '../helpers/server.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'
import { acked, conductAs, openDraft, type Seated } from './conducted.ts'

const rounds = Number(process.env['REVEAL_KILLS'] ?? 4)
const groups = 4

const start = async (folder: string): Promise<{ url: string; process: ChildProcess }> => {
  const server = spawn(process.execPath, [join(import.meta.dirname, 'reveal-server.ts')], {
    env: { ...process.env, DATA_DIR: folder, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'silent', NODE_OPTIONS: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void server.kill('SIGKILL'))
  let said = ''
  server.stdout.on('data', (words: Buffer) => (said += words.toString()))
  await until('the server', () => said.includes('\n'), { timeoutMs: 20_000 })
  return { url: said.trim(), process: server }
}

test(
  `[DR9] ${rounds} times the server is killed in the middle of a reveal: afterwards it is wholly done or not begun`,
  { timeout: 300_000 },
  async () => {
    const folder = tempFolder()
    let server = await start(folder)
    const at = () => server.url
    for (let round = 0; round < rounds; round++) {
      const seminar = await conductAs(newPerson(at), { groups })
      const { seminarId, joinCode } = seminar.leader.seminar
      await seminar.begin(phase('alone', { visibility: 'private', reveal: 'together', anonymity: round % 2 ? 'anonymous' : 'named' }))
      const written = new Map<string, string[]>()
      for (let n = 0; n < 2 * groups; n++) {
        const person = newPerson(at)
        const seat = await person.ask<Participant['seat']>('POST', '/api/join', { code: joinCode, group: 1 + (n % groups) })
        const seated: Seated = Object.assign(person, { seat, boardId: seat.board!.id })
        const tablet = await openDraft(server, seated)
        for (let i = 0; i < 5; i++) {
          const text = `${round} ${n} ${i}`
          tablet.write(`i${n}x${i}`, text)
          written.set(seated.boardId, [...(written.get(seated.boardId) ?? []), text])
        }
        await acked(tablet)
        tablet.ws.terminate()
      }
      const revealing = seminar.act({ do: 'reveal', whose: 'all' }).catch(() => undefined)
      await pause(Math.random() * 120)
      const gone = once(server.process, 'exit')
      server.process.kill('SIGKILL')
      await Promise.all([gone, revealing])
      server = await start(folder)

      const { course } = await seminar.leader.ask<{ course: Course }>('GET', `/api/seminars/${seminarId}/course`)
      const states = new Set(Object.values(course.runs).map(({ reveal }) => reveal))
      expect([...states]).toEqual([expect.stringMatching(/^(hidden|done)$/)])
      const done = states.has('done')
      for (const [boardId, texts] of written) {
        const now = (await seminar.ideasOf(boardId as Seated['boardId'])).map(({ text }) => text)
        expect(now.sort()).toEqual(done ? texts.sort() : [])
      }
      await seminar.act({ do: 'reveal', whose: 'all' })
      for (const [boardId, texts] of written)
        expect((await seminar.ideasOf(boardId as Seated['boardId'])).map(({ text }) => text).sort()).toEqual(texts.sort())
    }
  },
)
