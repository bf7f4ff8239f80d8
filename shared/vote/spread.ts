/**
 * How much people disagree, as one figure for every kind of vote: the standard deviation of the marks (of the whole
 * population, not of a sample) over the greatest that the scale allows. 0: everybody gave the same. 1: one half gave the
 * lowest, the other half the highest.
 */

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** The middle value; of an even number the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** 0..1; 0 for fewer than two values. */
export const spreadOf = (values: readonly number[], from: number, to: number): number => {
  if (values.length < 2 || to <= from) return 0
  const middle = mean(values)
  let squares = 0
  for (const value of values) squares += (value - middle) ** 2
  return Math.min(1, Math.sqrt(squares / values.length) / ((to - from) / 2))
}

/** What to call a spread: below a third they agree, from two thirds on they are divided. */
export const agreementOf = (spread: number): 'agree' | 'differ' | 'divided' =>
  spread < 1 / 3 ? 'agree' : spread < 2 / 3 ? 'differ' : 'divided'

/** Six decimals: enough for every screen, and what floating point adds in another order of adding is the same figure. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6
