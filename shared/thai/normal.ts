/**
 * The normal form of Thai text. Keyboards and old systems write one syllable in several ways that look alike; search,
 * likeness and word breaking need one. NFC and never NFKC, which splits ำ in two.
 */
const tones = '\u0E48-\u0E4B'
const zeroWidth = /[\u200B\u2060\uFEFF]/g
/** Joiners hold emoji families together: they go only where they touch Thai. */
const joinerInThai = /(?<=[\u0E00-\u0E7F])[\u200C\u200D]+|[\u200C\u200D]+(?=[\u0E00-\u0E7F])/g
const twoE = /\u0E40\u0E40/g
const aaBeforeTone = new RegExp(`([\\u0E32\\u0E33]+)([${tones}]+)`, 'g')
const nikhahitAa = new RegExp(`\\u0E4D([${tones}]*)\\u0E32`, 'g')
const doubledAm = /\u0E33{2,}/g
const marks = /[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]{2,}/g
const isTone = (mark: string): boolean => mark >= '\u0E48' && mark <= '\u0E4C'

/** Vowels above and below before tones, each mark once. */
const orderMarks = (run: string): string => {
  const all = [...run]
  return [...new Set([...all.filter((mark) => !isTone(mark)), ...all.filter(isTone)])].join('')
}

const repair = (text: string): string =>
  text
    .replace(zeroWidth, '')
    .replace(joinerInThai, '')
    .replace(twoE, '\u0E41')
    .replace(aaBeforeTone, '$2$1')
    .replace(marks, orderMarks)
    .replace(nikhahitAa, '$1\u0E33')
    .replace(doubledAm, '\u0E33')
    .normalize('NFC')

/**
 * Gives a text in the normal form: NFC, nothing of zero width, เเ as แ, ำ as one letter after its tone mark, vowels before tones,
 * no mark twice. What is normal already stays as it is; letters, case and digits are never changed.
 */
export const normaliseThai = (text: string): string => {
  let before = ''
  let now = text.normalize('NFC')
  // One repair may uncover another; each moves a mark left or takes one away, so that it ends.
  while (now !== before) {
    before = now
    now = repair(now)
  }
  return now
}
