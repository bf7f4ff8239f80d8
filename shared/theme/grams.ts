/** Runs of three letters as numbers, for telling which texts look alike. */

/** The different runs of three letters of a text, sorted; a shorter text is one run by itself. */
export const gramsOf = (text: string): Int32Array => {
  const last = Math.max(1, text.length - 2)
  const grams = new Int32Array(text.length === 0 ? 0 : last)
  for (let i = 0; i < grams.length; i++) {
    const [a, b, c] = [text.charCodeAt(i), text.charCodeAt(i + 1) || 0, text.charCodeAt(i + 2) || 0]
    grams[i] = Math.imul(Math.imul(a, 8191) + b, 8191) + c
  }
  grams.sort()
  let size = 0
  for (let i = 0; i < grams.length; i++) if (i === 0 || grams[i] !== grams[i - 1]) grams[size++] = grams[i]!
  return grams.slice(0, size)
}

/** How many two sorted lists have in common. */
export const common = (a: Int32Array, b: Int32Array): number => {
  let shared = 0
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (a[i] === b[j]) {
      shared++
      i++
      j++
    } else if (a[i]! < b[j]!) i++
    else j++
  }
  return shared
}

/** Common runs against all of both (Dice), or nearly all of the smaller in the larger: a text that was cut off. */
export const looksAlike = (shared: number, a: number, b: number, least: number): boolean => {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  return 2 * shared >= least * (small + large) || (small >= 12 && shared >= 0.8 * small && small >= 0.4 * large)
}
