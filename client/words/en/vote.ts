import type { vote as thai } from '../th/vote.ts'

export const vote: typeof thai = {
  title: 'Vote',
}
