/**
 * Which ideas of others are worth showing to a group: those least like what it has. Likeness is by letters, three at a time
 * (Dice's measure): it needs no word breaks, so it serves Thai as it is, and it is close to none between unlike ideas.
 */

/** Runs of three letters, spaces and signs left out. */
export const gramsOf = (text: string): ReadonlySet<string> => {
  const letters = [
    ...text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ''),
  ]
  if (letters.length < 3) return new Set(letters.length > 0 ? [letters.join('')] : [])
  return new Set(letters.slice(2).map((letter, n) => letters[n]! + letters[n + 1]! + letter))
}

/** From 0, nothing in common, to 1, the same. */
export const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  if (a.size === 0 || b.size === 0) return 0
  let common = 0
  const [few, many] = a.size < b.size ? [a, b] : [b, a]
  for (const gram of few) if (many.has(gram)) common++
  return (2 * common) / (a.size + b.size)
}

/** How new an idea is to those who have these, from 0 to 1: one less its likeness to the likest. Looked up by letters, so that many are judged fast. */
export const noveltyTo = (own: readonly ReadonlySet<string>[]): ((grams: ReadonlySet<string>) => number) => {
  const holders = new Map<string, number[]>()
  own.forEach((grams, n) => {
    for (const gram of grams) {
      const list = holders.get(gram)
      if (list) list.push(n)
      else holders.set(gram, [n])
    }
  })
  const common = new Uint32Array(own.length)
  return (grams) => {
    common.fill(0)
    for (const gram of grams) for (const n of holders.get(gram) ?? []) common[n]!++
    let likest = 0
    common.forEach((count, n) => {
      if (count > 0) likest = Math.max(likest, (2 * count) / (grams.size + own[n]!.size))
    })
    return 1 - likest
  }
}

export interface Judged {
  readonly id: string
  /** Whose it is. */
  readonly group: string
  readonly grams: ReadonlySet<string>
  readonly novelty: number
}

/** How much chance counts beside novelty: tablets at one table are to show different ideas. */
const chanceWeight = 0.5
/** Two that are as alike as this say the same. */
const sameLikeness = 0.6

/** A number from 0 to 1 that belongs to a text (FNV-1a). */
const chanceOf = (text: string): number => {
  let hash = 0x811c9dc5
  for (let n = 0; n < text.length; n++) hash = Math.imul(hash ^ text.charCodeAt(n), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32
}

/** Up to `n` of them: new to the group, of different groups, no two alike. The same `seed` chooses the same. */
export const chooseNovel = <T extends Judged>(judged: readonly T[], n: number, seed: string): T[] => {
  const worth = new Map(judged.map((one) => [one, one.novelty + chanceWeight * chanceOf(`${seed} ${one.id}`)]))
  const ranked = [...judged].sort((a, b) => worth.get(b)! - worth.get(a)! || (a.id < b.id ? -1 : 1))
  const chosen: T[] = []
  // Each round takes one more of each group.
  for (let each = 1; chosen.length < n && each <= n; each++) {
    for (const one of ranked) {
      if (chosen.length === n) break
      const already = chosen.filter(({ group }) => group === one.group).length
      if (chosen.includes(one) || already >= each || chosen.some(({ grams }) => likeness(grams, one.grams) >= sameLikeness)) continue
      chosen.push(one)
    }
  }
  return chosen
}
