/** Every choice against every other, in an order that shows no choice twice running where it can be helped (a round robin). */
export const pairsOf = (ids: readonly string[]): [string, string][] => {
  // One stands still and the others walk round it; with an odd number somebody rests each round.
  const ring: (string | undefined)[] = ids.length % 2 === 0 ? [...ids] : [...ids, undefined]
  const rounds: [string, string][] = []
  for (let round = 0; round < ring.length - 1; round++) {
    for (let at = 0; at < ring.length / 2; at++) {
      const [a, b] = [ring[at], ring[ring.length - 1 - at]]
      if (a !== undefined && b !== undefined) rounds.push(round % 2 === 0 ? [a, b] : [b, a])
    }
    ring.splice(1, 0, ring.pop())
  }
  return rounds
}
