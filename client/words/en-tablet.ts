import { board } from './en/board.ts'
import { canvas } from './en/canvas.ts'
import { idea } from './en/idea.ts'
import { join } from './en/join.ts'
import { refusal } from '#shared/words/refusal-en.ts'
import { start } from './en/start.ts'
import { ui } from './en/ui.ts'
import type { tablet as thai } from './th-tablet.ts'

export const tablet = { ui, start, join, board, canvas, idea, refusal } satisfies typeof thai
