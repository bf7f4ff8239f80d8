/**
 * Calm: people look at the themes while they are computed anew. A run moves few of the ideas that were in a theme already; what it
 * did not move it will move in a later run, if it still wants to. What it saves it may spend later, on a theme that is born.
 */
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
