/** Everything that the server announces over Socket.IO at /socket.io, and what it may be asked. Never the only copy of anything. */
import type { BoardId, GroupId, SeminarId } from '../id.ts'

export interface GroupPresence {
  groupId: GroupId
  name: string
  order: number
  boardId: BoardId
  /** People who hold a seat in the group, and how many of them have the board open. */
  seats: number
  online: number
}
export interface BoardActivity {
  boardId: BoardId
  ideas: number
  /** Epoch ms, server's clock; absent when nothing was written yet. */
  lastEditAt?: number
  /** The newest ideas, newest first, at most three, cut to 140 characters. */
  newest: { id: string; text: string; zone: string }[]
}
export interface SeminarState {
  seminarId: SeminarId
  title: string
  state: 'open' | 'closed'
  lobbyOpen: boolean
  /** Only for facilitators. */
  joinCode?: string
  serverNow: number
}
/** What a seat must be told about itself. */
export type SeatNotice = { kind: 'revoked' } | { kind: 'moved'; groupId: GroupId; boardId: BoardId; room: string }

export interface FromServer {
  seminar: (state: SeminarState) => void
  groups: (groups: GroupPresence[]) => void
  /** At most one a second and board; facilitators only. */
  activity: (boards: BoardActivity[]) => void
  seat: (notice: SeatNotice) => void
}
export interface FromClient {
  /** Asks for one seminar's announcements; the answer is the present state, or a refusal code. */
  watch: (seminarId: SeminarId, answer: (result: { ok: true } | { ok: false; code: string }) => void) => void
}
