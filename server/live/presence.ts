/** Who is where (has a board open, shows a wall), over all processes: each tells the others its own, and is forgotten when it falls silent. */

/** How often each process repeats what it knows, and how long it is believed. */
export const repeatMs = 10_000
const believedMs = 35_000

export interface Presence<Place, Who> {
  /** What a process says of one place; nobody = an empty list. */
  tell(node: string, place: Place, who: readonly Who[]): void
  online(place: Place): Set<Who>
}

export const openPresence = <Place, Who>(own: string, now: () => number): Presence<Place, Who> => {
  const places = new Map<Place, Map<string, { who: readonly Who[]; at: number }>>()
  return {
    tell: (node, place, who) => {
      const nodes = places.get(place) ?? new Map<string, { who: readonly Who[]; at: number }>()
      if (who.length > 0) places.set(place, nodes.set(node, { who, at: now() }))
      else if (nodes.delete(node) && nodes.size === 0) places.delete(place)
    },
    online: (place) => {
      const present = new Set<Who>()
      const nodes = places.get(place)
      for (const [node, { who, at }] of nodes ?? []) {
        if (node === own || now() - at < believedMs) who.forEach((one) => present.add(one))
        else nodes?.delete(node)
      }
      return present
    },
  }
}
