/** Chance that can be repeated: the same seed gives the same numbers. */
export type Chance = () => number

const scrambled = (state: number): number => {
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** A number for a name (FNV-1a). */
export const numberOf = (name: string): number => {
  let hash = 0x811c9dc5
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash | 0
}

/** The lot that a name draws in a round, above 0 up to 1: the same whoever else draws. */
export const lotOf = (name: number, round: number): number =>
  1 - scrambled((Math.imul(name ^ Math.imul(round, 0x9e3779b1), 0x85ebca6b) + 0x6d2b79f5) | 0)

/** Numbers from 0 up to 1 (mulberry32). */
export const chanceFrom = (seed: number): Chance => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    return scrambled(state)
  }
}
