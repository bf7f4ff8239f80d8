import { consoleWords } from './en/console.ts'
import { organizer } from './en/organizer.ts'
import { wall } from './en/wall.ts'
import type { desk as thai } from './th-desk.ts'

export const desk = { wall, console: consoleWords, organizer } satisfies typeof thai
