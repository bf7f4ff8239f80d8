import { expect, onTestFinished, test } from 'vitest'
import type { SeminarId } from '#shared/id.ts'
import type { Found, Placement, ToFinding } from '../../server/theme/errands.ts'
import { Finding } from '../../server/theme/finding.ts'
import { Thread } from '../../server/theme/thread.ts'
import { until } from '../helpers/until.ts'
import { town, townContext } from './town.ts'

/** A room that was run once, and what it told of each idea last. */
const opened = (pace?: { settleGapMs: number; quietMs: number }) => {
  const rows = new Map<string, Placement>()
  const told: number[] = []
  const hear = ({ placed }: Pick<Found, 'placed'>) => {
    told.push(performance.now())
    for (const one of placed) rows.set(one.id, one)
  }
  const finding = new Finding({ context: townContext }, hear, pace)
  onTestFinished(() => finding.close())
  finding.ideas(town(), [])
  finding.begin()
  return { finding, rows, told }
}
const late = (id: string) => ({ id, text: 'ฝนตกหนัก น้ำท่วมถนนหน้าตลาด ท่อระบายน้ำตัน', group: 'g1', ts: 900 })

test('[TS2] an idea that goes and comes back before anything is told has its place told again', async () => {
  const { finding, rows } = opened()
  const [idea] = town()
  expect(rows.get(idea!.id)?.theme).toBeDefined()
  // Its row went with it.
  rows.delete(idea!.id)
  finding.ideas([], [idea!.id])
  finding.ideas([idea!], [])
  await until('its place is told', () => rows.get(idea!.id)?.theme)
})

test('[TS2] in a quiet room each idea is placed and each decision told at once, however far off the next run is', async () => {
  const { finding, rows } = opened({ settleGapMs: 60_000, quietMs: 60_000 })
  finding.ideas([late('one')], [])
  await until('the first is placed', () => rows.has('one'))
  // The next run is a minute off: nothing waits for that.
  finding.ideas([late('two')], [])
  await until('the second is placed', () => rows.has('two'))
  const to = rows.get('n0001')!.theme!
  finding.correct({ op: 'move', idea: 'n0000', to })
  await until('the decision is told', () => rows.get('n0000')?.theme === to)
})

test('[TS20] once nobody writes any more it is run on until nothing moves, and then no more', async () => {
  const { finding, told } = opened({ settleGapMs: 20, quietMs: 20 })
  expect(told).toHaveLength(1)
  finding.ideas([late('one')], [])
  // The place of the idea, its run, and four that move nothing.
  await until('it is run on', () => told.length >= 6, { timeoutMs: 20_000 })
  await until('it rests', () => performance.now() - told.at(-1)! > 1_200, { timeoutMs: 25_000 })
  expect(told.length).toBeLessThanOrEqual(15)
})

test('[TS9] a finding thread that is begun anew is not lost again by the closing of what it was never told', async () => {
  let lost = 0
  const thread = new Thread<ToFinding, Found>({
    file: new URL('../../server/theme/finding-thread.js', import.meta.url),
    name: 'themes',
    silentMs: 20_000,
    heard: () => undefined,
    lost: () => lost++,
  })
  onTestFinished(() => thread.close())
  thread.post({ do: 'close', seminarId: 'nowhere' as SeminarId })
  await thread.ask()
  expect(lost).toBe(0)
})
