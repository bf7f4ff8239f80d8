/** The verbs of an idea: each is one transaction on the board's document, under a label that says where it came from. */
import * as Y from 'yjs'
import { Refusal } from '../refusal.ts'
import type { IdeaId, SeatId } from '../id.ts'
import { isVisible, ruledLines } from '../thai/one-line.ts'
import { ideasOf, maxIdeaCharacters, type IdeaColour, type IdeaMap } from './idea.ts'

export interface NewIdea {
  id: IdeaId
  text: string
  zone?: string
  by?: SeatId
  at: number
  x?: number
  y?: number
  colour?: IdeaColour
  from?: IdeaId
}
/** Where an idea is put: a zone, and a place in it; without a place the layout finds one. */
export interface Place {
  zone: string
  x?: number
  y?: number
}

/** More than any text of 2,000 characters has before it is in NFC: putting marks in order takes the square of their number. */
const maxRawCharacters = 4 * maxIdeaCharacters

const tooLong = (length: number): Refusal => new Refusal('idea/too-long', { limit: maxIdeaCharacters, length })

/** A text as it is stored: NFC, one kind of line end, no marks that turn its direction. */
export const tidyText = (raw: string): string => ruledLines(raw).normalize('NFC').trim()

/** Checks a text and gives it as it is stored. @throws idea/empty, idea/too-long */
export const cleanText = (raw: string): string => {
  if (raw.length > maxRawCharacters && raw.trim().length > maxRawCharacters) throw tooLong(raw.length)
  const clean = tidyText(raw)
  if (!isVisible(clean)) throw new Refusal('idea/empty')
  if (clean.length > maxIdeaCharacters) throw tooLong(clean.length)
  return clean
}

/** Writes a new idea. @throws idea/empty, idea/too-long */
export const writeIdea = (doc: Y.Doc, idea: NewIdea, origin: unknown): void => {
  const clean = cleanText(idea.text)
  doc.transact(() => {
    const map: IdeaMap = new Y.Map()
    map.set('text', new Y.Text(clean))
    for (const key of ['zone', 'by', 'at', 'x', 'y', 'colour', 'from'] as const) if (idea[key] !== undefined) map.set(key, idea[key])
    ideasOf(doc).set(idea.id, map)
  }, origin)
}

/** Moves an idea to another place; absent coordinates are taken away, so that the layout places it. */
export const moveIdea = (doc: Y.Doc, id: IdeaId, place: Place, origin: unknown): void => {
  const map = ideasOf(doc).get(id)
  if (!map) return
  doc.transact(() => {
    if (map.get('zone') !== place.zone) map.set('zone', place.zone)
    for (const axis of ['x', 'y'] as const) {
      if (place[axis] === undefined) map.delete(axis)
      else if (map.get(axis) !== place[axis]) map.set(axis, Math.round(place[axis]))
    }
  }, origin)
}

export const colourIdea = (doc: Y.Doc, id: IdeaId, colour: IdeaColour, origin: unknown): void => {
  const map = ideasOf(doc).get(id)
  if (map && map.get('colour') !== colour) doc.transact(() => map.set('colour', colour), origin)
}

/** Takes an idea off the board; its author's undo brings it back. */
export const withdrawIdea = (doc: Y.Doc, id: IdeaId, origin: unknown): void => {
  if (ideasOf(doc).has(id)) doc.transact(() => ideasOf(doc).delete(id), origin)
}
