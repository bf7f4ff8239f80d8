import { ui } from './en/ui.ts'
import { start } from './en/start.ts'
import { join } from './en/join.ts'
import { board } from './en/board.ts'
import { canvas } from './en/canvas.ts'
import { idea } from './en/idea.ts'
import { wall } from './en/wall.ts'
import { consoleWords } from './en/console.ts'
import { organizer } from './en/organizer.ts'
import { refusal } from './en/refusal.ts'
import type { Dictionary } from './th.ts'

export const en = { ui, start, join, board, canvas, idea, wall, console: consoleWords, organizer, refusal } satisfies Dictionary
