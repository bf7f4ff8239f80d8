/** Everything that the server announces over Socket.IO at /socket.io, and what it may be asked. Never the only copy of anything. */
import type { GroupRun } from '../activity/course.ts'
import type { Phase } from '../activity/phase.ts'
import type { BoardId, GroupId, HandId, IdeaId, SeatId, SeminarId, ThemeId, VoteId } from '../id.ts'
import type { ThemesChange } from '../theme/now.ts'
import type { Turnout } from '../vote/vote.ts'
import type { Words } from '../words.ts'

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

/** What one group is doing now. `phase` comes whole: a tablet needs nothing more to show it and to know what it permits. */
export interface GroupNow {
  groupId: GroupId
  /** Undefined: no activity, an open board. */
  run?: GroupRun
  phase?: Phase
  activityTitle?: Words
  /** Phases of the activity. */
  of?: number
  frozen: boolean
  hushed: boolean
  /** How many of the group's people have said that they are done, and how many there are. */
  done: number
  people: number
  /** Epoch ms, when this was said. */
  serverNow: number
}
/** Calls for attention. A message passes; a summons and a spotlight stay until they are taken away. `at`: epoch ms, server. */
export type Attention =
  | { kind: 'summon'; boardId: BoardId; ideaId?: IdeaId; follow: boolean; at: number }
  | { kind: 'summon-off' }
  | { kind: 'spotlight'; boardId: BoardId; ideaId: IdeaId; text: string; groupName: string }
  | { kind: 'spotlight-off' }
  | { kind: 'message'; text: string; from: string; at: number }
/** A raised hand, as facilitators see it; by group, and by seat only where the phase is not anonymous. */
export interface HandUp {
  /** By this it is lowered: another one each time it is raised. */
  hand: HandId
  groupId: GroupId
  seatId?: SeatId
  name: string
  kind: 'question' | 'help'
  since: number
}
/** What a seat is told of its own hand. */
export type OwnHand = { up: false } | { up: true; kind: HandUp['kind']; since: number }
/** One row of the console; at most one a second for each group. */
export interface GroupFigures {
  groupId: GroupId
  ideas: number
  /** Ideas still in drafts; only their number is known. */
  drafts: number
  /** New ideas in each of the last ten minutes, oldest first. */
  perMinute: readonly number[]
  /** People who wrote something in this run, and how many hold a seat. */
  writers: number
  people: number
  lastEditAt?: number
}
/** What the wall of the seminar shows; the newest word of any facilitator counts. */
export type WallShow =
  /** Follows what most groups do: instruction, boards, results. */
  | { show: 'activity' }
  | { show: 'groups' }
  | { show: 'board'; boardId: BoardId }
  | { show: 'tour'; seconds: number }
  | { show: 'instruction'; groupId?: GroupId }
  | { show: 'results'; voteId: VoteId }
  | { show: 'spotlight'; boardId: BoardId; ideaId: IdeaId }
  /** What the whole room says; `themeId` with `theme`. */
  | { show: 'themes'; view: 'map' | 'matrix' | 'theme'; themeId?: ThemeId }
  | { show: 'join' }
/** How a vote goes, without saying how anybody voted. */
export interface VoteNow extends Turnout {
  voteId: VoteId
  groupId?: GroupId
  state: 'open' | 'closing' | 'closed'
}
/** One line of the log that all facilitators see. */
export interface LogLine {
  at: number
  /** Name of whoever did it, or their role where nameless. */
  by: string
  act: string
  on?: Readonly<Record<string, string | number | boolean>>
}

export interface FromServer {
  seminar: (state: SeminarState) => void
  groups: (groups: GroupPresence[]) => void
  /** At most one a second and board; facilitators only. */
  activity: (boards: BoardActivity[]) => void
  seat: (notice: SeatNotice) => void
  /** To a participant: the own group (and the table visited); to who leads: all groups that changed. */
  now: (groups: GroupNow[]) => void
  attention: (attention: Attention) => void
  /** Who leads only: all hands that are up. */
  handsUp: (hands: HandUp[]) => void
  /** To one seat: its hand went up (on another of its tablets), or was lowered. */
  ownHand: (hand: OwnHand) => void
  /** Who leads only. */
  figures: (rows: GroupFigures[]) => void
  /** Who leads only: how many screens stand open as the wall. */
  walls: (screens: number) => void
  wall: (shown: WallShow) => void
  votes: (votes: VoteNow[]) => void
  /** Who leads only: what was just done. */
  log: (lines: LogLine[]) => void
  /** To those who asked by `watchThemes`; at most twice a second. */
  themes: (change: ThemesChange) => void
}
export interface FromClient {
  /** Asks for one seminar's announcements; the answer is the present state, or a refusal code. */
  watch: (seminarId: SeminarId, answer: (result: { ok: true } | { ok: false; code: string }) => void) => void
  /** After `watch`, who leads or is the wall: this screen stands open as the wall, until its line ends. */
  showWall: (seminarId: SeminarId, answer: (result: { ok: true } | { ok: false; code: string }) => void) => void
  /** After `watch`, who leads, takes notes or is the wall: asks to be told of the themes. Finding them begins with the first who asks. */
  watchThemes: (seminarId: SeminarId, answer: (result: { ok: true } | { ok: false; code: string }) => void) => void
}
