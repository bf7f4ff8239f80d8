/** What a group's run permits its participants at an instant: one answer for the tablet's buttons and for the server's gate. */
import { closedBoard, openBoard, type BoardRights, type Standing } from '../role.ts'
import type { GroupRun } from './course.ts'
import type { Phase } from './phase.ts'

export interface Under {
  readonly run?: GroupRun | undefined
  readonly phase?: Phase | undefined
  readonly frozen: boolean
}

/** Whether writing goes on: the phase has begun, and neither a hand nor a clock that stops has ended it. `at`: epoch ms, server. */
export const isUnderWay = ({ run, phase }: Under, at: number): boolean =>
  run !== undefined &&
  phase !== undefined &&
  (run.state === 'running' || run.state === 'paused') &&
  !(phase.stopsAtEnd === true && run.endsAt !== undefined && at >= run.endsAt)

const permitted = (phase: Phase): BoardRights => {
  const { permits } = phase
  // What is private is written in drafts, what has no author is written by the server: neither comes over the board's own line.
  if (phase.visibility === 'private') return { ...closedBoard, comment: permits.comment, react: permits.react }
  return phase.anonymity === 'named' ? permits : { ...permits, write: 'none' }
}

/** The part of a participant's standing on the group's board that comes from the course. `at`: epoch ms, server. */
export const rightsIn = (under: Under, at: number): Pick<Standing, 'rights' | 'frozen' | 'inPhase' | 'zones'> => {
  const { run, phase, frozen } = under
  if (!run) return { rights: openBoard, frozen, inPhase: false }
  // A run whose activity is not known here yet permits nothing: too little for a moment is mended, too much is not.
  if (!phase) return { rights: closedBoard, frozen, inPhase: true }
  if (!isUnderWay(under, at)) return { rights: closedBoard, frozen, inPhase: true }
  return { rights: permitted(phase), frozen, inPhase: true, ...(phase.zones && { zones: phase.zones }) }
}

/** Whether a seat of the group may write in its own draft room. `at`: epoch ms, server. */
export const mayDraft = (under: Under, at: number): boolean =>
  !under.frozen &&
  under.phase?.visibility === 'private' &&
  under.phase.permits.write === 'all' &&
  under.run?.reveal === 'hidden' &&
  isUnderWay(under, at)

/** Whether a seat of the group may hand the server ideas to be written without an author. `at`: epoch ms, server. */
export const mayWriteUnnamed = (under: Under, at: number): boolean =>
  !under.frozen &&
  under.phase?.visibility === 'shared' &&
  under.phase.anonymity !== 'named' &&
  under.phase.permits.write === 'all' &&
  isUnderWay(under, at)
