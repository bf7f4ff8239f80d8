import type { idea as thai } from '../th/idea.ts'

export const idea: typeof thai = {}
