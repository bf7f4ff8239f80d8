/**
 * The order in which one person reads the choices of a vote. What stands first in a list gets more marks than it is worth, so
 * everybody has an order of their own: the same on each of their tablets, and told by nothing but the vote and the seat. The
 * wall and the results keep the list's order.
 */
import type { SeatId, VoteId } from '#shared/id.ts'

/** FNV-1a, stirred once more: ids that differ in one letter land far apart. */
const hash = (text: string): number => {
  let sum = 0x811c9dc5
  for (let i = 0; i < text.length; i++) sum = Math.imul(sum ^ text.charCodeAt(i), 0x01000193)
  sum = Math.imul(sum ^ (sum >>> 16), 0x7feb352d)
  sum = Math.imul(sum ^ (sum >>> 15), 0x846ca68b)
  return (sum ^ (sum >>> 16)) >>> 0
}

export const inOwnOrder = <Choice extends { readonly id: string }>(choices: readonly Choice[], voteId: VoteId, seatId: SeatId): Choice[] =>
  choices
    .map((choice) => ({ choice, at: hash(`${voteId}/${seatId}/${choice.id}`) }))
    .sort((a, b) => a.at - b.at)
    .map(({ choice }) => choice)
