/** What is looked at: a part of the ideas, by where, when and in what language they were written. */
import type { GroupId, Id } from '../../id.ts'
import type { IdeaRow } from '../now.ts'
import type { Rows } from './members.ts'

/** Absent = all. Several together: an idea must fit each. */
export interface ThemeFilter {
  readonly activityId?: Id<'activity'>
  /** Of the activity, from 0. */
  readonly phase?: number
  /** Any of these. */
  readonly groups?: readonly GroupId[]
  readonly zone?: string
  /** An idea in both languages is in each. */
  readonly language?: 'th' | 'en'
}

/** Whether a filter lets everything through. */
export const isOpen = (filter: ThemeFilter): boolean => Object.values(filter).every((value) => value === undefined)

const fits = (filter: ThemeFilter): ((idea: IdeaRow) => boolean) => {
  const { activityId, phase, zone, language } = filter
  const groups = filter.groups && new Set(filter.groups)
  return (idea) =>
    (activityId === undefined || idea.activityId === activityId) &&
    (phase === undefined || idea.phase === phase) &&
    (groups === undefined || groups.has(idea.groupId)) &&
    (zone === undefined || idea.zone === zone) &&
    (language === undefined || idea.language === language || idea.language === 'mixed')
}

/** The same with those ideas alone that fit, and the themes that still have one. An open filter gives back what it got. */
export const filtered = <T extends Rows>(now: T, filter: ThemeFilter): T => {
  if (isOpen(filter)) return now
  const ideas = now.ideas.filter(fits(filter))
  const left = new Set(ideas.map(({ theme }) => theme))
  return { ...now, ideas, themes: now.themes.filter(({ id }) => left.has(id)) }
}
