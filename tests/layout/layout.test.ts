import fc from 'fast-check'
import { expect, test } from 'vitest'
import { card, frame, layOut, placeAt, type Box } from '#shared/board/layout.ts'
import { templateIds, templates } from '#shared/board/template.ts'
import type { IdeaId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'

const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
const idea = (id: string, rest: Partial<Idea> = {}): Idea => Object.freeze({ id: id as IdeaId, text: 'น้ำท่วมถนนสายหลัก', ...rest })

const zonesOf = fc.constantFrom(...templateIds).map((id) => templates[id].zones)
const boards = zonesOf.chain((zones) =>
  fc.record({
    zones: fc.constant(zones),
    ideas: fc
      .array(
        fc.record({
          text: fc.string({ maxLength: 300 }),
          at: fc.nat(50),
          zone: fc.constantFrom(...zones.map((zone) => zone.id), 'elsewhere', undefined),
          place: fc.option(fc.record({ x: fc.integer({ min: -500, max: 3000 }), y: fc.integer({ min: -500, max: 3000 }) })),
        }),
        { maxLength: 60 },
      )
      .map((list) =>
        list.map(({ text, at, zone, place }, i) => idea(`i${i}`, { text, at, ...(zone !== undefined && { zone }), ...place }) as Idea),
      ),
  }),
)

test('[LA1] ideas without a place never lie on one another nor on a placed one', () => {
  fc.assert(
    fc.property(boards, ({ zones, ideas }) => {
      const { ideas: boxes } = layOut(zones, ideas)
      expect(boxes.size).toBe(ideas.length)
      const loose = ideas.filter((one) => one.x === undefined)
      for (const one of loose)
        for (const other of ideas) if (one !== other) expect(overlap(boxes.get(one.id)!, boxes.get(other.id)!)).toBe(false)
    }),
    { numRuns: 150 },
  )
})

test('[LA2] zones do not overlap, keep the order of their grid, and hold all of their ideas', () => {
  fc.assert(
    fc.property(boards, ({ zones, ideas }) => {
      const laid = layOut(zones, ideas)
      for (const a of zones)
        for (const b of zones) {
          if (a === b) continue
          const [boxA, boxB] = [laid.zones.get(a.id)!, laid.zones.get(b.id)!]
          expect(overlap(boxA, boxB)).toBe(false)
          if (a.column < b.column) expect(boxA.x + boxA.width).toBeLessThan(boxB.x)
          if (a.row < b.row) expect(boxA.y + boxA.height).toBeLessThan(boxB.y)
        }
      for (const one of ideas) {
        const box = laid.ideas.get(one.id)!
        const zone = laid.zones.get(one.zone ?? '') ?? laid.zones.get(zones[0]!.id)!
        expect(box.x).toBeGreaterThanOrEqual(zone.x)
        expect(box.y).toBeGreaterThanOrEqual(zone.y)
        expect(box.x + box.width).toBeLessThanOrEqual(zone.x + zone.width)
        expect(box.y + box.height).toBeLessThanOrEqual(zone.y + zone.height)
      }
    }),
    { numRuns: 150 },
  )
})

test('[LA3] a placed idea stands at its offset from its zone, and dropping it there again says the same place', () => {
  const zones = templates.swot.zones
  const placed = idea('a', { zone: 'threats', x: 130, y: 210 })
  const laid = layOut(zones, [placed])
  const [zone, box] = [laid.zones.get('threats')!, laid.ideas.get(placed.id)!]
  expect([box.x - zone.x, box.y - zone.y]).toEqual([130, 210])
  expect(placeAt(laid, box.x, box.y)).toEqual({ zone: 'threats', x: 130, y: 210 })
})

test('[LA4] every replica lays out the same plane, whatever order the ideas came in', () => {
  fc.assert(
    fc.property(boards, fc.nat(), ({ zones, ideas }, turn) => {
      const turned = [...ideas.slice(turn % (ideas.length + 1)), ...ideas.slice(0, turn % (ideas.length + 1))].reverse()
      const [one, other] = [layOut(zones, ideas), layOut(zones, turned)]
      for (const { id } of ideas) expect(other.ideas.get(id)).toEqual(one.ideas.get(id))
    }),
    { numRuns: 50 },
  )
})

test('[LA5] laying out from the layout before gives the same plane and keeps the boxes that did not move', () => {
  fc.assert(
    fc.property(boards, fc.nat(), fc.string({ maxLength: 200 }), ({ zones, ideas }, which, text) => {
      fc.pre(ideas.length > 0)
      const before = layOut(zones, ideas)
      const changed = ideas.map((one, i) => (i === which % ideas.length ? Object.freeze({ ...one, text }) : one))
      const after = layOut(zones, changed, { before })
      const fresh = layOut(zones, changed)
      expect([...after.ideas].sort()).toEqual([...fresh.ideas].sort())
      for (const [id, box] of after.ideas) {
        const stood = before.ideas.get(id)!
        if (stood.x === box.x && stood.y === box.y && stood.height === box.height) expect(box).toBe(stood)
      }
    }),
    { numRuns: 100 },
  )
})

test('[LA6] an idea taken by hand moves no idea of another column', () => {
  const zones = templates.free.zones
  const ideas = Array.from({ length: 16 }, (_, i) => idea(`i${String(i).padStart(2, '0')}`, { at: i }))
  const before = layOut(zones, ideas)
  const far = { x: 4000, y: 100 }
  const after = layOut(
    zones,
    ideas.map((one, i) => (i === 5 ? idea(one.id, { at: 5, ...far }) : one)),
  )
  ideas.forEach((one, i) => {
    if (i !== 5 && i % 4 !== 1) expect(after.ideas.get(one.id)).toEqual(before.ideas.get(one.id))
  })
  expect(after.zones.get('all')!.width).toBe(far.x + card.width + frame.pad)
})

test('[LA7] places beyond all measure are brought back onto the plane', () => {
  const laid = layOut(templates.free.zones, [idea('a', { x: 1e300, y: -1e300 }), idea('b')])
  expect(laid.bounds.width).toBeLessThanOrEqual(frame.reach + card.width + frame.pad)
  expect(laid.ideas.get('a' as IdeaId)!.y).toBe(0)
})
