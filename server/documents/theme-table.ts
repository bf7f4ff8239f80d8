/** Themes as a table: a row for each idea under its theme, widest theme first, then what is in none. */
import type { GroupId, ThemeId } from '#shared/id.ts'
import type { IdeaRow } from '#shared/theme/now.ts'
import { matrixOf, type MatrixRow } from '#shared/theme/overview/matrix.ts'
import { membersByTheme, parkedOf, unfiledOf } from '#shared/theme/overview/members.ts'
import type { Words } from '#shared/words.ts'
import { sheetTime } from './sheet.ts'
import type { ThemeSheet } from './theme-sheet.ts'

const titles = {
  theme: { th: 'ประเด็นร่วม', en: 'Theme' },
  breadth: { th: 'จำนวนกลุ่มที่พูด', en: 'Groups that said it' },
  minority: { th: 'กลุ่มเดียวที่พูด', en: 'One group alone' },
  group: { th: 'กลุ่ม', en: 'Group' },
  zone: { th: 'ช่อง', en: 'Zone' },
  text: { th: 'ข้อความเดิม', en: 'As written' },
  refined: { th: 'ข้อความที่ปรับแล้ว', en: 'Refined wording' },
  copyOf: { th: 'ใกล้เคียงกับ (รหัส)', en: 'Near-duplicate of (id)' },
  copies: { th: 'จำนวนข้อที่ใกล้เคียง', en: 'Near-duplicates' },
  filed: { th: 'จัดโดย', en: 'Filed by' },
  parked: { th: 'พักไว้เพราะ', en: 'Parked because' },
  at: { th: 'เขียนเมื่อ', en: 'Written' },
  idea: { th: 'รหัสความคิดเห็น', en: 'Idea id' },
  themeId: { th: 'รหัสประเด็นร่วม', en: 'Theme id' },
  score: { th: 'คะแนน', en: 'Score' },
  rank: { th: 'อันดับ', en: 'Rank' },
} as const satisfies Record<string, Words>
const people: Words = { th: 'คน', en: 'people' }
const machine: Words = { th: 'ระบบ', en: 'the system' }

interface Line {
  idea: IdeaRow
  row: MatrixRow | undefined
  copies: number
}
interface Column {
  title: string
  width: number
  cell(line: Line): string
}

/** Every idea once: under its theme, surest first with its near-duplicates behind it; then those in no theme, then those set aside. */
const linesOf = ({ themes, groups }: ThemeSheet): Line[] => {
  const members = membersByTheme(themes)
  const filed = matrixOf(
    themes,
    groups.map(({ id }) => id),
  ).rows.flatMap((row) =>
    members
      .get(row.theme.id)!
      .voices.flatMap(({ idea, copies }): Line[] => [
        { idea, row, copies: copies.length },
        ...copies.map((copy) => ({ idea: copy, row, copies: 0 })),
      ]),
  )
  return [...filed, ...[...unfiledOf(themes), ...parkedOf(themes)].map((idea) => ({ idea, row: undefined, copies: 0 }))]
}

const round = (value: number): string => String(Math.round(value * 100) / 100)

/** Header, rows, and how wide the columns are, in characters. Plain text, not yet guarded against formulas. */
export const themeTable = (sheet: ThemeSheet): { rows: string[][]; widths: number[] } => {
  const { language, groups, zones, refined, parked, votes } = sheet
  const say = (words: Words): string => words[language]
  const names = new Map<GroupId, string>(groups.map(({ id, name }) => [id, name]))
  const labelOf = (row: MatrixRow | undefined): string => (row ? row.theme.label : '')
  const columns: Column[] = [
    { title: say(titles.theme), width: 36, cell: ({ row }) => labelOf(row) },
    { title: say(titles.breadth), width: 12, cell: ({ row }) => (row ? String(row.breadth) : '') },
    { title: say(titles.minority), width: 14, cell: ({ row }) => (row?.minority === undefined ? '' : (names.get(row.minority) ?? '')) },
    { title: say(titles.group), width: 24, cell: ({ idea }) => names.get(idea.groupId) ?? '' },
    {
      title: say(titles.zone),
      width: 16,
      cell: ({ idea }) => (idea.zone === undefined ? '' : (zones[idea.zone]?.[language] ?? idea.zone)),
    },
    { title: say(titles.text), width: 70, cell: ({ idea }) => idea.text },
    { title: say(titles.refined), width: 70, cell: ({ idea }) => refined[idea.id] ?? '' },
    { title: say(titles.copyOf), width: 18, cell: ({ idea }) => idea.copyOf ?? '' },
    { title: say(titles.copies), width: 12, cell: ({ copies }) => (copies > 0 ? String(copies) : '') },
    { title: say(titles.filed), width: 10, cell: ({ idea, row }) => (row ? say(idea.filed ? people : machine) : '') },
    { title: say(titles.parked), width: 30, cell: ({ idea }) => parked[idea.id]?.reason ?? '' },
    ...votes.flatMap((vote): Column[] => {
      const of = new Map(vote.choices.flatMap(({ id, ideaId }) => (ideaId === undefined ? [] : [[id, ideaId] as const])))
      const byIdea = new Map((vote.results?.ranked ?? []).map((one) => [of.get(one.choice), one]))
      if (of.size === 0) return []
      const figure = (value: number | undefined): string => (value === undefined ? '' : round(value))
      return [
        { title: `${say(titles.score)}: ${say(vote.title)}`, width: 14, cell: ({ idea }) => figure(byIdea.get(idea.id)?.score) },
        { title: `${say(titles.rank)}: ${say(vote.title)}`, width: 14, cell: ({ idea }) => figure(byIdea.get(idea.id)?.rank) },
      ]
    }),
    { title: say(titles.at), width: 20, cell: ({ idea }) => sheetTime(idea.at) },
    { title: say(titles.idea), width: 18, cell: ({ idea }) => idea.id },
    { title: say(titles.themeId), width: 12, cell: ({ row }) => row?.theme.id ?? ('' as ThemeId) },
  ]
  const lines = linesOf(sheet)
  return {
    rows: [columns.map(({ title }) => title), ...lines.map((line) => columns.map(({ cell }) => cell(line)))],
    widths: columns.map(({ width }) => width),
  }
}
