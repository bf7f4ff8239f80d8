/** How one choice of the results is shown: how far its bar reaches, and its score in words. */
import { scaleOf } from '#shared/vote/setup.ts'
import { agreementOf } from '#shared/vote/spread.ts'
import type { Ranked, Results, Vote } from '#shared/vote/vote.ts'
import type { WordBook } from '../words/word-book.svelte.ts'

/** Somebody gave it something: what nobody marked has no rank to speak of. */
export const isMarked = ({ marked }: Ranked): boolean => marked > 0

/** 0..1: of the scale where there is one, else of the best score. */
export const reachOf = ({ setup }: Pick<Vote, 'setup'>, { ranked }: Results, { score }: Ranked): number => {
  if (score === undefined) return 0
  const { from, to } = scaleOf(setup)
  if (setup.kind === 'rating') return (score - from) / (to - from)
  if (setup.kind === 'yes-no') return score
  const best = Math.max(0, ...ranked.map((one) => one.score ?? 0))
  return best === 0 ? 0 : score / best
}

const decimals = (value: number, digits: number): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: digits, maximumFractionDigits: digits })

export const scoreWords = (words: WordBook, { setup }: Pick<Vote, 'setup'>, { score }: Ranked): string => {
  const t = words.t.vote
  if (score === undefined) return t.unmarked
  if (setup.kind === 'rating') return t.score.rating(decimals(score, 2), words.number(scaleOf(setup).to))
  if (setup.kind === 'yes-no') return t.score['yes-no'](decimals(score * 100, 0))
  return t.score[setup.kind](words.number(score))
}
export const twoDecimals = (value: number): string => decimals(value, 2)

export const textOf = ({ choices }: Pick<Vote, 'choices'>, id: string): string => choices.find((choice) => choice.id === id)?.text ?? ''

const isJudged = ({ kind }: Vote['setup']): boolean => kind === 'rating' || kind === 'yes-no' || kind === 'pairs'

/** Whether those who judged it differ very much. */
export const isDivided = ({ setup }: Pick<Vote, 'setup'>, { spread, marked }: Ranked): boolean =>
  isJudged(setup) && marked > 1 && agreementOf(spread) === 'divided'

/** Whether people agree on it. Where marks are shared out nobody speaks of what they left out: there, how many gave it some; so where it was one alone. */
export const agreementWords = (words: WordBook, { setup }: Pick<Vote, 'setup'>, { spread, marked }: Ranked): string => {
  const { agreement, marked: markedBy } = words.t.vote
  if (!isJudged(setup)) return markedBy(words.number(marked))
  return marked > 1 ? agreement[agreementOf(spread)] : markedBy(words.number(marked))
}
