/** Who says the same: copies as found, and over them what people called the same or never the same. */
import type { Facts } from './correction.ts'
import type { CopyIndex } from './near.ts'

/** Groups of two and more ideas that count as one voice, ids in order. What people hold apart is apart, whoever joined it. */
export const voicesOf = (copies: CopyIndex, { same, different }: Facts, isHere: (id: string) => boolean): string[][] => {
  const foes = new Set(different.flatMap(([a, b]) => [`${a}\n${b}`, `${b}\n${a}`]))
  const apart = (a: string, b: string) => foes.has(`${a}\n${b}`)
  let sets = copies.groups(apart)
  for (const given of same) {
    const there = given.filter(isHere)
    if (there.length < 2) continue
    const touched = sets.filter((set) => set.some((id) => there.includes(id)))
    const joined = [...new Set([...touched.flat(), ...there])].sort()
    sets = [...sets.filter((set) => !touched.includes(set)), ...severed(joined, apart).filter((ids) => ids.length > 1)]
  }
  return sets.sort((x, y) => (x[0]! < y[0]! ? -1 : 1))
}

/** Cut where people hold two apart: even those who wrote exactly the same. */
export const severed = (ids: readonly string[], apart: (a: string, b: string) => boolean): string[][] => {
  const sets: string[][] = []
  for (const id of ids) {
    const home = sets.find((set) => !set.some((other) => apart(id, other)))
    if (home) home.push(id)
    else sets.push([id])
  }
  return sets
}
