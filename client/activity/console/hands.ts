/** Raised hands as they are told to who leads. Pure. */
import type { GroupId } from '#shared/id.ts'
import type { HandUp } from '#shared/live/events.ts'

export const longestFirst = (hands: readonly HandUp[]): HandUp[] => hands.toSorted((a, b) => a.since - b.since)
/** In phases without names only the group is known. */
export const whoseHand = ({ name, groupId }: HandUp, nameOf: (group: GroupId) => string): string =>
  [nameOf(groupId), name].filter(Boolean).join(' · ')
