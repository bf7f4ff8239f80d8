/** A board's document, read. No schema library and no templates here: a tablet's first page carries this. */
import type * as Y from 'yjs'
import type { Idea } from '../idea/idea.ts'
import { freeZones, isZone, type Zone } from './zone.ts'

/** Gives the board another title: its group was renamed. Only the server calls it. */
export const titleBoard = (doc: Y.Doc, title: string): void => {
  doc.getMap('meta').set('title', title)
}

/** The board's zones; the free board's one zone when there are none (yet). */
export const readZones = (doc: Y.Doc): readonly Zone[] => {
  const zones = doc.getMap('meta').get('zones')
  return Array.isArray(zones) && zones.length > 0 && zones.every(isZone) ? zones : freeZones
}
/** Zones that a facilitator has locked: participants change nothing in them. */
export const readLockedZones = (doc: Y.Doc): readonly string[] => {
  const locked = doc.getMap('meta').get('lockedZones')
  return Array.isArray(locked) ? locked.filter((id) => typeof id === 'string') : []
}
/** Locks or unlocks a zone. Only the server calls it. */
export const lockZone = (doc: Y.Doc, zone: string, locked: boolean): void => {
  const others = readLockedZones(doc).filter((id) => id !== zone)
  doc.getMap('meta').set('lockedZones', locked ? [...others, zone] : others)
}
export const readTitle = (doc: Y.Doc): string => {
  const title = doc.getMap('meta').get('title')
  return typeof title === 'string' ? title : ''
}

/** The zone an idea shows in: its own, or the first when it has none or one that the board lacks. */
export const zoneOf = (idea: Idea, zones: readonly Zone[]): Zone => zones.find((zone) => zone.id === idea.zone) ?? zones[0]!
