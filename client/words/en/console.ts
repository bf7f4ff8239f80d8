import type { consoleWords as thai } from '../th/console.ts'

export const consoleWords: typeof thai = {}
