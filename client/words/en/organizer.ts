import type { organizer as thai } from '../th/organizer.ts'

export const organizer: typeof thai = {}
