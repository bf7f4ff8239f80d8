/** Gives a board the zones of a template, as a method needs them. Nothing that was written loses its zone. */
import * as Y from 'yjs'
import { ideasOf } from '../idea/idea.ts'
import { readZones } from './document.ts'
import type { Template } from './template.ts'
import type { Zone } from './zone.ts'

/** Whether the board's zones begin with the template's: what others there are stand beside them. */
export const hasZones = (doc: Y.Doc, { zones }: Template): boolean => {
  const known = readZones(doc)
  return zones.every(({ id }, i) => known[i]?.id === id)
}

/**
 * The template's zones take the board; earlier ones that hold ideas stand at its right, empty ones go. Only the server
 * calls it, in one transaction. Answers whether anything changed.
 */
export const layZones = (doc: Y.Doc, template: Template): boolean => {
  if (hasZones(doc, template)) return false
  const before = readZones(doc)
  const first = before[0]!.id
  const known = new Set(before.map(({ id }) => id))
  const used = new Set<string>()
  for (const [, map] of ideasOf(doc)) {
    if (!(map instanceof Y.Map)) continue
    const zone = map.get('zone')
    const shown = typeof zone === 'string' && known.has(zone) ? zone : first
    used.add(shown)
    // What showed in the first zone for want of another says so now: the first one is about to be another.
    if (shown !== zone) map.set('zone', shown)
  }
  const laid = new Set<string>(template.zones.map(({ id }) => id))
  const right = Math.max(...template.zones.map(({ column }) => column)) + 1
  const kept = before.filter(({ id }) => used.has(id) && !laid.has(id)).map((zone, i): Zone => ({ ...zone, column: right + i, row: 0 }))
  doc.getMap('meta').set('zones', [...template.zones, ...kept])
  return true
}
