/** Who somebody is in one seminar (mission.md's table); `wall` is a projector that only shows. */
export const roles = ['organizer', 'facilitator', 'noteTaker', 'participant', 'wall'] as const
export type Role = (typeof roles)[number]

/** What can be done on a board. `own` in a permit means: only to ideas that the seat itself wrote. */
export type BoardAct = 'read' | 'write' | 'reword' | 'move' | 'withdraw' | 'stack' | 'comment' | 'react' | 'file' | 'lock'

type Permit = 'none' | 'own' | 'all'

/** What a board permits participants at this moment: of an open board, or of the phase that runs (shared/activity/rights.ts). */
export type BoardRights = Readonly<Record<Exclude<BoardAct, 'read' | 'file' | 'lock'>, Permit>>

/** The free board: everyone in the group may do everything. Reactions are a facilitator's to switch on. */
export const openBoard: BoardRights = {
  write: 'all',
  reword: 'all',
  move: 'all',
  withdraw: 'all',
  stack: 'all',
  comment: 'all',
  react: 'none',
}
/** The closed board: it does not change by one byte, for nobody. */
export const closedBoard: BoardRights = {
  write: 'none',
  reword: 'none',
  move: 'none',
  withdraw: 'none',
  stack: 'none',
  comment: 'none',
  react: 'none',
}

/** A seat's own draft room while it may be written. */
export const draftRights: BoardRights = { ...closedBoard, write: 'all', reword: 'all', move: 'all', withdraw: 'all' }

/** What bears on one question of rights. `member`: the seat belongs to the board's group, or sits at its table just now. */
export interface Standing {
  readonly role: Role
  readonly member: boolean
  /** Called to the board by who leads, for as long as the summons stands: reads it, and does nothing else. */
  readonly guest?: boolean
  readonly closed: boolean
  readonly rights: BoardRights
  /** Frozen by a facilitator: it does not change by one byte until it is thawed, for nobody. */
  readonly frozen?: boolean
  /** A phase is under way: what it does not permit is refused as `phase/not-permitted`. */
  readonly inPhase?: boolean
  /** Zones where participants may write, and move to, now; absent = all. */
  readonly zones?: readonly string[]
  /** How many ideas the room takes, where that is fewer than a board does. */
  readonly mostIdeas?: number
}

/** One answer for the greyed button and for the server's gate. */
export const may = (act: BoardAct, standing: Standing, own: boolean): boolean => {
  const leads = standing.role === 'facilitator' || standing.role === 'organizer'
  if (act === 'read')
    return leads || standing.role === 'wall' || standing.role === 'noteTaker' || standing.member || standing.guest === true
  if (standing.closed || standing.frozen || standing.role === 'wall') return false
  if (leads) return true
  if (act === 'file') return standing.role === 'noteTaker'
  if (act === 'lock' || !standing.member) return false
  const permit = standing.rights[act]
  return permit === 'all' || (permit === 'own' && own)
}
