import type { start as thai } from '../th/start.ts'

export const start: typeof thai = {}
