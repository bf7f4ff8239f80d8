/**
 * Calm: people look at the themes while they are computed anew. A run moves few of the ideas that were in a theme already; what it
 * did not move it will move in a later run, if it still wants to. What it saves it may spend later, on a theme that is born.
 */
import type { Assignment } from './assignment.ts'
import type { Belonging } from './belonging.ts'
import { joinedFrom } from './grouping.ts'

export interface Move {
  readonly id: string
  readonly from: string
  /** Undefined: out of all themes. */
  readonly to: string | undefined
  /** How much better it suits there, in association. */
  readonly gain: number
  /** It would still do where it is. */
  readonly fits: boolean
  /** It goes to a theme that was not there before. */
  readonly born: boolean
}

/** Part of all placed ideas that a run may move. */
const share = 0.018
/** Runs whose unspent part may be saved up. */
const saved = 5
/** By how much another theme must suit better before an idea moves that would still do where it is. */
const inertia = 0.15

/** Which moves are held back, and what is left to spend next time. A theme is born with all its members or not yet. */
export const calmed = (moves: readonly Move[], placed: number, credit: number): { held: Move[]; credit: number } => {
  const held = moves.filter(({ fits, gain }) => fits && gain < inertia)
  const births = new Map<string, Move[]>()
  const waves: Move[][] = []
  for (const move of moves) {
    if (move.fits && move.gain < inertia) continue
    if (!move.born) waves.push([move])
    else births.set(move.to!, [...(births.get(move.to!) ?? []), move])
  }
  waves.push(...births.values())
  const mean = (wave: readonly Move[]) => wave.reduce((sum, { gain }) => sum + gain, 0) / wave.length
  waves.sort((a, b) => mean(b) - mean(a) || (a[0]!.id < b[0]!.id ? -1 : 1))
  const most = saved * share * placed
  let left = Math.min(credit + share * placed, most)
  for (const wave of waves) {
    // A theme larger than all savings is born once they are full.
    if (wave.length <= left || (wave[0]!.born && left >= most)) left = Math.max(0, left - wave.length)
    else held.push(...wave)
  }
  return { held, credit: left }
}

/** Puts back what a run has moved beyond its budget since people saw the themes as `seen`. Gives the credit for the next run. */
export const calm = (assignment: Assignment, belonging: Belonging, seen: ReadonlyMap<string, string>, credit: number): number => {
  const moves: Move[] = []
  for (const [id, from] of seen) {
    const to = assignment.themeOf(id)
    const decided = assignment.isPinned(id) || assignment.facts.into[from] !== undefined || !assignment.may(id, from)
    if (to === from || decided || !assignment.isHere(id)) continue
    const stay = belonging.association(id, from)
    const go = to === undefined ? joinedFrom : belonging.withOthers(id, to)
    moves.push({ id, from, to, gain: go - stay, fits: stay >= joinedFrom, born: to !== undefined && !assignment.isKnown(to) })
  }
  const result = calmed(moves, seen.size, credit)
  for (const { id, from } of result.held) assignment.place(id, from)
  belonging.learn(assignment.members())
  return result.credit
}
