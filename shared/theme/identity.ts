/** Which heap of this run is which theme of before: people look at names, colours and places, and these stay. */
import type { Heap } from './grouping.ts'

/** An overlap of this share of either the old or the new keeps the id. */
const enough = 0.34

/** Gives each heap an id: its own when people put ideas into it, else that of the theme most of it comes from, else a new one. */
export const identified = (
  heaps: readonly Heap[],
  before: ReadonlyMap<string, string>,
  taken: ReadonlySet<string>,
  fresh: () => string,
): Map<string, readonly string[]> => {
  const sizes = new Map<string, number>()
  for (const theme of before.values()) sizes.set(theme, (sizes.get(theme) ?? 0) + 1)
  const pairs: { heap: Heap; theme: string; shared: number }[] = []
  for (const heap of heaps) {
    if (heap.theme !== undefined) continue
    const from = new Map<string, number>()
    for (const id of heap.ids) {
      const theme = before.get(id)
      if (theme !== undefined && !taken.has(theme)) from.set(theme, (from.get(theme) ?? 0) + 1)
    }
    for (const [theme, shared] of from)
      if (shared >= enough * Math.min(sizes.get(theme)!, heap.ids.length)) pairs.push({ heap, theme, shared })
  }
  pairs.sort((a, b) => b.shared - a.shared || (a.theme < b.theme ? -1 : 1))
  const named = new Map<Heap, string>()
  const used = new Set<string>(taken)
  for (const { heap, theme } of pairs) {
    if (named.has(heap) || used.has(theme)) continue
    named.set(heap, theme)
    used.add(theme)
  }
  const result = new Map<string, readonly string[]>()
  const nameless = heaps.filter((heap) => heap.theme === undefined && !named.has(heap))
  for (const heap of heaps) {
    const id = heap.theme ?? named.get(heap)
    if (id !== undefined) result.set(id, heap.ids)
  }
  for (const heap of nameless.sort((a, b) => b.ids.length - a.ids.length || (a.ids[0]! < b.ids[0]! ? -1 : 1))) result.set(fresh(), heap.ids)
  return result
}
