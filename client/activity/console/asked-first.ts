/** What is asked before it is done: it would bring up what people still write, or comes on the heels of the phase's beginning. Pure. */
import type { CourseAct, GroupRun } from '#shared/activity/course.ts'
import type { GroupNow } from '#shared/live/events.ts'
import type { WordBook } from '../../words/word-book.svelte.ts'
import { clockText, hides, isGoing, leftOf } from './clusters.ts'

export interface Question {
  readonly act: CourseAct
  readonly title: string
  readonly about: string
  /** On the button. */
  readonly deed: string
}
export interface Standing {
  /** The groups that the act is for. */
  readonly scope: readonly GroupNow[]
  readonly nameOf: (group: GroupNow['groupId']) => string
  /** Epoch ms, server. */
  readonly at: number
}
type Words = WordBook['t']['course']

/** Who sees nothing happen presses once more. */
const justMs = 30_000
const fewNames = 3

/** Groups whose people write in private, with time left or without a clock. */
const stillWriting = ({ scope, at }: Standing): GroupNow[] => scope.filter(({ run }) => isGoing(run) && hides(run) && leftOf(run, at) !== 0)
const hasJustBegun = (run: GroupRun | undefined, at: number): boolean => run?.startedAt !== undefined && at - run.startedAt < justMs

/** A few groups by their names, many by their number. */
export const groupNames = (t: Words, groups: readonly GroupNow[], nameOf: Standing['nameOf']): string =>
  groups.length > fewNames ? t.someGroups(groups.length) : groups.map(({ groupId }) => nameOf(groupId)).join(', ')

const aboutWriting = (t: Words, writing: readonly GroupNow[], { scope, nameOf, at }: Standing): string => {
  const left = Math.max(...writing.map(({ run }) => leftOf(run, at) ?? 0))
  if (writing.length < scope.length) return t.someWrite(groupNames(t, writing, nameOf), left > 0 ? clockText(left) : undefined)
  return left > 0 ? t.earlyAbout(clockText(left)) : t.endAbout
}

/** Before groups go on. */
export const askedOnward = (t: Words, standing: Standing): Question | undefined => {
  const act: CourseAct = { do: 'next' }
  const writing = stillWriting(standing)
  if (writing.length > 0) return { act, title: t.earlyAsk, about: aboutWriting(t, writing, standing), deed: t.goOn }
  if (standing.scope.some(({ run }) => run?.state === 'running' && hasJustBegun(run, standing.at)))
    return { act, title: t.earlyAsk, about: t.justBegun, deed: t.goOn }
  return undefined
}

/** Before drafts are shown: nobody writes any more from that stroke on, whose drafts they may be. */
export const askedReveal = (t: Words, standing: Standing, whose: 'next' | 'all'): Question | undefined => {
  const writing = stillWriting(standing).filter(({ run }) => run?.reveal === 'hidden')
  if (writing.length === 0) return undefined
  const deed = whose === 'next' ? t.revealNext : t.reveal
  return { act: { do: 'reveal', whose }, title: t.revealAsk, about: aboutWriting(t, writing, standing), deed }
}
