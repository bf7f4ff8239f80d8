/** The themes of a seminar as documents, for who leads it or takes its notes. */
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import type { Words } from '#shared/words.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import { takesNotes, type Caller, type Rights } from '../access/rights.ts'
import { contentTypes } from '../documents/content-types.ts'
import { readShelf } from '../documents/kept-sheet.ts'
import { pressThemes, themeFileName } from '../documents/theme-exports.ts'
import { pictures, themeFormats, type Picture, type ThemeSheet } from '../documents/theme-sheet.ts'
import { Download, type Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Themes } from './themes.ts'

type VoteOfSeminar = ThemeSheet['votes'][number] & { readonly seminarId: SeminarId; readonly state: string; readonly openedAt: number }

export interface ThemeExportParts {
  register: Pick<Register, 'seminars' | 'groupsOf'>
  rights: Rights
  limits: Limits
  rooms: Pick<Rooms, 'read'>
  themes: Pick<Themes, 'finished'>
  /** All votes there are. */
  votes: { all(): Iterable<VoteOfSeminar> }
  zonesOf(seminarId: SeminarId): Promise<Record<string, Words>>
  now: () => number
}

/** `?picture=map|matrix`; without it the map. @throws request/malformed */
const pictureOf = (asked: unknown): Picture => {
  const found = asked === undefined ? 'map' : pictures.find((one) => one === asked)
  if (!found) throw new Refusal('request/malformed', { field: 'picture' })
  return found
}

export const openThemeExports = (api: Api, parts: ThemeExportParts): void => {
  const { register, rights, limits, rooms, themes, votes, zonesOf, now } = parts

  /** The caller's seminar. @throws as seatIn, seat/forbidden */
  const mayTake = async (caller: Caller, id: SeminarId): Promise<SeminarId> => {
    const seat = await rights.seatIn(caller, id)
    if (!takesNotes(seat)) throw new Refusal('seat/forbidden')
    return seat.seminarId
  }
  const sheetOf = async (seminarId: SeminarId): Promise<Omit<ThemeSheet, 'language'>> => {
    const [seminar, found, zones, shelf] = await Promise.all([
      register.seminars.need(seminarId),
      themes.finished(seminarId),
      zonesOf(seminarId),
      rooms.read(shelfRoom(seminarId), readShelf),
    ])
    const closed = [...votes.all()].filter((vote) => vote.seminarId === seminarId && vote.state === 'closed')
    return {
      seminar,
      groups: register.groupsOf(seminarId),
      themes: found,
      zones,
      ...shelf,
      votes: closed
        .sort((a, b) => b.openedAt - a.openedAt)
        .map(({ id, title, setup, choices, results }) => ({ id, title, setup: { kind: setup.kind }, choices, results })),
      now: now(),
    }
  }

  for (const format of themeFormats) {
    const shows = format === 'svg' || format === 'png' ? ': the map, or with `?picture=matrix` themes by group' : ''
    api.open(
      {
        method: 'get',
        path: `/api/seminars/:id/themes/export.${format}`,
        about: `The themes over all groups as ${format}${shows}.`,
        downloads: [contentTypes[format]],
        refusals: [
          'seat/missing',
          'seat/revoked',
          'seat/forbidden',
          'seminar/not-found',
          'theme/away',
          'request/malformed',
          'request/too-many',
        ],
      },
      async ({ caller, language, request, id }) => {
        const seminarId = await mayTake(caller, id<'seminar'>())
        const picture = pictureOf(request.query['picture'])
        await limits.board(seminarId)
        const order = { format, picture, sheet: { ...(await sheetOf(seminarId)), language } }
        return new Download(await pressThemes(order), contentTypes[format], themeFileName(order))
      },
    )
  }
}
