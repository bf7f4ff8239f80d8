/** Zones by the name that people write in a table: the id, or the title in either language. */
import type { Zone } from './template.ts'

const plain = (name: string): string => name.normalize('NFC').trim().toLowerCase()

/** The zone that a name means on this board; undefined when none does. */
export const zoneNamed = (name: string, zones: readonly Zone[]): Zone | undefined =>
  zones.find(({ id, title }) => [id, title.th, title.en].some((known) => plain(known) === plain(name)))
