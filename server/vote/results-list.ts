/** The results of many votes as one long table, a row for each choice: what a bundle keeps for people who open it in years. */
import type { GroupId } from '#shared/id.ts'
import { criteriaOf, type VoteKind } from '#shared/vote/setup.ts'
import type { Ranked, Vote } from '#shared/vote/vote.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import type { Language, Words } from '#shared/words.ts'

const titles = [
  { th: 'การลงคะแนน', en: 'Vote' },
  { th: 'เปิดเมื่อ', en: 'Opened' },
  { th: 'ของกลุ่ม', en: 'Of group' },
  { th: 'แบบ', en: 'Kind' },
  { th: 'ผู้ลงคะแนน', en: 'Cast' },
  { th: 'ผู้มีสิทธิ์', en: 'Could vote' },
  { th: 'อันดับ', en: 'Rank' },
  { th: 'เรื่อง', en: 'Choice' },
  { th: 'จากกลุ่ม', en: 'From group' },
  { th: 'คะแนน', en: 'Score' },
  { th: 'ความเห็นต่าง (0-100)', en: 'Disagreement (0-100)' },
  { th: 'ผู้ให้คะแนน', en: 'Marked by' },
  { th: 'รายเกณฑ์หรือรายคำตอบ', en: 'By criterion or answer' },
  { th: 'รหัสความคิดเห็น', en: 'Idea id' },
] as const satisfies readonly Words[]
const answers = [
  { th: 'เห็นด้วย', en: 'agree' },
  { th: 'ไม่เห็นด้วย', en: 'disagree' },
  { th: 'ไม่ออกเสียง', en: 'abstain' },
] as const satisfies readonly Words[]

export const kindWords: Readonly<Record<VoteKind, Words>> = {
  dots: { th: 'ให้จุด', en: 'dots' },
  points: { th: 'แบ่ง 100 คะแนน', en: '100 points' },
  rating: { th: 'ให้คะแนนตามเกณฑ์', en: 'rating' },
  ranking: { th: 'จัดอันดับ', en: 'ranking' },
  pairs: { th: 'เทียบทีละคู่', en: 'pairs' },
  'yes-no': { th: 'เห็นด้วยหรือไม่', en: 'yes or no' },
}

export const figure = (value: number | undefined): string => (value === undefined ? '' : String(Math.round(value * 100) / 100))

/** What a choice got in each of a vote's parts, in one cell. */
export const partsOf = ({ setup }: Vote, one: Ranked, language: Language): string => {
  if (setup.kind === 'yes-no') return answers.map((answer, at) => `${answer[language]} ${one.counts?.[at] ?? 0}`).join('; ')
  if (setup.kind !== 'rating') return ''
  return criteriaOf(setup)
    .flatMap(({ title }, at) => (one.criteria?.[at] ? `${title[language]} ${figure(one.criteria[at].mean)}` : []))
    .join('; ')
}

/** Header and rows. `groups`: names by id. */
export const resultsList = (votes: readonly Vote[], language: Language, groups: ReadonlyMap<GroupId, string>): string[][] => {
  const nameOf = (id: GroupId | undefined): string => (id && groups.get(id)) ?? ''
  const rowsOf = (vote: Vote): string[][] => {
    const choices = new Map(vote.choices.map((choice) => [choice.id, choice]))
    const { cast = 0, people = 0, ranked = [] } = vote.results ?? {}
    return ranked.map((one) => {
      const choice = choices.get(one.choice)
      return [
        vote.title[language],
        dateAndTime(vote.openedAt, language),
        nameOf(vote.groupId),
        kindWords[vote.setup.kind][language],
        String(cast),
        String(people),
        String(one.rank),
        choice?.text ?? '',
        nameOf(choice?.groupId),
        figure(one.score),
        String(Math.round(one.spread * 100)),
        String(one.marked),
        partsOf(vote, one, language),
        choice?.ideaId ?? '',
      ]
    })
  }
  return [titles.map((title) => title[language]), ...votes.flatMap(rowsOf)]
}
