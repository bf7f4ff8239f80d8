/** Adapting a method: what is edited, and how it becomes an activity again. Pure. */
import type { Activity, Method, MethodId } from '#shared/activity/activity.ts'
import type { Phase } from '#shared/activity/phase.ts'
import type { VoteKind, VoteSetup } from '#shared/vote/setup.ts'
import { usualCriteria } from '#shared/vote/setup.ts'
import type { Words } from '#shared/words.ts'

/** So much of an instruction fits on a tablet beside its title and clock. */
export const fitsOnTablet = 280

/** A zone to write in, as far as a phase needs to know it. */
export interface ZoneName {
  readonly id: string
  readonly title: Words
}
export interface Draft {
  title: { th: string; en: string }
  phases: Phase[]
  method?: MethodId
  template?: Method['template']
  /** The activity that is rewritten; absent: a new one. */
  of?: Activity['id']
}

const copied = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T

export const draftOf = (from: Pick<Method, 'title' | 'phases'>, more: Omit<Draft, 'title' | 'phases'> = {}): Draft => ({
  ...more,
  title: { ...from.title },
  phases: copied(from.phases),
})

/** An id that no phase of the list has. */
const freshPhaseId = (phases: readonly Phase[]): string => {
  const taken = new Set(phases.map(({ id }) => id))
  let number = phases.length + 1
  while (taken.has(`phase-${number}`)) number++
  return `phase-${number}`
}

export const newPhase = (phases: readonly Phase[], title: Words): Phase => ({
  id: freshPhaseId(phases),
  title,
  instruction: { th: '', en: '' },
  minutes: 5,
  permits: { write: 'all', reword: 'own', move: 'own', withdraw: 'own', stack: 'none', comment: 'none', react: 'none' },
  visibility: 'shared',
  anonymity: 'named',
  view: 'board',
})

export const duplicated = (phases: readonly Phase[], at: number): Phase[] =>
  phases.toSpliced(at + 1, 0, { ...copied(phases[at]!), id: freshPhaseId(phases) })
export const shifted = (phases: readonly Phase[], at: number, by: 1 | -1): Phase[] => {
  const list = [...phases]
  const [moved] = list.splice(at, 1)
  list.splice(at + by, 0, moved!)
  return list
}

/** A vote of a kind, as it is usually held. */
export const usualVote = (kind: VoteKind, on: VoteSetup['on']): VoteSetup => ({
  kind,
  on,
  ...(on === 'seminar' && { bestOfEach: 'fit' as const }),
  ...((kind === 'dots' || kind === 'ranking') && { budget: 5 }),
  ...(kind === 'rating' && { criteria: [...usualCriteria], scale: '1-5' as const }),
})

/** The same vote on other boards. On those of all groups usually the best of each, as many as anybody reads. */
export const votedOn = ({ bestOfEach: _bestOfEach, ...vote }: VoteSetup, on: VoteSetup['on'], best = on === 'seminar'): VoteSetup => ({
  ...vote,
  on,
  ...(best && { bestOfEach: 'fit' as const }),
})

const both = ({ th, en }: Words): Words => ({ th: th.trim(), en: en.trim() || th.trim() })

/** A phase that contradicts itself in nothing: what is hidden is written, and is revealed somehow. */
const settled = ({ reveal, ...phase }: Phase): Phase => {
  const isPrivate = phase.visibility === 'private' && phase.permits.write === 'all'
  return {
    ...phase,
    title: both(phase.title),
    instruction: both(phase.instruction),
    visibility: isPrivate ? 'private' : 'shared',
    ...(isPrivate && { reveal: reveal ?? 'together' }),
  }
}

/** The first phase that lacks a text that a tablet needs in Thai; -1: none does. */
export const firstLacking = ({ phases }: Draft): number =>
  phases.findIndex(({ title, instruction }) => title.th.trim() === '' || instruction.th.trim() === '')
/** Whether every text that a tablet needs is there in Thai. */
export const isWhole = (draft: Draft): boolean => draft.title.th.trim() !== '' && draft.phases.length > 0 && firstLacking(draft) < 0

export const written = ({ title, phases, method }: Draft): Pick<Activity, 'title' | 'phases'> & { method?: MethodId } => ({
  title: both(title),
  phases: phases.map(settled),
  ...(method && { method }),
})
