/** Every route of `/api`, typed: what is sent, what is answered. All throw Refused or Unreachable. */
import type { BoardView, Imported } from '#shared/board/board.ts'
import type { SeminarList, SeminarView } from '#shared/group/group.ts'
import { newId, type BoardId, type GroupId, type SeatId, type SeminarId } from '#shared/id.ts'
import type { Join, Joined, Looked, Me, NoteTakerCode, SeatChange } from '#shared/person/seat.ts'
import type { Quick, QuickAnswer, Rotated, SeminarChange } from '#shared/seminar/seminar.ts'
import { ask } from './call.ts'
import { openNotebook } from './notebook.ts'

const post = <Answer>(path: string, body: unknown = {}, timeoutMs?: number) =>
  ask<Answer>(path, { method: 'POST', body, ...(timeoutMs !== undefined && { timeoutMs }) })
const patch = <Answer>(path: string, body: unknown) => ask<Answer>(path, { method: 'PATCH', body })

/** Freezing 40 boards and making their bundle, or importing 10,000 ideas, takes longer than a join. */
const longMs = 120_000

const joinKey = openNotebook('kp:join-key', '')
const joinKeyLength = 28

export interface IdeaToImport {
  text: string
  zone?: string
}
export type BoardFormat = 'json' | 'csv' | 'xlsx' | 'md' | 'png'

export const me = () => ask<Me>('/api/me')

export const openSeminar = (quick: Quick) => post<QuickAnswer>('/api/quick', quick)
export const seminars = () => ask<SeminarList>('/api/seminars')
export const seminar = (id: SeminarId) => ask<SeminarView>(`/api/seminars/${id}`)
export const changeSeminar = (id: SeminarId, change: SeminarChange) => patch<unknown>(`/api/seminars/${id}`, change)
export const setLobby = (id: SeminarId, open: boolean) => post<unknown>(`/api/seminars/${id}/lobby`, { open })
export const rotateCode = (id: SeminarId) => post<Rotated>(`/api/seminars/${id}/rotate`)
export const closeSeminar = (id: SeminarId) => post<unknown>(`/api/seminars/${id}/close`, {}, longMs)
export const bundlePath = (id: SeminarId) => `/api/seminars/${id}/export.zip`

export const lookBeforeJoining = (by: Pick<Join, 'code' | 'secret'>) => {
  const key = joinKey.read()
  return post<Looked>('/api/join/look', { ...by, ...(key && { key }) })
}
/** Until an answer comes every asking bears one key: pressed again after an answer was lost it is the same seat. */
export const join = async (how: Join): Promise<Joined> => {
  const key = joinKey.read() || newId((bytes) => crypto.getRandomValues(bytes), joinKeyLength)
  joinKey.write(key)
  const joined = await post<Joined>('/api/join', { ...how, key })
  joinKey.write('')
  return joined
}

export const renameGroup = (id: GroupId, name: string) => patch<unknown>(`/api/groups/${id}`, { name })
export const changeSeat = (id: SeatId, change: SeatChange) => patch<unknown>(`/api/seats/${id}`, change)
export const revokeSeat = (id: SeatId) => post<unknown>(`/api/seats/${id}/revoke`)
/** A code that brings this very seat to another tablet. */
export const seatCode = (seat: SeatId) => post<{ code: string; expiresAt: number }>(`/api/seats/me/code?seat=${seat}`)

/** A seat for a note taker, and the code that sits down on it. */
export const seatNoteTaker = (id: SeminarId, name: string) => post<NoteTakerCode>(`/api/seminars/${id}/note-takers`, { name })

export const board = (id: BoardId) => ask<BoardView>(`/api/boards/${id}`)
/** `key`: of one's own making; the same list sent again with it comes in once. */
export const importIdeas = (id: BoardId, list: IdeaToImport[], key: string) =>
  post<Imported>(`/api/boards/${id}/ideas?key=${key}`, list, longMs)
export const exportPath = (id: BoardId, format: BoardFormat) => `/api/boards/${id}/export.${format}`

export const claimOrganizer = (token: string) => post<unknown>('/api/organizer', { token })
