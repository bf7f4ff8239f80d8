import type { join as thai } from '../th/join.ts'

export const join: typeof thai = {}
