/** The shape of a text in both languages, where data comes from outside. */
import * as v from 'valibot'
import { isVisible, oneLine, ruledLines } from './thai/one-line.ts'

const maxWordsCharacters = 600
// In NFC a text may be longer than it was.
const line = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(maxWordsCharacters),
  v.transform(oneLine),
  v.minLength(1),
  v.maxLength(maxWordsCharacters),
)
/** A name or a title. */
export const wordsSchema = v.object({ th: line, en: line })

const seen = (text: string): string => (isVisible(text) ? ruledLines(text).trim() : '')
const lines = v.pipe(v.string(), v.trim(), v.maxLength(maxWordsCharacters), v.transform(seen), v.minLength(1))
/** An instruction, which may have several lines. */
export const instructionSchema = v.object({ th: lines, en: lines })
