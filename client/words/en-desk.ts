import { deskRefusal } from '#shared/words/desk-refusal-en.ts'
import { advice } from './en/advice.ts'
import { consoleWords } from './en/console.ts'
import { course } from './en/course.ts'
import { organizer } from './en/organizer.ts'
import { shelf } from './en/shelf.ts'
import { theme } from './en/theme.ts'
import { wall } from './en/wall.ts'
import type { desk as thai } from './th-desk.ts'

export const desk = { advice, wall, console: consoleWords, course, organizer, shelf, theme, deskRefusal } satisfies typeof thai
