/** A board's document: what is read out of it and, by the server alone, written into `meta`. No schema library here: a tablet's first page reads this. */
import type * as Y from 'yjs'
import type { Idea } from '../idea/idea.ts'
import { isZone, templates, type TemplateId, type Zone } from './template.ts'

export const boardSchemaVersion = 1

/** Seeds a new board. Only the server calls it: `meta` is refused from everybody else. */
export const seedBoard = (doc: Y.Doc, title: string, template: TemplateId): void => {
  doc.transact(() => {
    const meta = doc.getMap('meta')
    meta.set('schema', boardSchemaVersion)
    meta.set('title', title)
    meta.set('zones', templates[template].zones)
  }, 'seed')
}

/** Gives the board another title: its group was renamed. Only the server calls it. */
export const titleBoard = (doc: Y.Doc, title: string): void => {
  doc.getMap('meta').set('title', title)
}

/** The board's zones; the free board's one zone when there are none (yet). */
export const readZones = (doc: Y.Doc): readonly Zone[] => {
  const zones = doc.getMap('meta').get('zones')
  return Array.isArray(zones) && zones.length > 0 && zones.every(isZone) ? zones : templates.free.zones
}
export const readTitle = (doc: Y.Doc): string => {
  const title = doc.getMap('meta').get('title')
  return typeof title === 'string' ? title : ''
}

/** The zone an idea shows in: its own, or the first when it has none or one that the board lacks. */
export const zoneOf = (idea: Idea, zones: readonly Zone[]): Zone => zones.find((zone) => zone.id === idea.zone) ?? zones[0]!
