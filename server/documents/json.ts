import { zoneOf } from '#shared/board/board.ts'
import type { BoardSheet, SeminarSheets } from './sheet.ts'

const boardFormat = 'khlang-panya/board/1'
const seminarFormat = 'khlang-panya/seminar/1'

/** One board for programs: zones and ideas, each idea in the zone it shows in. How one gets into the seminar is never in it. */
export const boardValue = ({ group, board, title, zones, ideas }: BoardSheet) => ({
  format: boardFormat,
  board: { id: board.id, template: board.template, closed: board.closed, title },
  group: { id: group.id, name: group.name, order: group.order },
  zones,
  ideas: ideas.map((idea) => ({ ...idea, zone: zoneOf(idea, zones).id })),
})

export const seminarValue = ({ seminar, boards, now }: SeminarSheets) => ({
  format: seminarFormat,
  exportedAt: now,
  seminar: {
    id: seminar.id,
    title: seminar.title,
    template: seminar.template,
    state: seminar.state,
    openedAt: seminar.openedAt,
    ...(seminar.closedAt !== undefined && { closedAt: seminar.closedAt }),
  },
  boards: boards.map(boardValue),
})

/** JSON as a file: indented, ending in a line end. */
export const writeJson = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value, null, 2) + '\n')
