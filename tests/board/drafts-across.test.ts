/** Two processes over one Redis: drafts written through both come over once, and rooms that the other has erased are not held on to. */
import { expect, onTestFinished, test } from 'vitest'
import { phase } from '../activity/sample.ts'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { conduct, openDraft, sit } from './conducted.ts'

test(
  '[DR13] drafts written through another process until the last moment come over once, or are refused; the next phase begins with empty rooms',
  { timeout: 120_000 },
  async () => {
    const redis = await TestRedis.start()
    onTestFinished(() => redis.end())
    const [here, there] = [await openTestApp({ redisUrl: redis.url }), await openTestApp({ redisUrl: redis.url })]
    const seminar = await conduct(here, { groups: 1 })
    const people = await Promise.all(Array.from({ length: 6 }, () => sit(here, seminar, 1)))
    const { boardId } = people[0]!
    const expected: string[] = []
    for (let round = 0; round < 4; round++) {
      await seminar.begin(phase('alone', { visibility: 'private', reveal: 'together', anonymity: round % 2 ? 'anonymous' : 'named' }))
      const tablets = await Promise.all(people.map((person, n) => openDraft(n % 2 ? there : here, person)))
      expect(tablets.map(({ texts }) => texts)).toEqual(tablets.map(() => []))
      const writing = tablets.map((tablet, n) => {
        let i = 0
        return setInterval(() => {
          if (tablet.closedWith || tablet.refusals.length > 0) return
          tablet.write(`r${round}n${n}i${i}`, `${round} ${n} ${i++}`)
        }, 5)
      })
      await until('some drafts', () => tablets.every(({ acked }) => acked > 8))
      await seminar.act({ do: 'reveal', whose: 'all' })
      writing.forEach(clearInterval)
      await until('the end of every line', () => tablets.every(({ closedWith }) => closedWith))
      const now = new Set((await seminar.ideasOf(boardId)).map(({ text }) => text))
      for (const [n, tablet] of tablets.entries()) {
        // The first answer of the server's and the opening count as frames too: each acknowledged frame after it is one draft.
        const acknowledged = Array.from({ length: Math.max(0, tablet.acked - 1) }, (_, i) => `${round} ${n} ${i}`)
        for (const text of acknowledged) expect(now, `${text} was acknowledged`).toContain(text)
      }
      const texts = (await seminar.ideasOf(boardId)).map(({ text }) => text)
      expect(new Set(texts).size).toBe(texts.length)
      expect(texts).toEqual(expect.arrayContaining(expected))
      expected.splice(0, expected.length, ...texts)
      expect(await here.app.store.log.rooms('draft/')).toEqual([])
    }
  },
)
