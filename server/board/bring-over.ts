/**
 * Drafts onto the board by the server's own hand: ideas and the marks of where they came from in one transaction, so that
 * after a crash it has happened or it has not. What is brought without a name gets nothing of its author along: a fresh id,
 * a place in no order, the same minute for all.
 */
import * as Y from 'yjs'
import { readZones } from '#shared/board/document.ts'
import type { IdeaId } from '#shared/id.ts'
import { byWriting, ideasOf, maxIdeasPerBoard, type Idea, type IdeaMap } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { freshId } from '../access/secret.ts'
import type { SeatDrafts } from './drafts.ts'
import { shuffled } from './shuffle.ts'

export interface Bringing {
  named: boolean
  /** When ideas without a name were written: epoch ms, one for all. */
  at: number
  /** Zones of the phase; absent = all of the board's. */
  zones: readonly string[] | undefined
  /** Where a draft went, by room and id: in this process, while its room waits to be erased. */
  placed: Map<string, IdeaId>
}

const marksKey = 'revealed'
/** Marks of the rooms whose drafts came last. */
export const readMarks = (doc: Y.Doc): Set<string> => new Set(Object.keys(Object(doc.getMap('meta').get(marksKey)) as object))

/** What a draft may carry onto the board besides its text and zone. */
const carried = ['colour', 'from', 'photo', 'sketch'] as const

interface Draft {
  idea: Idea
  of: SeatDrafts
}

/** @throws Refusal board/full, and then nothing was written */
export const bringOver = (doc: Y.Doc, drafts: readonly SeatDrafts[], bringing: Bringing): void => {
  const { named, placed } = bringing
  const marks = readMarks(doc)
  const fresh: Draft[] = []
  for (const of of drafts) {
    const known = new Map((of.at(marks) ?? []).map((idea) => [idea.id, idea]))
    for (const idea of of.ideas) {
      const before = known.get(idea.id)
      if (!before) fresh.push({ idea, of })
      else if (before.text !== idea.text) reword(doc, placed.get(keyOf(of, idea)) ?? (named ? idea.id : undefined), before.text, idea.text)
    }
  }
  refuseOver(doc, fresh.length)
  const inOrder = named ? fresh.sort((a, b) => byWriting(a.idea, b.idea)) : shuffled(fresh)
  for (const draft of inOrder) place(doc, draft, bringing)
  doc.getMap('meta').set(marksKey, Object.fromEntries(drafts.map(({ mark }) => [mark, true])))
}

/** @throws Refusal board/full */
export const refuseOver = (doc: Y.Doc, fresh: number): void => {
  if (ideasOf(doc).size + fresh > maxIdeasPerBoard) throw new Refusal('board/full', { limit: maxIdeasPerBoard })
}

const keyOf = ({ room }: SeatDrafts, { id }: Idea): string => `${room} ${id}`

const place = (doc: Y.Doc, { idea, of }: Draft, { named, at, zones, placed }: Bringing): void => {
  const ideas = ideasOf(doc)
  // Only a hostile tablet gives an idea the id of another.
  const id = named && !ideas.has(idea.id) ? idea.id : freshId<'idea'>()
  const map: IdeaMap = new Y.Map()
  map.set('text', new Y.Text(idea.text))
  map.set('at', named ? (idea.at ?? at) : at)
  const zone = zoneFor(doc, idea.zone, zones)
  if (zone !== undefined) map.set('zone', zone)
  if (named) map.set('by', of.seatId)
  for (const field of carried) {
    if (idea[field] !== undefined) map.set(field, idea[field])
  }
  ideas.set(id, map)
  placed.set(keyOf(of, idea), id)
}

/** The zone that was written for, if the phase lets it be written in; otherwise the first that it does. */
const zoneFor = (doc: Y.Doc, wish: string | undefined, zones: readonly string[] | undefined): string | undefined => {
  const open = readZones(doc).filter(({ id }) => !zones || zones.includes(id))
  return (open.find(({ id }) => id === wish) ?? open[0])?.id
}

/** A draft that another process still took a word of, after it was brought over here. */
const reword = (doc: Y.Doc, id: IdeaId | undefined, before: string, now: string): void => {
  const text = id && ideasOf(doc).get(id)?.get('text')
  if (!(text instanceof Y.Text) || text.toString() !== before) return
  text.delete(0, text.length)
  text.insert(0, now)
}
