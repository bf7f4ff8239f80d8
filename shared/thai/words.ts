/** Thai is written without spaces between words: the dictionary of Intl.Segmenter finds them. */
import { normaliseThai } from './normal.ts'

const segmenter = new Intl.Segmenter('th', { granularity: 'word' })

/** The words of a text in its normal form, without spaces and punctuation: `น้ำท่วมถนน` → `['น้ำ', 'ท่วม', 'ถนน']`. */
export const thaiWords = (text: string): string[] => {
  const words: string[] = []
  for (const { segment, isWordLike } of segmenter.segment(normaliseThai(text))) if (isWordLike) words.push(segment)
  return mended(words)
}

/** Cuts a text at every word border; the pieces side by side are the text. */
export const cutWords = (text: string): string[] => mended(Array.from(segmenter.segment(text), ({ segment }) => segment))

/** ICU's dictionary takes the first letter of กลุ่ม for the end of เป็น, in the word that a seminar says most. */
const mended = (pieces: string[]): string[] => {
  for (let i = 1; i < pieces.length; i++) if (pieces[i - 1] === 'เป็นก' && pieces[i] === 'ลุ่ม') pieces.splice(i - 1, 2, 'เป็น', 'กลุ่ม')
  return pieces
}

/**
 * Cuts one piece where even a word may be broken when nothing else fits: between whole syllable cells, so that no vowel or
 * tone mark stands without its letter, and no leading vowel (เ แ โ ใ ไ) is left behind.
 */
export const cutCells = (text: string): string[] => text.match(cell) ?? []
const cell = /[\u0E40-\u0E44]?[\u0E01-\u0E2E][\u0E30-\u0E3A\u0E45-\u0E4E]*|\p{RI}\p{RI}|\P{M}(?:\u200D\P{M}|\p{M}|\p{EMod})*|[^]/gu
