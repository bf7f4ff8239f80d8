import type { board as thai } from '../th/board.ts'

export const board: typeof thai = {}
