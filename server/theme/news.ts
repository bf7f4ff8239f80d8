/**
 * Themes, announced to those who asked for them.
 *
 *   browser  watchThemes(seminarId)   → { ok: true } or a refusal's code; then it asks the API for the whole
 *   server   themes                   what became of the whole, at most twice a second
 */
import type { Rights } from '../access/rights.ts'
import type { Live } from '../live/live.ts'
import type { RoomThemes } from './holding.ts'
import { seesThemes } from './routes.ts'
import type { Themes } from './themes.ts'

export const openThemeNews = (parts: { live: Live; rights: Rights; themes: Pick<Themes, 'onChange'>; room: RoomThemes }): void => {
  const { live, rights, themes, room } = parts
  live.onWish('watchThemes', async (caller, seminarId) => {
    const seat = await seesThemes(rights, caller, seminarId)
    await room.known(seminarId)
    return { to: 'themes', seat }
  })
  // Only the process that holds a seminar hears of its changes.
  themes.onChange((seminarId, change) => live.spread(seminarId, 'themes', 'themes', change))
}
