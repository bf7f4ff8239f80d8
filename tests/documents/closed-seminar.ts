/** The worked flood seminar, closed: what documents and bundles are made of in tests. */
import * as Y from 'yjs'
import { readTitle, readZones, seedBoard, type Board } from '#shared/board/board.ts'
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { Group } from '#shared/group/group.ts'
import type { BoardId, GroupId, IdeaId, SeatId, SeminarId, VoteId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import { tally } from '#shared/vote/tally.ts'
import type { Vote } from '#shared/vote/vote.ts'
import type { BundleOf } from '../../server/documents/bundle.ts'
import type { BoardSheet, SeminarSheets } from '../../server/documents/sheet.ts'
import { openMemory } from '../../server/store/memory.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'

const openedAt = Date.UTC(2026, 10, 25, 1, 30)
export const closedAt = Date.UTC(2026, 10, 27, 8, 5)

export interface ClosedSeminar extends BundleOf {
  seminar: Seminar
  groups: Group[]
  boards: Board[]
  docs: Map<string, Y.Doc>
}

/** `texts` replaces every idea's text in turn: for hostile ones. */
export const closedSeminar = (id = 'flood', texts?: readonly string[]): ClosedSeminar => {
  const seminarId = id as SeminarId
  const seminar: Seminar = {
    id: seminarId,
    title: floodSeminar.title,
    template: floodSeminar.template,
    state: 'closed',
    openedAt,
    closedAt,
    lobbyOpen: false,
    joinCode: '482913',
    namesNeeded: false,
  }
  const docs = new Map<string, Y.Doc>()
  const groups: Group[] = []
  const boards: Board[] = []
  const rooms = new Map<string, { update: Uint8Array; index: Uint8Array; epoch: string }>()
  floodSeminar.groups.forEach(({ name, ideas }, order) => {
    const group: Group = { id: `${id}-g${order}` as GroupId, seminarId, name, order, boardId: `${id}-b${order}` as BoardId }
    groups.push(group)
    boards.push({ id: group.boardId, seminarId, groupId: group.id, template: floodSeminar.template, closed: true })
    const doc = new Y.Doc()
    doc.clientID = 1000 + order
    seedBoard(doc, name, floodSeminar.template)
    ideas.forEach((idea, at) => {
      const text = texts?.[(order * 20 + at) % texts.length] ?? idea.text
      writeIdea(doc, { ...idea, text, id: `i${order}-${at}` as IdeaId, by: 'seat-a' as SeatId, at: openedAt + at * 60_000 }, 'test')
    })
    docs.set(group.boardId, doc)
    const index = new RoomIndex()
    const update = Y.encodeStateAsUpdate(doc)
    index.learnUpdate(update, 'server')
    rooms.set(boardRoom(group.boardId), { update, index: index.encode(), epoch: 'e1' })
  })
  const [first] = groups as [Group]
  const setup: VoteSetup = { kind: 'rating', on: 'group' }
  const choices = floodSeminar.groups[0]!.ideas.slice(0, 2).map(({ text }, at) => ({
    id: `c${at + 1}`,
    text: texts?.[at % texts.length] ?? text,
    ideaId: `i0-${at}` as IdeaId,
    groupId: first.id,
    boardId: first.boardId,
  }))
  const counted = [4, 5].map((mark) => ({
    ballot: { kind: 'rating' as const, marks: { c1: { impact: mark }, c2: { impact: 2 } } },
    groupId: first.id,
    proxy: false,
  }))
  const vote: Vote = {
    id: `${id}-v1` as VoteId,
    seminarId,
    groupId: first.id,
    title: { th: 'ทำเรื่องใดก่อน', en: 'What first' },
    setup,
    choices,
    state: 'closed',
    openedAt: closedAt - 600_000,
    closedAt: closedAt - 60_000,
    results: tally({ setup, choices, counted, seats: 3, compared: false }),
  }
  const seat = (number: number): Seat => ({
    id: `s${number}` as SeatId,
    seminarId,
    role: 'participant',
    name: 'วิชัย',
    joinedAt: openedAt,
    revoked: number === 0,
  })
  return {
    seminar,
    groups,
    boards,
    docs,
    seats: [...[0, 1, 2, 3].map(seat), { ...seat(4), role: 'noteTaker' }, { ...seat(5), role: 'facilitator' }],
    votes: [vote],
    rooms: { snapshot: async (room) => rooms.get(room)!, read: async (room, look) => look(docs.get(room.split('/')[1]!)!) },
    store: openMemory(),
  }
}

export const sheetsOf = ({ seminar, groups, boards, docs }: ClosedSeminar, language: 'th' | 'en' = 'th'): SeminarSheets => ({
  seminar,
  language,
  now: closedAt,
  boards: groups.map((group, order): BoardSheet => {
    const doc = docs.get(group.boardId)!
    return { group, board: boards[order]!, title: readTitle(doc), zones: readZones(doc), ideas: readIdeas(doc) }
  }),
})
