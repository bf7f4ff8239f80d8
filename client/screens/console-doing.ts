/** What dialog stands over the facilitator's desk. */
import type { Group } from '#shared/group/group.ts'
import type { GroupId } from '#shared/id.ts'

export type Doing =
  | { what: 'door' | 'join' | 'add' | 'note-taker' | 'rename' | 'close' | 'wall' | 'hosts' }
  | { what: 'say'; groups?: readonly GroupId[]; title: string }
  | { what: 'group' | 'rename-group' | 'import' | 'export'; group: Group }
