import type { talk as thai } from '../th/talk.ts'

export const talk: typeof thai = {
  comments: (count) => (count === 1 ? '1 comment' : `${count} comments`),
}
