import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { colourIdea, moveIdea, withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideaColours, ideasOf } from '#shared/idea/idea.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { openBoard } from '#shared/role.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { usualLimits } from '../../server/sync/limits.ts'
import { Pulse } from '../../server/sync/pulse.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { Room } from '../../server/sync/room.ts'
import { documentOf } from '../../server/sync/whole.ts'
import { until } from '../helpers/until.ts'
import { HandTablet } from './by-hand.ts'
import { HeldStore } from './held-store.ts'
import { member } from './hall.ts'
import { randomOf } from './kill-run.ts'
import { NotedLog } from './open-door.ts'

const runs = Number(process.env['NETWORKS'] ?? 12)
const firstSeed = Number(process.env['NETWORK_SEED'] ?? Date.now() % 1_000_000)
const steps = 400
/** Seeds that once found something. */
const foundSeeds: number[] = []

const play = async (seed: number): Promise<void> => {
  const random = randomOf(seed)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const store = new HeldStore()
  const log = new NotedLog()
  const room = await Room.load('board/b1', {
    log,
    roomLog: store.log,
    pulse: new Pulse(1),
    limits: { ...usualLimits, presenceGapMs: 1 },
    now: Date.now,
    random: () => Math.floor(random() * 2 ** 32),
    happened: () => undefined,
    unreadable: () => undefined,
    elsewhere: { any: false, tell: () => undefined },
    lost: () => undefined,
    withdrawn: () => undefined,
    shelved: () => undefined,
  })
  // Others' ideas can be read and reworded, not taken away: who tries is refused.
  const standing = () => ({ ...member, rights: { ...openBoard, withdraw: 'own' as const } })
  const tablets = Array.from({ length: 4 }, (_, n) => new HandTablet(room, `s${n}`, standing))
  let made = 0
  const deeds: ((tablet: HandTablet, n: number) => void)[] = [
    (tablet, n) => {
      const id = `i${made++}` as IdeaId
      tablet.act(`wrote ${id}`, (doc) => writeIdea(doc, { id, text: `ความคิด ${id}`, by: `s${n}` as SeatId, at: made }, 'tablet'))
    },
    (tablet) => onSome(tablet, (doc, id) => textOf(doc, id).insert(Math.floor(random() * textOf(doc, id).length), pick(['ก', 'น้ำ', '🙂']))),
    (tablet) => onSome(tablet, (doc, id) => textOf(doc, id).delete(0, Math.min(2, textOf(doc, id).length))),
    (tablet) => onSome(tablet, (doc, id) => moveIdea(doc, id, { zone: pick(['a', 'b']), x: Math.floor(random() * 99), y: 1 }, 'tablet')),
    (tablet) => onSome(tablet, (doc, id) => colourIdea(doc, id, pick(ideaColours), 'tablet')),
    (tablet) => random() < 0.3 && onSome(tablet, (doc, id) => withdrawIdea(doc, id, 'tablet')),
  ]
  const onSome = (tablet: HandTablet, edit: (doc: Y.Doc, id: IdeaId) => void): void => {
    const ids = [...ideasOf(tablet.doc).keys()] as IdeaId[]
    if (ids.length > 0) tablet.act('', (doc) => edit(doc, pick(ids)))
  }
  const textOf = (doc: Y.Doc, id: IdeaId) => ideasOf(doc).get(id)!.get('text') as Y.Text

  for (let step = 0; step < steps; step++) {
    const n = Math.floor(random() * tablets.length)
    const tablet = tablets[n]!
    const chance = random()
    if (chance < 0.3) pick(deeds)(tablet, n)
    else if (chance < 0.6) tablet.line?.deliverUp()
    else if (chance < 0.9) tablet.deliverDown()
    else if (chance < 0.94) await new Promise((done) => setImmediate(done))
    else if (chance < 0.97) {
      if (tablet.line) tablet.go()
      else tablet.come()
    } else if (store.hold) store.letGo()
    else store.hold = true
  }
  store.letGo()
  for (const tablet of tablets) if (!tablet.line) tablet.come()
  await until(`quiet (seed ${seed})`, () => {
    for (const tablet of tablets) {
      while (tablet.line && tablet.line.up.length > 0) tablet.line.deliverUp()
      while (tablet.line && tablet.line.down.length > 0) tablet.deliverDown()
    }
    const hash = canonicalHash(room.doc)
    return tablets.every(({ line, doc }) => line?.up.length === 0 && line.down.length === 0 && canonicalHash(doc) === hash)
  })
  await room.settled()
  const { tail } = await store.memory.log.load('board/b1')
  const stored = documentOf(tail.map((entry) => entry.update))
  expect(canonicalHash(stored), `seed ${seed}: the log`).toBe(canonicalHash(room.doc))
  expect(log.errors, `seed ${seed}`).toEqual([])
  expect(
    tablets.flatMap(({ refusals }) => refusals).filter((code) => code !== 'idea/not-yours'),
    `seed ${seed}`,
  ).toEqual([])
  const kept = new RoomIndex()
  for (const { update, seat } of tail) kept.learnUpdate(update, seat)
  const deedsKept = new Set([...kept.ideas.keys()].map((id) => `wrote ${id}`))
  const saved = tablets.flatMap((tablet) => [...tablet.saved]).filter((deed) => deed !== '')
  expect(
    saved.filter((deed) => !deedsKept.has(deed)),
    `seed ${seed}`,
  ).toEqual([])
  room.end()
}

const seeds = [...foundSeeds, ...Array.from({ length: runs }, (_, n) => firstSeed + n)]
test.each(seeds)('[SY32] boards on a network that breaks, lags and refuses end equal, and equal to the log (seed %i)', play)
