/**
 * A board (กระดาน): one Yjs document, room `board/<boardId>`. Root map `ideas` is everyone's; root map `meta` is the
 * server's alone: `{ schema: 1, title: string, zones: Zone[], lockedZones?: zoneId[] }`. Root maps `comments` and
 * `reactions`: shared/idea/comment.ts.
 */
import * as v from 'valibot'
import type * as Y from 'yjs'
import type { BoardId, GroupId, SeminarId } from '../id.ts'
import { idSchema } from '../id-schema.ts'
import { groupSchema } from '../group/group.ts'
import { seatSchema } from '../person/seat.ts'
import { seminarSchema } from '../seminar/seminar.ts'
import { templateIds, templates, type TemplateId } from './template.ts'

export { lockZone, readLockedZones, readTitle, readZones, titleBoard, zoneOf } from './document.ts'

const boardSchemaVersion = 1

/** The record of a board (not its content). One board belongs to one group. */
export const boardSchema = v.object({
  id: idSchema<'board'>(),
  seminarId: idSchema<'seminar'>(),
  groupId: idSchema<'group'>(),
  template: v.picklist(templateIds),
  closed: v.boolean(),
})
export type Board = v.InferOutput<typeof boardSchema> & { id: BoardId; seminarId: SeminarId; groupId: GroupId }

/** Seeds a new board. Only the server calls it: `meta` is refused from everybody else. */
export const seedBoard = (doc: Y.Doc, title: string, template: TemplateId): void => {
  doc.transact(() => {
    const meta = doc.getMap('meta')
    meta.set('schema', boardSchemaVersion)
    meta.set('title', title)
    meta.set('zones', templates[template].zones)
  }, 'seed')
}

/** `GET /api/boards/:id` */
export const boardViewSchema = v.object({
  board: boardSchema,
  group: groupSchema,
  seminar: v.pick(seminarSchema, ['id', 'title', 'state']),
  me: seatSchema,
})
export type BoardView = v.InferOutput<typeof boardViewSchema>

/** One idea of `GET /api/boards/:id/ideas`. `group` is the group's id. */
export const listedIdeaSchema = v.object({
  id: v.string(),
  text: v.string(),
  zone: v.string(),
  theme: v.optional(v.string()),
  group: idSchema<'group'>(),
  groupName: v.string(),
  by: v.optional(v.string()),
  at: v.optional(v.number()),
  colour: v.optional(v.string()),
})
export type ListedIdea = v.InferOutput<typeof listedIdeaSchema>

/** `POST /api/boards/:id/ideas`: how many ideas were brought in, and their ids in the order given. */
export const importedSchema = v.object({ imported: v.number(), ids: v.array(v.string()) })
export type Imported = v.InferOutput<typeof importedSchema>
