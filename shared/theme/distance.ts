/** How many slips of the finger lie between two words: a letter wrong, missing, too many, or two exchanged. */
export const slips = (a: string, b: string, most: number): number => {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let older = new Array<number>(b.length + 1).fill(0)
  let old = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(old[j]! + 1, now[j - 1]! + 1, old[j - 1]! + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, older[j - 2]! + 1)
      now.push(value)
      least = Math.min(least, value)
    }
    if (least > most) return most + 1
    older = old
    old = now
  }
  return old[b.length]!
}
