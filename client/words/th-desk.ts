/** The Thai words of the facilitator's, the organizer's and the wall's screens. */
import { deskRefusal } from '#shared/words/desk-refusal-th.ts'
import { advice } from './th/advice.ts'
import { consoleWords } from './th/console.ts'
import { course } from './th/course.ts'
import { organizer } from './th/organizer.ts'
import { shelf } from './th/shelf.ts'
import { theme } from './th/theme.ts'
import { wall } from './th/wall.ts'

export const desk = { advice, wall, console: consoleWords, course, organizer, shelf, theme, deskRefusal }
