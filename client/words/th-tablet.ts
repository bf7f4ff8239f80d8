/** The Thai words that a participant's first page needs, area by area. Entries are strings, or functions of a number or a name. */
import { board } from './th/board.ts'
import { canvas } from './th/canvas.ts'
import { idea } from './th/idea.ts'
import { join } from './th/join.ts'
import { refusal } from '#shared/words/refusal-th.ts'
import { start } from './th/start.ts'
import { ui } from './th/ui.ts'

export const tablet = { ui, start, join, board, canvas, idea, refusal }
