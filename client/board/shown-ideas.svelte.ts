/** The ideas of a board's document as frozen snapshots, shown once a frame: of an edit only what it touched is read anew. */
/* eslint-disable svelte/prefer-svelte-reactivity -- its own set is bookkeeping that no component reads */
import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type * as Y from 'yjs'
import type { IdeaId } from '#shared/id.ts'
import { readIdea, type Idea, type IdeaMap } from '#shared/idea/idea.ts'
import { oncePerFrame } from './once-per-frame.ts'

/** Each entry that changes alerts every reader of the map: beyond this many a new map, built in silence, costs less. */
const fewAtOnce = 100

export class ShownIdeas {
  #shown = $state.raw(new SvelteMap<IdeaId, Idea>())
  #dirty = new Set<string>()
  readonly #now: () => Y.Map<IdeaMap>
  readonly #frame = oncePerFrame(() => this.show())

  /** `now`: the ideas of the document as it is at the moment; another may have taken its place. */
  constructor(now: () => Y.Map<IdeaMap>) {
    this.#now = now
  }

  get map(): ReadonlyMap<IdeaId, Idea> {
    return this.#shown
  }

  touch(ids: Iterable<string>): void {
    for (const id of ids) this.#dirty.add(id)
  }
  /** What is shown may all be gone: the document is another. */
  doubt(): void {
    this.touch(untrack(() => [...this.#shown.keys()]))
  }
  showSoon(): void {
    this.#frame.soon()
  }
  show(): void {
    untrack(() => {
      const ideas = this.#now()
      const shown = this.#shown
      const news: [IdeaId, Idea | undefined][] = []
      for (const id of this.#dirty) {
        const idea = readIdea(id, ideas.get(id))
        if (!alike(shown.get(id as IdeaId), idea)) news.push([id as IdeaId, idea])
      }
      this.#dirty.clear()
      if (news.length > fewAtOnce) this.#shown = new SvelteMap(merged(shown, news))
      else
        for (const [id, idea] of news)
          if (idea) shown.set(id, idea)
          else shown.delete(id)
    })
  }
  close(): void {
    this.#frame.cancel()
  }
}

const merged = (shown: ReadonlyMap<IdeaId, Idea>, news: readonly [IdeaId, Idea | undefined][]): Map<IdeaId, Idea> => {
  const all = new Map(shown)
  for (const [id, idea] of news)
    if (idea) all.set(id, idea)
    else all.delete(id)
  return all
}

const fields = ['text', 'zone', 'x', 'y', 'by', 'theme', 'at', 'colour', 'from', 'stack', 'photo', 'sketch', 'locked'] as const
const alike = (shown: Idea | undefined, now: Idea | undefined): boolean =>
  shown && now ? fields.every((field) => shown[field] === now[field]) : shown === now
