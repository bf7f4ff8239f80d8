import { expect, onTestFinished, test } from 'vitest'
import { TestRedis } from '../helpers/redis.ts'
import { openTestApp, type Participant, type TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { OwnTablet } from '../sync/own-tablet.ts'

const sit = (app: TestApp, { seat, cookie }: Participant) =>
  new OwnTablet({ url: `${app.url.replace('http', 'ws')}/sync` }, seat.seatId, { name: seat.board!.room, cookie })

test('[SY42] who sits at one process is shown at another that shares its Redis, also after a break of Redis', async () => {
  const redis = await TestRedis.start()
  onTestFinished(() => redis.kill())
  const [here, there] = [await openTestApp({ redisUrl: redis.url }), await openTestApp({ redisUrl: redis.url })]
  const leader = await here.quick({ groups: 1 })
  const [ann, bob] = [sit(here, await here.join(leader.seminar)), sit(there, await there.join(leader.seminar))]
  await until('both in', () => ann.acked === 1 && bob.acked === 1)
  const [hers, his] = [ann.doc.clientID, bob.doc.clientID]
  ann.show([[hers, 1, { x: 1 }]])
  bob.show([[his, 1, { x: 2 }]])
  await until('each sees the other', () => bob.shown.get(hers)?.state?.['x'] === 1 && ann.shown.get(his)?.state?.['x'] === 2)
  expect(bob.shown.get(hers)!.state!['seatId']).toBe(ann.seat)
  await redis.kill()
  ann.show([[hers, 2, { x: 3 }]])
  await redis.restart()
  await until(
    'she is seen where she is',
    () => {
      ann.show([[hers, 3, { x: 4 }]])
      return bob.shown.get(hers)?.state?.['x'] === 4
    },
    { timeoutMs: 20_000 },
  )
  ann.ws.close()
  await until('and gone when she goes', () => bob.shown.get(hers)?.state === null)
})
