/** How long ago, in as few letters as a small tile holds. */
import type { WordBook } from '../../words/word-book.svelte.ts'

const minuteMs = 60_000

/** `at`, `now`: epoch ms by the same clock. */
export const briefAgo = (words: WordBook, at: number, now: number): string => {
  const { ago } = words.t.course
  const minutes = Math.floor((now - at) / minuteMs)
  if (minutes < 1) return ago.now
  return minutes < 60 ? ago.minutes(minutes) : ago.hours(Math.floor(minutes / 60))
}
