/** What people write stands beside what others write: what turns the direction of a line, or cannot be shown, has no place in it. */

/** Control characters, and marks that turn the direction of what follows. Joiners stay: emoji families and Thai word breaks need them. */
const unruly = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu

/** Ends of lines as other programs write them. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g
/** More marks on one letter than any script has would lie over the lines above. */
const marksTooMany = /(\p{M}{8})\p{M}+/gu
/** Tabs stay, as tables have them. */
const unrulyInLines = /(?![\n\t])[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/gu

/** Whether anything of a text can be seen. */
export const isVisible = (text: string): boolean => /[^\p{C}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/u.test(text)

/** Gives a text with one kind of line end, without control and direction marks, and with as many marks on a letter as can be read. */
export const ruledLines = (text: string): string => text.replace(lineEnds, '\n').replace(unrulyInLines, '').replace(marksTooMany, '$1')

/** For names and titles, which stand inside others' sentences: gives a text as one line in NFC, without control and direction marks; empty when nothing of it can be seen. */
export const oneLine = (text: string): string => {
  const line = text.toWellFormed().replace(unruly, ' ').normalize('NFC').replace(/ {2,}/g, ' ').trim()
  return isVisible(line) ? line : ''
}
