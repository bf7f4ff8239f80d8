import type { WordBook } from '../words/word-book.svelte.ts'
import { notify } from './notices.svelte.ts'

/** Carries something out and says how it went at the foot of the screen. Gives whether it was done. */
export const attempt = async (words: WordBook, act: () => Promise<unknown>, done = ''): Promise<boolean> => {
  try {
    await act()
    if (done !== '') notify(done)
    return true
  } catch (error) {
    notify(words.refusal(error), 'bad')
    return false
  }
}
