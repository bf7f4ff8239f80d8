/** Who says the same: copies as found, and over them what people called the same or never the same. */
import type { Facts } from './correction.ts'

/** Those that an idea is never the same as; undefined when there are none. */
export type Foes = (id: string) => ReadonlySet<string> | undefined

export const foesOf = (different: Facts['different']): Foes => {
  const foes = new Map<string, Set<string>>()
  for (const [a, b] of different) {
    foes.set(a, (foes.get(a) ?? new Set()).add(b))
    foes.set(b, (foes.get(b) ?? new Set()).add(a))
  }
  return (id) => foes.get(id)
}

/** Groups of two and more ideas that count as one voice, ids in order: copies as `found`, and what people joined. What they hold apart is apart. */
export const voicesOf = (
  found: (foes: Foes) => string[][],
  { same, different }: Pick<Facts, 'same' | 'different'>,
  isHere: (id: string) => boolean,
): string[][] => {
  const foes = foesOf(different)
  let sets = found(foes)
  for (const given of same) {
    const there = given.filter(isHere)
    if (there.length < 2) continue
    const touched = sets.filter((set) => set.some((id) => there.includes(id)))
    const joined = [...new Set([...touched.flat(), ...there])].sort()
    sets = [...sets.filter((set) => !touched.includes(set)), ...severed(joined, foes).filter((ids) => ids.length > 1)]
  }
  return sets.sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
}

/** Cut where people hold two apart: even those who wrote exactly the same. */
export const severed = (ids: readonly string[], foes: Foes): string[][] => {
  const sets: string[][] = []
  for (const id of ids) {
    const own = foes(id)
    const home = own ? sets.find((set) => !set.some((other) => own.has(other))) : sets[0]
    if (home) home.push(id)
    else sets.push([id])
  }
  return sets
}
