/** The shape of a text in both languages, where data comes from outside. */
import * as v from 'valibot'

const maxWordsCharacters = 600
const text = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxWordsCharacters))
export const wordsSchema = v.object({ th: text, en: text })
