/** What the course of a seminar asks of others, and what it offers them: the three parts know each other only by this. */
import type { GroupRun, RunId } from '#shared/activity/course.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { Under } from '#shared/activity/rights.ts'
import type { BoardId, GroupId, SeatId, SeminarId, VoteId } from '#shared/id.ts'
import type { VoteSetup } from '#shared/vote/setup.ts'
import type { Words } from '#shared/words.ts'

/** What is under way, answered from memory. */
export interface Courses {
  /** The group's run, its phase, and whether its board is frozen. */
  under(groupId: GroupId): Under
  /** The group at whose table a seat sits now: its own, or the one it visits. */
  tableOf(seatId: SeatId): GroupId | undefined
  /** Calls back with the groups whose run, freeze or hush changed, on every process. */
  onChange(changed: (seminarId: SeminarId, groups: readonly GroupId[]) => void): () => void
  /** Marks drafts of these runs as brought over. Only the reveal calls it. */
  revealed(seminarId: SeminarId, runs: readonly RunId[], how: GroupRun['reveal']): Promise<void>
}
/** Private writing: what the course asks of it. */
export interface Drafts {
  /** Brings the drafts of these runs onto their boards, all of them or the next person's; answers what is left hidden. Done wholly or, after a crash, completed at the start. */
  reveal(
    runs: readonly { groupId: GroupId; boardId: BoardId; run: RunId; phase: Phase }[],
    whose: 'all' | 'next',
  ): Promise<Map<RunId, 'some' | 'done'>>
}
/** Private writing, as the console's figures see it: never what is written, nor by whom. */
export interface DraftFigures {
  /** Of the group's run now: how many ideas are hidden, and how many people have written some. */
  of(groupId: GroupId): { ideas: number; writers: number }
  /** Counts them again soon: something was written through another process. */
  look(groupId: GroupId): void
  onChange(changed: (groupId: GroupId) => void): () => void
}
/** A vote to be opened with a phase: for one group, or for the seminar as a whole when `groupId` is undefined. */
interface PhaseVote {
  seminarId: SeminarId
  groupId: GroupId | undefined
  run: RunId
  title: Words
  setup: VoteSetup
}
/** Votes that belong to a phase. */
export interface PhaseVotes {
  /** Opens them, all or none; one that is open already is answered again. @throws vote/too-many-choices, vote/too-many */
  open(votes: readonly PhaseVote[]): Promise<VoteId[]>
  /** Closes it; closing again changes nothing. */
  close(voteId: VoteId): Promise<void>
}
