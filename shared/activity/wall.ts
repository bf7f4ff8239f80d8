/** What the wall of a seminar shows, as data that any facilitator sets; the newest word counts. */
import * as v from 'valibot'
import { idSchema } from '../id-schema.ts'
import type { WallShow } from '../live/events.ts'

const board = { boardId: idSchema<'board'>() }

/** `PUT /api/seminars/:id/wall` */
export const wallShowSchema = v.variant('show', [
  v.object({ show: v.literal('activity') }),
  v.object({ show: v.literal('groups') }),
  v.object({ show: v.literal('board'), ...board }),
  /** Each board for so many seconds, in turn. */
  v.object({ show: v.literal('tour'), seconds: v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(600)) }),
  /** Without a group: of the phase that most groups are in. */
  v.object({ show: v.literal('instruction'), groupId: v.optional(idSchema<'group'>()) }),
  v.object({ show: v.literal('results'), voteId: idSchema<'vote'>() }),
  v.object({ show: v.literal('spotlight'), ...board, ideaId: idSchema<'idea'>() }),
  /** Without a theme, or with one that is gone, the view `theme` shows the map. */
  v.object({ show: v.literal('themes'), view: v.picklist(['map', 'matrix', 'theme']), themeId: v.optional(idSchema<'theme'>()) }),
  v.object({ show: v.literal('join') }),
]) satisfies v.GenericSchema<unknown, WallShow>

/** A wall that nobody has turned to anything. */
export const usualWall: WallShow = { show: 'activity' }

/** `POST /api/seminars/:id/wall/code`: seats a projector that only shows; once, within 15 minutes. `url` opens it there. */
export const wallCodeSchema = v.object({ code: v.string(), url: v.string(), expiresAt: v.number() })
export type WallCode = v.InferOutput<typeof wallCodeSchema>
