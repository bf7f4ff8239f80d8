/** What people decide about themes, brought onto the shelf and into the trail. */
import type * as Y from 'yjs'
import type { SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Correction } from '#shared/theme/correction.ts'
import { takenBack, written, type KeyChange } from '#shared/theme/facts.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import type { Decision } from '#shared/theme/trail.ts'
import type { Register } from '../access/register.ts'
import type { Rooms } from '../sync/ports.ts'
import { Lines } from './lines.ts'
import type { Themes } from './themes.ts'
import type { ThemeTrail } from './trail.ts'
import { noteDecided } from './untold.ts'

export interface DecidingParts {
  register: Pick<Register, 'seminars'>
  rooms: Pick<Rooms, 'write'>
  themes: Themes
  trail: ThemeTrail
  now: () => number
}

export const openDeciding = ({ register, rooms, themes, trail, now }: DecidingParts) => {
  /** One decision after another: each is made in view of the one before. */
  const lines = new Lines()

  const mustBeOpen = (seminarId: SeminarId): void => {
    if (register.seminars.get(seminarId)?.state !== 'open') throw new Refusal('seminar/closed')
  }

  /** @throws seminar/closed at the moment of writing, whatever `edit` throws */
  const onShelf = async (seat: Seat, what: Decision, edit: (doc: Y.Doc) => KeyChange[]): Promise<void> => {
    const decided = { by: seat.id, at: now(), what }
    let changes: KeyChange[] = []
    await rooms.write(shelfRoom(seat.seminarId), (doc) => {
      mustBeOpen(seat.seminarId)
      changes = edit(doc)
      // Should this process die now, another still finds in whose name it was done.
      if (changes.length > 0) noteDecided(doc, decided)
    })
    if (changes.length > 0) await trail.add(seat.seminarId, decided, changes)
  }

  return {
    /** Answers the revision from which on it shows. @throws theme/not-found, theme/away, seminar/closed, store/away */
    correct: (seat: Seat, correction: Correction): Promise<number> =>
      lines.act(seat.seminarId, async () => {
        // Before it is shown to anybody, and once more when it is written.
        mustBeOpen(seat.seminarId)
        return themes.correct(seat.seminarId, correction, (changes) => onShelf(seat, correction, (doc) => written(doc, changes)))
      }),
    /** Takes back what an entry of the trail changed. @throws theme/not-found, theme/changed-since, seminar/closed, theme/away, store/away */
    undo: (seat: Seat, n: number): Promise<number> =>
      lines.act(seat.seminarId, async () => {
        const { changes } = await trail.entry(seat.seminarId, n)
        return themes.changing(seat.seminarId, () =>
          onShelf(seat, { op: 'undo', of: n }, (doc) => {
            const back = takenBack(doc, changes as KeyChange[])
            if (!back) throw new Refusal('theme/changed-since')
            return back
          }),
        )
      }),
  }
}
export type Deciding = ReturnType<typeof openDeciding>
