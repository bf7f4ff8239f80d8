/**
 * A glance at the themes of seminars that somebody leads, now and then while they are written on: whoever opens them is answered at
 * once with what the last glance found. Between glances nobody reads along.
 */
import type { SeminarId } from '#shared/id.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Themes } from './themes.ts'

export interface GlancingParts {
  register: Pick<Register, 'boards'>
  rooms: Pick<Rooms, 'onActivity'>
  themes: Pick<Themes, 'glance'>
  /** Whether who leads it may be looking at something of it just now. */
  isLed(seminarId: SeminarId): boolean
  now: () => number
  failed(error: unknown): void
  roundMs?: number
}

/** So long after the first idea, and then after each glance, the next comes. */
const [firstMs, gapMs] = [30_000, 4 * 60_000]
const usualRoundMs = 10_000

export const openGlancing = ({ register, rooms, themes, isLed, now, failed, roundMs = usualRoundMs }: GlancingParts) => {
  /** When the next glance is due; of those that were written on since the last. */
  const due = new Map<SeminarId, number>()
  const glanced = new Map<SeminarId, number>()
  const stop = rooms.onActivity(({ boardId, kind }) => {
    const seminarId = kind === 'edit' ? register.boards.get(boardId)?.seminarId : undefined
    if (!seminarId || due.has(seminarId)) return
    due.set(seminarId, Math.max(now() + firstMs, (glanced.get(seminarId) ?? 0) + gapMs))
  })
  const round = setInterval(() => {
    for (const [seminarId, at] of due) {
      if (now() < at || !isLed(seminarId)) continue
      due.delete(seminarId)
      glanced.set(seminarId, now())
      themes.glance(seminarId).catch(failed)
      // One at a time: each is a second of somebody's processor.
      return
    }
  }, roundMs).unref()
  return {
    close: (): void => {
      clearInterval(round)
      stop()
    },
  }
}
