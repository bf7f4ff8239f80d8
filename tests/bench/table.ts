/** An outcome as markdown: figures by contestant with their spread, then the goals and whether each is met. */
import { median } from '../load/statistics.ts'
import { isJudged, isMet, type Goal, type Outcome } from './section.ts'

const number = (value: number, digits: number): string =>
  Number.isFinite(value) ? value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }) : '–'

const spread = (values: readonly number[], digits: number): string => {
  const real = values.filter((value) => Number.isFinite(value))
  if (real.length === 0) return '–'
  const middle = number(median(real), digits)
  return real.length === 1 ? middle : `${middle} (${number(Math.min(...real), digits)}–${number(Math.max(...real), digits)})`
}

const rows = (header: readonly string[], body: readonly string[][]): string =>
  [header, header.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')

const goalRow = (goal: Goal): string[] => [
  goal.name,
  spread(goal.values, goal.digits),
  `${goal.wanted} ${number(goal.limit, goal.digits)}`,
  isMet(goal) ? 'met' : '**not met**',
]

export const markdown = (outcome: Outcome): string => {
  const contestants = [...new Set(outcome.figures.flatMap((figure) => Object.keys(figure.values)))]
  const figures = outcome.figures.map((figure) => [
    figure.name,
    ...contestants.map((name) => spread(figure.values[name] ?? [], figure.digits)),
  ])
  const parts = [`### ${outcome.title}`]
  if (figures.length > 0) parts.push(rows(['median (min–max)', ...contestants], figures))
  const judged = outcome.goals.filter(isJudged)
  if (judged.length > 0) parts.push(rows(['goal', 'reached', 'wanted', ''], judged.map(goalRow)))
  if (outcome.foot.length > 0) parts.push(outcome.foot.join(' '))
  return parts.join('\n\n')
}
