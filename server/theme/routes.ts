/** Themes over the API: for who leads and takes notes, and for the wall that shows them. */
import * as v from 'valibot'
import { isId, type IdeaId, type SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { listed, themesListSchema, type ThemesList } from '#shared/theme/listed.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { Caller, Rights } from '../access/rights.ts'
import { takesNotes } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { RoomThemes } from './holding.ts'

export interface ThemeRouteParts {
  rights: Rights
  themes: RoomThemes
}
const refusals = ['seat/missing', 'seat/revoked', 'seat/forbidden', 'seminar/not-found', 'theme/away'] as const
const whySchema = v.object({ words: v.array(v.string()), concepts: v.array(v.string()) })

/** The caller's seat, if it may see what the whole room says. @throws as seatIn, seat/forbidden */
export const seesThemes = async (rights: Rights, caller: Caller, seminarId: SeminarId): Promise<Seat> => {
  const seat = await rights.seatIn(caller, seminarId)
  if (!takesNotes(seat) && seat.role !== 'wall') throw new Refusal('seat/forbidden')
  return seat
}

export const openThemeRoutes = (api: Api, { rights, themes }: ThemeRouteParts): void => {
  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes',
      about: 'What the room says over all groups: themes with their ideas and in which groups they arose.',
      answer: themesListSchema,
      refusals,
    },
    async ({ caller, id }): Promise<ThemesList> => {
      const { seminarId } = await seesThemes(rights, caller, id<'seminar'>())
      return listed(await themes.now(seminarId))
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes/now',
      about: 'The same as rows, kept up to date by the announcement `themes`.',
      refusals,
    },
    async ({ caller, id }): Promise<ThemesNow> => {
      const { seminarId } = await seesThemes(rights, caller, id<'seminar'>())
      return themes.known(seminarId)
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/seminars/:id/themes/why',
      about: 'The words and the concepts that two ideas share (`?a=` and `?b=`, ids of ideas).',
      answer: whySchema,
      refusals: [...refusals, 'request/malformed'],
    },
    async ({ caller, request, id }) => {
      const { seminarId } = await seesThemes(rights, caller, id<'seminar'>())
      const { a, b } = request.query
      if (!isId(a) || !isId(b)) throw new Refusal('request/malformed', { field: isId(a) ? 'b' : 'a' })
      return themes.why(seminarId, a as IdeaId, b as IdeaId)
    },
  )
}
