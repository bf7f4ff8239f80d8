/** Names and titles stand inside other people's sentences and lists: what breaks a line, turns its direction or hides has no place in them. */

/** Control characters, and marks that turn the direction of what follows. Joiners stay: emoji families and Thai word breaks need them. */
const unruly = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu

/** Whether anything of a text can be seen. */
export const isVisible = (text: string): boolean => /[^\p{C}\p{Z}\u115F\u1160\u2800\u3164\uFFA0]/u.test(text)

/** Gives a text as one line in NFC, without control and direction marks; empty when nothing of it can be seen. */
export const oneLine = (text: string): string => {
  const line = text.toWellFormed().replace(unruly, ' ').normalize('NFC').replace(/ {2,}/g, ' ').trim()
  return isVisible(line) ? line : ''
}
