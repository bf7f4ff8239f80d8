/** Activities to try the course with. */
import type { Activity } from '#shared/activity/activity.ts'
import type { Permits, Phase } from '#shared/activity/phase.ts'
import { openBoard } from '#shared/role.ts'

export const openPermits: Permits = { ...openBoard, write: 'all', stack: 'all', comment: 'all', react: 'none' }
export const closedPermits: Permits = {
  write: 'none',
  reword: 'none',
  move: 'none',
  withdraw: 'none',
  stack: 'none',
  comment: 'none',
  react: 'none',
}

export const phase = (id: string, more: Partial<Phase> = {}): Phase => ({
  id,
  title: { th: `ช่วง ${id}`, en: `Phase ${id}` },
  instruction: { th: `ทำ ${id}`, en: `Do ${id}` },
  permits: openPermits,
  visibility: 'shared',
  anonymity: 'named',
  view: 'board',
  ...more,
})

export const written = (...phases: Phase[]): Pick<Activity, 'title' | 'phases'> => ({
  title: { th: 'ระดมความคิด', en: 'Brainstorming' },
  phases,
})
