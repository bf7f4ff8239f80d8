/** What was decided by right of an office, by whom and when: written once, never changed. */
import type { CourseAct } from '#shared/activity/course.ts'
import type { AttentionAsk } from '#shared/activity/attention.ts'
import type { SeatId, SeminarId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import { freshId } from './secret.ts'

type Act =
  | 'seminar-opened'
  | 'seminar-changed'
  | 'seminar-closed'
  | 'lobby-changed'
  | 'way-in-rotated'
  | 'group-renamed'
  | 'seat-changed'
  | 'seat-revoked'
  | 'seat-claimed'
  | 'note-taker-seated'
  | 'ideas-imported'
  | 'version-kept'
  | 'version-restored'
  | 'idea-brought-back'
  | 'vote-opened'
  | 'vote-closed'
  | 'proxy-cast'
  | 'proxy-withdrawn'
  | 'activity-made'
  | 'activity-changed'
  | 'zone-locked'
  | 'zones-laid'
  | 'wall-turned'
  | 'theme-advice-turned'
  | 'wall-code-made'
  | `course-${CourseAct['do']}`
  | `attention-${AttentionAsk['attention']['kind']}`
  | 'hand-lowered'
  | 'organizer-claimed'
  | 'lexicon-changed'

interface AuditEntry {
  seminarId?: SeminarId
  /** Undefined: the organizer's first claim has no seat yet. */
  by?: SeatId
  act: Act
  /** What it was done to, and figures; never names, texts or secrets. */
  on?: Readonly<Record<string, string | number | boolean>>
}
export type Audit = (entry: AuditEntry) => Promise<void>

export const openAudit =
  (records: Records, now: () => number): Audit =>
  async (entry) => {
    const at = now()
    await records.put('audit', `${entry.seminarId ?? 'service'}-${at.toString(36)}-${freshId()}`, { ...entry, at }, 0)
  }
