/** Sheets of themes made up for documents: as many themes, groups and ideas as wanted, with texts in turn. */
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import type { IdeaId, ThemeId } from '#shared/id.ts'
import type { ThemeSheet } from '../../server/documents/theme-sheet.ts'
import { closedAt, closedSeminar } from './closed-seminar.ts'

const flood = floodSeminar.groups.flatMap(({ ideas }) => ideas.map(({ text }) => text))

export interface Wanted {
  themes: number
  groups?: number
  ideas?: number
  texts?: readonly string[]
  labels?: readonly string[]
  names?: readonly string[]
  /** Themes from this one on are said by one group alone. */
  aloneFrom?: number
}

/** Idea `i<n>` is of theme `t<n mod themes>`; groups say each theme in turn. */
export const themeSheet = (wanted: Wanted, given: Partial<ThemeSheet> = {}): ThemeSheet => {
  const { themes, groups = 4, ideas = themes * 6, texts = flood, aloneFrom = themes } = wanted
  const labels = wanted.labels ?? ['น้ำท่วม · ทางระบายน้ำ', 'เครื่องสูบน้ำ', 'คนริมคลอง · ย้ายบ้าน', 'ซอยต่ำกว่าถนน']
  const names = wanted.names ?? Array.from({ length: groups }, (_, at) => `กลุ่ม ${at + 1}`)
  const { seminar } = closedSeminar()
  const groupOf = (at: number): number => (at % themes >= aloneFrom ? at % themes : at + Math.floor(at / themes)) % groups
  return {
    seminar,
    groups: Array.from({ length: groups }, (_, order) => ({
      ...{ id: `g${order}` as never, seminarId: seminar.id, name: names[order % names.length]!, order, boardId: `b${order}` as never },
    })),
    themes: {
      revision: 1,
      computedAt: closedAt,
      themes: Array.from({ length: themes }, (_, at) => ({
        id: `t${at}` as ThemeId,
        label: labels[at % labels.length]!,
        keyphrases: [],
        representatives: [at, at + themes, at + 2 * themes].filter((one) => one < ideas).map((one) => `i${one}` as IdeaId),
        colour: at % 12,
        born: at,
        made: 'found',
      })),
      ideas: Array.from({ length: ideas }, (_, at) => ({
        id: `i${at}` as IdeaId,
        text: texts[at % texts.length]!,
        boardId: `b${groupOf(at)}` as never,
        groupId: `g${groupOf(at)}` as never,
        at: closedAt - (ideas - at) * 1_000,
        language: 'th',
        theme: `t${at % themes}` as ThemeId,
        strength: 0.8,
      })),
    },
    refined: {},
    notes: {},
    parked: {},
    zones: {},
    votes: [],
    language: 'th',
    now: closedAt,
    ...given,
  }
}
