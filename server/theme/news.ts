/**
 * Themes, announced to those who asked for them.
 *
 *   browser  watchThemes(seminarId)   → { ok: true } or a refusal's code; then it asks the API for the whole
 *   server   themes                   what became of the whole, at most twice a second
 */
import type { Rights } from '../access/rights.ts'
import type { Live } from '../live/live.ts'
import { seesThemes } from './routes.ts'
import type { Themes } from './themes.ts'

export const openThemeNews = ({ live, rights, themes }: { live: Live; rights: Rights; themes: Themes }): void => {
  live.onWish('watchThemes', async (caller, seminarId) => {
    const seat = await seesThemes(rights, caller, seminarId)
    await themes.now(seminarId)
    return { to: 'themes', seat }
  })
  themes.onChange((seminarId, change) => live.tell(seminarId, 'themes', 'themes', change))
}
