/** English word forms as one: `cities` and `city`, `parking` and `park`. Light on purpose: a wrong join costs more than a missed one. */

const short = /^[a-z]{1,3}$/
const hasVowel = /[aeiouy]/
const doubled = /([bdfgklmnprt])\1$/

/** What is left of a word without -ing or -ed: the doubled letter goes, a lost e comes back only after clusters that need one. */
const mended = (root: string): string => {
  if (doubled.test(root) && !/(ll|ss|zz)$/.test(root)) return root.slice(0, -1)
  if (/(at|bl|iz|[^aeiou][aeiou][vgcs]|ur|uc|ag|ang|rc|rs|ns)$/.test(root)) return `${root}e`
  return root
}

/** Gives the stem of a lower-case English word; other scripts stay as they are. */
export const stemOf = (word: string): string => {
  if (!/^[a-z][a-z'’-]*$/.test(word)) return word
  let w = word.replace(/['’]s?$/, '').replace(/['’]/g, '')
  if (short.test(w)) return w
  if (w.endsWith('sses')) w = w.slice(0, -2)
  else if (w.endsWith('ies') && w.length > 4) w = `${w.slice(0, -3)}y`
  else if (/(x|ch|sh|z|ss)es$/.test(w)) w = w.slice(0, -2)
  else if (w.endsWith('s') && !/(ss|us|is)$/.test(w)) w = w.slice(0, -1)
  if (w.endsWith('ing') && w.length > 5 && hasVowel.test(w.slice(0, -3))) w = mended(w.slice(0, -3))
  else if (w.endsWith('ed') && w.length > 4 && !w.endsWith('eed') && hasVowel.test(w.slice(0, -2))) w = mended(w.slice(0, -2))
  if (w.endsWith('ly') && w.length > 5) w = w.slice(0, -2)
  return w.length > 5 && w.endsWith('e') ? w.slice(0, -1) : w
}
