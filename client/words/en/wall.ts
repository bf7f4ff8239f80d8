import type { wall as thai } from '../th/wall.ts'

export const wall: typeof thai = {}
