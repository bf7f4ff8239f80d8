/** The two things that every component may ask for; all else comes through props. */
import { createContext } from 'svelte'
import type { Me } from './person/me.svelte.ts'
import type { WordBook } from './words/word-book.svelte.ts'

/** Who this browser is: its seats, and whether it is the organizer's. Set by App. */
export const [getMe, setMe] = createContext<Me>()
/** The words of the chosen language: `const words = getWords()`, then `{words.t.board.add}`. Set by App. */
export const [getWords, setWords] = createContext<WordBook>()
