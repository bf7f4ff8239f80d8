/**
 * An idea (ความคิดเห็น) as it stands in a board's document: root map `ideas`, ideaId → map
 * `{ text: Y.Text, zone, x, y, by, theme, at, colour, from, stack, photo, sketch, locked }`. Only `text` is required.
 */
import * as Y from 'yjs'
import type { IdeaId, SeatId, ThemeId } from '../id.ts'

export const maxIdeaCharacters = 2_000
/** How many ideas one person holds back in a private phase: they come onto the board together with everybody else's. */
export const maxIdeasPerDraft = 300
/** How many ideas one board holds, and how many one import may bring. */
export const maxIdeasPerBoard = 20_000
export const maxIdeasPerImport = 10_000

export const ideaColours = ['plain', 'yellow', 'green', 'blue', 'pink'] as const
export type IdeaColour = (typeof ideaColours)[number]

/** A frozen picture of one idea, made for reading. `x`, `y`: board units from the top left corner of its zone; absent = laid out by itself. */
export interface Idea {
  readonly id: IdeaId
  readonly text: string
  readonly zone?: string
  readonly x?: number
  readonly y?: number
  readonly by?: SeatId
  readonly theme?: ThemeId
  /** When it was written, epoch ms; the server sets back what claims to be later than its own clock. */
  readonly at?: number
  readonly colour?: IdeaColour
  /** The idea that it builds on (ต่อยอด), on this board or another group's. */
  readonly from?: IdeaId
  /** The idea of this board under which it is stacked as a near-duplicate. */
  readonly stack?: IdeaId
  /** SHA-256 in hex of a picture in the blob store. */
  readonly photo?: string
  readonly sketch?: string
  /** Locked by who leads: participants change nothing of it. */
  readonly locked?: true
}

export type IdeaMap = Y.Map<unknown>
export const ideasOf = (doc: Y.Doc): Y.Map<IdeaMap> => doc.getMap('ideas')

const finite = (value: unknown): number | undefined => (typeof value === 'number' && Number.isFinite(value) ? value : undefined)
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** Reads one idea, trusting nothing: a field of another shape is as if absent; without a Y.Text it is no idea. */
export const readIdea = (id: string, map: unknown): Idea | undefined => {
  if (!(map instanceof Y.Map)) return undefined
  const written = map.get('text')
  if (!(written instanceof Y.Text)) return undefined
  const colour = map.get('colour')
  const idea: Record<string, unknown> = { id, text: written.toString() }
  const optional = {
    zone: text(map.get('zone')),
    x: finite(map.get('x')),
    y: finite(map.get('y')),
    by: text(map.get('by')),
    theme: text(map.get('theme')),
    at: finite(map.get('at')),
    colour: ideaColours.find((known) => known === colour),
    from: text(map.get('from')),
    stack: text(map.get('stack')),
    photo: text(map.get('photo')),
    sketch: text(map.get('sketch')),
    locked: map.get('locked') === true ? true : undefined,
  }
  for (const [key, value] of Object.entries(optional)) if (value !== undefined) idea[key] = value
  return Object.freeze(idea) as unknown as Idea
}

/** All ideas, in order of writing (then by id, so that every replica lists them alike). */
export const readIdeas = (doc: Y.Doc): Idea[] => {
  const list: Idea[] = []
  for (const [id, map] of ideasOf(doc)) {
    const idea = readIdea(id, map)
    if (idea) list.push(idea)
  }
  return list.sort(byWriting)
}

export const byWriting = (a: Idea, b: Idea): number => (a.at ?? 0) - (b.at ?? 0) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
