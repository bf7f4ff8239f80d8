import { expect, test } from 'vitest'
import type { SeatId, VoteId } from '#shared/id.ts'
import { inOwnOrder } from '../../client/vote/own-order.ts'

const choices = Array.from({ length: 40 }, (_, i) => ({ id: `choice-${i}` }))
const vote = 'vote1' as VoteId
const seats = Array.from({ length: 1_200 }, (_, i) => `seat-${i}` as SeatId)
const orderOf = (seat: SeatId, of = vote) => inOwnOrder(choices, of, seat).map(({ id }) => id)

test('[VO20] each person reads the choices of a vote in an order of their own, the same on every tablet of theirs', () => {
  expect(orderOf(seats[0]!)).toEqual(orderOf(seats[0]!))
  expect([...orderOf(seats[0]!)].sort()).toEqual(choices.map(({ id }) => id).sort())
  expect(new Set(seats.map((seat) => orderOf(seat).join())).size).toBe(seats.length)
  expect(orderOf(seats[0]!)).not.toEqual(orderOf(seats[0]!, 'vote2' as VoteId))
})

test('[VO20] no choice stands at the top of more tablets than chance gives it', () => {
  const firsts = new Map<string, number>()
  for (const seat of seats) {
    const [first] = orderOf(seat)
    firsts.set(first!, (firsts.get(first!) ?? 0) + 1)
  }
  // 30 each; five sigma of a fair draw.
  for (const { id } of choices) expect(Math.abs((firsts.get(id) ?? 0) - 30), id).toBeLessThan(5 * Math.sqrt(30))
})
