/** What is to be drawn: every idea with its box and its lines. A note that did not change keeps its identity. */
import { layOut, type Box, type Layout } from '#shared/board/layout.ts'
import type { Zone } from '#shared/board/template.ts'
import type { IdeaId } from '#shared/id.ts'
import type { Idea } from '#shared/idea/idea.ts'
import { Cells } from './cells.ts'
import type { Lettering, Lines } from './lettering.ts'

export interface Note {
  readonly id: IdeaId
  readonly idea: Idea
  readonly box: Box
  readonly text: Lines
}
export interface Scene {
  readonly layout: Layout
  /** In the order of reading: zone by zone, in order of writing. */
  readonly notes: ReadonlyMap<IdeaId, Note>
  readonly cells: Cells
}

export const makeScene = (zones: readonly Zone[], ideas: Iterable<Idea>, lettering: Lettering, before?: Scene): Scene => {
  const layout = layOut(zones, ideas, { lines: lettering.count, ...(before && { before: before.layout }) })
  const notes = new Map<IdeaId, Note>()
  for (const shelf of layout.shelves.values())
    for (const idea of shelf.ideas) {
      const box = layout.ideas.get(idea.id)!
      const old = before?.notes.get(idea.id)
      notes.set(idea.id, old && old.idea === idea && old.box === box ? old : { id: idea.id, idea, box, text: lettering.of(idea.text) })
    }
  return { layout, notes, cells: new Cells(layout.ideas) }
}
