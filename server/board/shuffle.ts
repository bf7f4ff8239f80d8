import { randomInt } from 'node:crypto'

/** A copy in an order that nobody can guess. */
export const shuffled = <T>(list: readonly T[]): T[] => {
  const cards = [...list]
  for (let left = cards.length; left > 1; left--) {
    const drawn = randomInt(left)
    ;[cards[left - 1], cards[drawn]] = [cards[drawn]!, cards[left - 1]!]
  }
  return cards
}
