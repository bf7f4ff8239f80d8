/** The results of a vote as a table: a row for each choice in its rank, with the figures of its kind and of each group. */
import type { GroupId } from '#shared/id.ts'
import { criteriaOf } from '#shared/vote/setup.ts'
import type { Ranked, Vote } from '#shared/vote/vote.ts'
import type { Language, Words } from '#shared/words.ts'

const titles = {
  rank: { th: 'อันดับ', en: 'Rank' },
  text: { th: 'เรื่อง', en: 'Choice' },
  from: { th: 'จากกลุ่ม', en: 'From group' },
  score: { th: 'คะแนน', en: 'Score' },
  share: { th: 'สัดส่วน (%)', en: 'Share (%)' },
  spread: { th: 'ความเห็นต่าง (0-100)', en: 'Disagreement (0-100)' },
  marked: { th: 'ผู้ให้คะแนน', en: 'Marked by' },
  yes: { th: 'เห็นด้วย', en: 'Agree' },
  no: { th: 'ไม่เห็นด้วย', en: 'Disagree' },
  abstain: { th: 'ไม่ออกเสียง', en: 'Abstain' },
  mean: { th: 'เฉลี่ย', en: 'mean' },
  median: { th: 'มัธยฐาน', en: 'median' },
  rankOf: { th: 'อันดับของ', en: 'Rank of' },
  idea: { th: 'รหัสความคิดเห็น', en: 'Idea id' },
} as const satisfies Record<string, Words>

interface Column {
  title: string
  width: number
  cell(one: Ranked): string
}
/** Two decimals at most; a figure that nobody made is an empty cell. */
const figure = (value: number | null | undefined): string => (typeof value === 'number' ? String(Math.round(value * 100) / 100) : '')
const percent = (value: number | undefined): string => (value === undefined ? '' : String(Math.round(value * 1000) / 10))

/** Header, rows, and how wide the columns are, in characters. `groups`: names by id, in their order. */
export const resultsTable = (
  vote: Vote,
  language: Language,
  groups: ReadonlyMap<GroupId, string>,
): { rows: string[][]; widths: number[] } => {
  const say = (key: keyof typeof titles): string => titles[key][language]
  const places = new Map(vote.choices.map((choice, index) => [choice.id, { choice, index }]))
  const choiceOf = (one: Ranked) => places.get(one.choice)?.choice
  const from = (one: Ranked): string => {
    const groupId = choiceOf(one)?.groupId
    return groupId ? (groups.get(groupId) ?? '') : ''
  }
  const criteria = vote.setup.kind === 'rating' ? criteriaOf(vote.setup) : []
  const columns: Column[] = [
    { title: say('rank'), width: 8, cell: (one) => String(one.rank) },
    { title: say('text'), width: 70, cell: (one) => choiceOf(one)?.text ?? '' },
    { title: say('from'), width: 22, cell: from },
    { title: say('score'), width: 12, cell: ({ score }) => figure(score) },
    { title: say('share'), width: 12, cell: ({ share }) => percent(share) },
    { title: say('spread'), width: 16, cell: ({ spread }) => String(Math.round(spread * 100)) },
    { title: say('marked'), width: 12, cell: ({ marked }) => String(marked) },
    ...(vote.setup.kind === 'yes-no'
      ? (['yes', 'no', 'abstain'] as const).map((answer, at) => ({
          title: say(answer),
          width: 12,
          cell: ({ counts }: Ranked) => figure(counts?.[at]),
        }))
      : []),
    ...criteria.flatMap(({ title }, at) =>
      (['mean', 'median'] as const).map((key) => ({
        title: `${title[language]} (${say(key)})`,
        width: 14,
        cell: (one: Ranked) => figure(one.criteria?.[at]?.[key]),
      })),
    ),
    ...[...groups].flatMap(([id, name]): Column[] => {
      const of = vote.results?.groups?.find(({ groupId }) => groupId === id)
      const rankOf = (one: Ranked) => figure(of?.ranks?.[places.get(one.choice)?.index ?? -1])
      return of ? [{ title: `${say('rankOf')} ${name}`, width: 14, cell: rankOf }] : []
    }),
    { title: say('idea'), width: 18, cell: (one) => choiceOf(one)?.ideaId ?? '' },
  ]
  const ranked = vote.results?.ranked ?? []
  return {
    rows: [columns.map(({ title }) => title), ...ranked.map((one) => columns.map(({ cell }) => cell(one)))],
    widths: columns.map(({ width }) => width),
  }
}
