/** In which language an idea is written. */
import type { IdeaRow } from '#shared/theme/now.ts'

/** A name or an abbreviation of the other script changes no language. */
const fewLetters = 0.2

export const languageOf = (text: string): IdeaRow['language'] => {
  let [thai, latin] = [0, 0]
  for (const letter of text) {
    if (letter >= '\u0e01' && letter <= '\u0e4e') thai++
    else if (/\p{Script=Latin}/u.test(letter)) latin++
  }
  if (thai + latin === 0) return 'none'
  const share = latin / (thai + latin)
  return share < fewLetters ? 'th' : share > 1 - fewLetters ? 'en' : 'mixed'
}
