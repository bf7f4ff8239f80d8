/** A seminar that is led through phases, and tablets that write into whatever the phase gives them: for tests of private and unnamed writing. */
import type { Activity } from '#shared/activity/activity.ts'
import type { Course, CourseAct } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { BoardId, GroupId } from '#shared/id.ts'
import type { ListedIdea } from '#shared/board/board.ts'
import type { Quick, QuickAnswer } from '#shared/seminar/seminar.ts'
import { draftRoom } from '#shared/sync/wire.ts'
import { written } from '../activity/sample.ts'
import type { Leader, Participant, Person, TestApp } from '../helpers/server.ts'
import { until } from '../helpers/until.ts'
import { OwnTablet } from '../sync/own-tablet.ts'

export interface Conducted {
  leader: Leader
  /** What a facilitator does to all groups, or to some. */
  act(act: CourseAct, groups?: GroupId[]): Promise<Course>
  /** Starts an activity of these phases and begins its first. */
  begin(...phases: Phase[]): Promise<void>
  ideasOf(boardId: BoardId): Promise<ListedIdea[]>
}
export type Seated = Participant & { boardId: BoardId }

export const conduct = (server: TestApp, quick: Quick = {}): Promise<Conducted> => conductAs(server.person(), quick)

/** As `conduct`, by somebody of any server. */
export const conductAs = async (person: Person, quick: Quick): Promise<Conducted> => {
  const leader: Leader = Object.assign(person, { seminar: await person.ask<QuickAnswer>('POST', '/api/quick', quick) })
  const { seminarId } = leader.seminar
  const act: Conducted['act'] = async (act, groups) => {
    const { course } = await leader.ask<{ course: Course }>('POST', `/api/seminars/${seminarId}/course`, { act, ...(groups && { groups }) })
    return course
  }
  return {
    leader,
    act,
    begin: async (...phases) => {
      const activity = await leader.ask<Activity>('POST', `/api/seminars/${seminarId}/activities`, written(...phases))
      await act({ do: 'start', activityId: activity.id })
      await act({ do: 'begin' })
    },
    ideasOf: (boardId) => leader.ask('GET', `/api/boards/${boardId}/ideas`),
  }
}

/** Sits down in a group, counted from 1. */
export const sit = async (server: TestApp, { leader }: Conducted, group: number, name?: string): Promise<Seated> => {
  const somebody = await server.join(leader.seminar, { group, ...(name && { name }) })
  return Object.assign(somebody, { boardId: somebody.seat.board!.id })
}

/** A tablet in a room of the server, with the cookie of a seat. */
export const openTablet = (server: Pick<TestApp, 'url'>, person: Seated, name: string, query = '', asSeat = true): OwnTablet =>
  new OwnTablet({ url: `${server.url.replace('http', 'ws')}/sync` }, asSeat ? person.seat.seatId : '', {
    name,
    query,
    cookie: person.cookie,
  })

export const openDraft = async (server: Pick<TestApp, 'url'>, person: Seated): Promise<OwnTablet> => {
  const tablet = openTablet(server, person, draftRoom(person.boardId, person.seat.seatId))
  await until('the draft room', () => tablet.synced)
  return tablet
}
export const acked = (tablet: OwnTablet): Promise<unknown> =>
  until('the acknowledgement', () => tablet.acked === tablet.frames && tablet.frames > 0)
