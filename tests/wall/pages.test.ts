import fc from 'fast-check'
import { expect, test } from 'vitest'
import { card, type Box } from '#shared/board/layout.ts'
import { templateIds, templates } from '#shared/board/template.ts'
import type { BoardId, GroupId, IdeaId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import type { GroupPresence } from '#shared/live/events.ts'
import { pageBox, planWall, unitOf, type WallPlan } from '../../client/board/wall/pages.ts'
import { tilesOf } from '../../client/board/wall/tiles.ts'

const marks = /[ัิ-ฺ็-๎]/g
const em = (piece: string) => piece.replace(marks, '').length * 0.56
const said = 'น้ำท่วมขังถนนสายหลักทุกครั้งที่ฝนตกเกิน 60 มิลลิเมตร'
const idea = (i: number, zone: string, text = said): Idea => Object.freeze({ id: `i${i}` as IdeaId, text, zone, at: i })
const fullHd = { width: 1920, height: 1080 }
const rooms = fc.constantFrom(
  fullHd,
  { width: 1280, height: 720 },
  { width: 3840, height: 2160 },
  { width: 1024, height: 768 },
  { width: 2560, height: 1080 },
)
const boards = fc.constantFrom(...templateIds).chain((id) =>
  fc.record({
    zones: fc.constant(templates[id].zones),
    ideas: fc
      .array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.nat(3)), { maxLength: 120 })
      .map((list) =>
        list.map(([words, zone], i) => idea(i, templates[id].zones[zone % templates[id].zones.length]!.id, 'ถนนน้ำท่วม'.repeat(words))),
      ),
    room: rooms,
    reserved: fc.constantFrom(0, 0.22),
  }),
)
const plans = ({
  zones,
  ideas,
  room,
  reserved,
}: {
  zones: (typeof templates)['swot']['zones']
  ideas: Idea[]
  room: typeof fullHd
  reserved: number
}) => planWall(zones, ideas, { ...room, reserved: reserved * room.width }, em)
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width - 0.01 && b.x < a.x + a.width - 0.01 && a.y < b.y + b.height - 0.01 && b.y < a.y + a.height - 0.01
const cardsOf = (plan: WallPlan) => plan.pages.map((page) => page.zones.flatMap((zone) => zone.cards))

test('[WA1] whatever the number of ideas and the room, text is at least 47 of 1080 parts high and fits its card', () => {
  fc.assert(
    fc.property(boards, (board) => {
      const plan = plans(board)
      expect(plan.font).toBeGreaterThanOrEqual(47 * unitOf(board.room))
      for (const { lines, box } of cardsOf(plan).flat()) {
        expect(lines.length * plan.font * 1.6).toBeLessThanOrEqual(box.height)
        for (const line of lines) expect(em(line) * plan.font).toBeLessThanOrEqual(box.width + 0.01)
      }
    }),
    { numRuns: 80 },
  )
})

test('[WA2] no card leaves its page, its zone or lies on another', () => {
  fc.assert(
    fc.property(boards, (board) => {
      const plan = plans(board)
      const page = pageBox(board.room, board.reserved * board.room.width)
      for (const cards of cardsOf(plan))
        for (const { box } of cards) {
          expect(box.x).toBeGreaterThanOrEqual(page.x)
          expect(box.x + box.width).toBeLessThanOrEqual(page.x + page.width + 0.01)
          expect(box.y + box.height).toBeLessThanOrEqual(page.y + page.height + 1)
          for (const other of cards) if (other.box !== box) expect(overlap(box, other.box)).toBe(false)
        }
      for (const { zones } of plan.pages)
        for (const a of zones) for (const b of zones) if (a !== b) expect(overlap(a.box, b.box)).toBe(false)
    }),
    { numRuns: 60 },
  )
})

test('[WA3] few ideas stand whole on one page, by zones, in order of writing, larger the fewer they are', () => {
  const zones = templates.swot.zones
  const few = planWall(zones, [idea(2, 'strengths'), idea(1, 'strengths'), idea(3, 'threats')], fullHd, em)
  expect(few.pages.map(({ key }) => key)).toEqual(['whole'])
  expect(few.pages[0]!.zones.map(({ zone, count }) => [zone.id, count])).toEqual([
    ['strengths', 2],
    ['weaknesses', 0],
    ['opportunities', 0],
    ['threats', 1],
  ])
  expect(few.pages[0]!.zones[0]!.cards.map((one) => one.idea.id)).toEqual(['i1', 'i2'])
  expect(few.pages[0]!.zones[0]!.cards[0]!.lines.join('')).not.toContain('…')
  const more = planWall(
    zones,
    Array.from({ length: 8 }, (_, i) => idea(i, zones[i % 4]!.id)),
    fullHd,
    em,
  )
  expect(more.font).toBeLessThan(few.font)
})

test('[WA4] of more ideas the first page counts every zone and shows its newest, then each zone has pages, newest first', () => {
  const zones = templates.swot.zones
  const ideas = Array.from({ length: 400 }, (_, i) => idea(i, zones[i % 4]!.id))
  const plan = planWall(zones, ideas, fullHd, em)
  const [first, ...rest] = plan.pages
  expect(first!.zones.map(({ count }) => count)).toEqual([100, 100, 100, 100])
  for (const { zone, cards } of first!.zones) {
    expect(cards.length).toBeGreaterThan(1)
    expect(cards[0]!.idea.id).toBe(`i${396 + zones.indexOf(zone)}`)
  }
  expect(rest.map(({ key }) => key)).toEqual(zones.flatMap(({ id }) => [`${id}/0`, `${id}/1`]))
  expect(rest[1]!.part!.from).toBe(rest[0]!.part!.to + 1)
  expect(rest[0]!.zones[0]!.cards.length).toBe(rest[0]!.part!.to)
})

test('[WA4] fifteen ideas in four zones are all seen at once, in two lines each', () => {
  const zones = templates.swot.zones
  const ideas = Array.from({ length: 15 }, (_, i) => idea(i, zones[i % 4]!.id, said + said))
  const first = cardsOf(planWall(zones, ideas, fullHd, em))[0]!
  expect(first).toHaveLength(15)
  for (const { lines } of first) expect(lines.length).toBeGreaterThanOrEqual(2)
})

test('[WA5] the wall comes round within two minutes, however many ideas there are', () => {
  fc.assert(
    fc.property(fc.constantFrom(...templateIds), fc.constantFrom(0, 1, 30, 3_000), (id, count) => {
      const { zones } = templates[id]
      const plan = planWall(
        zones,
        Array.from({ length: count }, (_, i) => idea(i, zones[i % zones.length]!.id)),
        fullHd,
        em,
      )
      expect(plan.pages.length).toBeGreaterThan(0)
      expect(plan.pages.length).toBeLessThanOrEqual(10)
    }),
  )
})

test('[WA6] an idea of 2,000 letters is cut to what can be read, and one without a space breaks', () => {
  const plan = planWall(templates.free.zones, [idea(1, 'all', 'ก'.repeat(2000))], fullHd, em)
  const [only] = cardsOf(plan)[0]!
  expect(only!.lines.length).toBeLessThanOrEqual(card.maxLines)
  expect(only!.lines.at(-1)).toMatch(/…$/)
})

test('[WA7] all groups share the wall in pages of at most six tiles, in their order', () => {
  for (let count = 1; count <= 40; count++) {
    const groups = Array.from({ length: count }, (_, i): GroupPresence => ({
      groupId: `g${i}` as GroupId,
      boardId: `b${i}` as BoardId,
      name: `กลุ่ม ${i + 1}`,
      order: i,
      seats: 10,
      online: 9,
    }))
    const page = pageBox(fullHd)
    const pages = tilesOf([...groups].reverse(), page, 1)
    expect(pages.flatMap(({ tiles }) => tiles.map(({ group }) => group.order))).toEqual(groups.map(({ order }) => order))
    for (const { tiles } of pages) {
      expect(tiles.length).toBeLessThanOrEqual(6)
      for (const { box, font } of tiles) {
        expect(font).toBeGreaterThanOrEqual(47)
        expect(box.y + box.height).toBeLessThanOrEqual(page.y + page.height + 0.01)
      }
    }
  }
})
