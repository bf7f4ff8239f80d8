/** What the screens ask about themes. All throw Refused or Unreachable. */
import type { IdeaId, SeminarId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { Trail } from '#shared/theme/trail.ts'
import { ask } from '../net/call.ts'

/** What two ideas share, as the engine reads them. */
interface Why {
  readonly words: readonly string[]
  readonly concepts: readonly string[]
}
type ThemesFormat = 'xlsx' | 'csv' | 'json' | 'pdf' | 'svg' | 'png'

const to = (id: SeminarId, path: string) => `/api/seminars/${id}/themes/${path}`

export const themesNow = (id: SeminarId) => ask<ThemesNow>(to(id, 'now'))
/** `revision`: from which on the themes obey it. */
export const correct = (id: SeminarId, body: Correction) => ask<{ revision: number }>(to(id, 'corrections'), { method: 'POST', body })
export const why = (id: SeminarId, a: IdeaId, b: IdeaId) => ask<Why>(to(id, `why?a=${a}&b=${b}`))
/** Newest first, further back than the line `before`. */
export const trail = (id: SeminarId, before?: number) => ask<Trail>(to(id, `trail${before === undefined ? '' : `?before=${before}`}`))
/** Takes back what one line of the trail changed. */
export const undo = (id: SeminarId, n: number) => ask<{ revision: number }>(to(id, `trail/${n}/undo`), { method: 'POST' })
export const exportPath = (id: SeminarId, format: ThemesFormat, picture?: 'map' | 'matrix') =>
  to(id, `export.${format}${picture ? `?picture=${picture}` : ''}`)
