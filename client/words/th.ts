/** The Thai words of all screens, area by area. Entries are strings, or functions of a number or a name. */
import { ui } from './th/ui.ts'
import { start } from './th/start.ts'
import { join } from './th/join.ts'
import { board } from './th/board.ts'
import { canvas } from './th/canvas.ts'
import { idea } from './th/idea.ts'
import { wall } from './th/wall.ts'
import { consoleWords } from './th/console.ts'
import { organizer } from './th/organizer.ts'
import { refusal } from './th/refusal.ts'

export const th = { ui, start, join, board, canvas, idea, wall, console: consoleWords, organizer, refusal }

export type Dictionary = typeof th
