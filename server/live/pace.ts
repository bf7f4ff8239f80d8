/** Gathers what happens: at once when quiet, then at most once in `gapMs` for each key, with everything that came in between. */
export interface Pace<Item> {
  add(key: string, item: Item): void
  stop(): void
}

export const openPace = <Item>(gapMs: number, tell: (key: string, items: Set<Item>) => void): Pace<Item> => {
  const waiting = new Map<string, { items: Set<Item>; timer: NodeJS.Timeout }>()
  const resting = (key: string): NodeJS.Timeout =>
    setTimeout(() => {
      const { items } = waiting.get(key)!
      if (items.size === 0) return void waiting.delete(key)
      waiting.set(key, { items: new Set(), timer: resting(key) })
      tell(key, items)
    }, gapMs)
  return {
    add: (key, item) => {
      const already = waiting.get(key)
      if (already) return void already.items.add(item)
      waiting.set(key, { items: new Set(), timer: resting(key) })
      tell(key, new Set([item]))
    },
    stop: () => {
      for (const { timer } of waiting.values()) clearTimeout(timer)
      waiting.clear()
    },
  }
}
