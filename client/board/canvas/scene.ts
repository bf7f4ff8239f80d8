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
  readonly zones: readonly Zone[]
  readonly layout: Layout
  /** In the order of reading: zone by zone, in order of writing. */
  readonly notes: ReadonlyMap<IdeaId, Note>
  readonly cells: Cells
}

/** A scene out of the one before costs only what changed; nothing changed, and it is the same one. */
export const makeScene = (zones: readonly Zone[], ideas: readonly Idea[], lettering: Lettering, before?: Scene): Scene => {
  const alike = before && retouched(zones, ideas, lettering, before)
  if (alike) return alike
  const layout = layOut(zones, ideas, { lines: lettering.count, ...(before && { before: before.layout }) })
  const notes = new Map<IdeaId, Note>()
  for (const shelf of layout.shelves.values())
    for (const idea of shelf.ideas) {
      const box = layout.ideas.get(idea.id)!
      const old = before?.notes.get(idea.id)
      notes.set(idea.id, old && old.idea === idea && old.box === box ? old : { id: idea.id, idea, box, text: lettering.of(idea.text) })
    }
  return { zones, layout, notes, cells: new Cells(layout.ideas) }
}

/** What a layout is made of, beside the number of lines. */
const standing = ['zone', 'x', 'y', 'at'] as const

/** The same boxes with other words or colours in them: what nearly every keystroke does. Undefined when a box may have changed. */
const retouched = (zones: readonly Zone[], ideas: readonly Idea[], lettering: Lettering, before: Scene): Scene | undefined => {
  if (zones !== before.zones || ideas.length !== before.notes.size) return undefined
  const news: Note[] = []
  for (const idea of ideas) {
    const old = before.notes.get(idea.id)
    if (old?.idea === idea) continue
    if (!old || standing.some((field) => old.idea[field] !== idea[field])) return undefined
    const text = lettering.of(idea.text)
    if (text.lines.length !== old.text.lines.length) return undefined
    news.push({ ...old, idea, text })
  }
  if (news.length === 0) return before
  const notes = new Map(before.notes)
  for (const note of news) notes.set(note.id, note)
  return { ...before, notes }
}
