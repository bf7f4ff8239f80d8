/** Whom an announcement is for, as rooms of Socket.IO. */
import type { GroupId, SeatId, SeminarId } from '#shared/id.ts'

const everyone = (id: SeminarId): string => `seminar:${id}`
const leaders = (id: SeminarId): string => `leaders:${id}`
const walls = (id: SeminarId): string => `walls:${id}`
const askedForThemes = 'themes:'
const themes = (id: SeminarId): string => askedForThemes + id
const showsWall = 'screens:'
const screens = (id: SeminarId): string => showsWall + id

/** Who sits there, as a member or as a visitor. */
export const table = (id: GroupId): string => `group:${id}`
/** One person, on all tablets. */
export const chair = (id: SeatId): string => `seat:${id}`

/** By right: which of them somebody comes to by watching. */
export const places = { leaders, walls, everyone } as const
export const audiences = {
  leaders: (id: SeminarId) => [leaders(id)],
  walls: (id: SeminarId) => [leaders(id), walls(id)],
  all: (id: SeminarId) => [leaders(id), walls(id), everyone(id)],
  /** Who has asked for it. */
  themes: (id: SeminarId) => [themes(id)],
  /** Whatever stands open as the wall. */
  screens: (id: SeminarId) => [screens(id)],
} as const
export type Audience = keyof typeof audiences

/** Everything of a seminar that one seat can stand in, but for its tables. */
export const placesOf = (id: SeminarId, seatId: SeatId): string[] => [
  everyone(id),
  leaders(id),
  walls(id),
  themes(id),
  screens(id),
  chair(seatId),
]

const seminarOf = (room: string, kind: string): SeminarId | undefined =>
  room.startsWith(kind) ? (room.slice(kind.length) as SeminarId) : undefined
/** The seminar whose themes a room is for. */
export const themesRoomOf = (room: string): SeminarId | undefined => seminarOf(room, askedForThemes)
/** The seminar whose wall stands in a room. */
export const screensOf = (room: string): SeminarId | undefined => seminarOf(room, showsWall)
