/** What every document of themes is made of, as plain data that can be handed to a thread. */
import type { Group } from '#shared/group/group.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import type { Parked } from '#shared/theme/shelf.ts'
import type { ClosedVote } from '#shared/theme/overview/votes.ts'
import type { Language, Words } from '#shared/words.ts'

/** `now` in epoch ms stands in it as the time of making. */
export interface ThemeSheet {
  seminar: Seminar
  /** In their order. */
  groups: readonly Group[]
  themes: ThemesNow
  /** Of the shelf: by idea cleaned wording beside the untouched text, by theme what it says, by idea why it was set aside. */
  refined: Readonly<Record<string, string>>
  notes: Readonly<Record<string, string>>
  parked: Readonly<Record<string, Pick<Parked, 'reason' | 'at'>>>
  /** Titles of zones by their ids, as the first board that has one calls it. */
  zones: Readonly<Record<string, Words>>
  /** Closed ones, newest first. */
  votes: readonly (ClosedVote & { readonly title: Words })[]
  language: Language
  now: number
}

export const pictures = ['map', 'matrix'] as const
export type Picture = (typeof pictures)[number]
export const themeFormats = ['json', 'csv', 'xlsx', 'svg', 'png', 'pdf'] as const

/** One order to the press. `picture`: what `svg` and `png` show. */
export interface ThemeOrder {
  format: (typeof themeFormats)[number]
  picture: Picture
  sheet: ThemeSheet
}

const figure = (count: number): string => count.toLocaleString('en-US')

/** What the drawings and the page say, in both languages. */
export const themeWords = {
  th: {
    title: 'ห้องนี้พูดว่าอะไร',
    sheet: 'ประเด็นร่วม',
    map: 'แผนที่ประเด็นร่วม',
    matrix: 'ประเด็นร่วมกับกลุ่ม',
    ideas: (count: number, different: number) => `${figure(count)} ความคิดเห็น${different < count ? ` (ไม่ซ้ำกัน ${figure(different)})` : ''}`,
    themes: (count: number) => `${figure(count)} ประเด็นร่วม`,
    groups: (count: number) => `${figure(count)} กลุ่ม`,
    groupsOf: (count: number, all: number) => `${figure(count)} จาก ${all} กลุ่ม`,
    unfiled: (count: number) => `ยังไม่เข้าประเด็น ${figure(count)} ข้อ`,
    more: (count: number) => `และอีก ${figure(count)} ประเด็นร่วม`,
    moreMinorities: (count: number) => `และอีก ${figure(count)} ประเด็นที่มีกลุ่มเดียวพูด`,
    minorities: 'มีกลุ่มเดียวที่พูด',
    minority: 'กลุ่มเดียว',
    copies: (count: number) => `+${figure(count)} ใกล้เคียง`,
    none: 'ยังไม่มีประเด็นร่วม',
    group: 'กลุ่ม',
    count: 'ข้อ',
    said: 'พูดถึง',
    legend: 'กลุ่ม',
    area: 'ขนาดตามจำนวนความคิดเห็นที่ไม่ซ้ำกัน',
    maker: 'คลังปัญญา',
    untitled: 'ยังไม่มีชื่อ',
  },
  en: {
    title: 'What the room said',
    sheet: 'Themes',
    map: 'Map of themes',
    matrix: 'Themes by group',
    ideas: (count: number, different: number) =>
      count === 1 ? '1 idea' : `${figure(count)} ideas${different < count ? ` (${figure(different)} different)` : ''}`,
    themes: (count: number) => (count === 1 ? '1 theme' : `${figure(count)} themes`),
    groups: (count: number) => (count === 1 ? '1 group' : `${figure(count)} groups`),
    groupsOf: (count: number, all: number) => `${figure(count)} of ${all} groups`,
    unfiled: (count: number) => `${figure(count)} in no theme yet`,
    more: (count: number) => (count === 1 ? 'and 1 more theme' : `and ${figure(count)} more themes`),
    moreMinorities: (count: number) => (count === 1 ? 'and 1 more said by one group' : `and ${figure(count)} more said by one group`),
    minorities: 'Said by one group alone',
    minority: 'one group',
    copies: (count: number) => `+${figure(count)} alike`,
    none: 'No themes yet',
    group: 'Group',
    count: 'ideas',
    said: 'said it',
    legend: 'Groups',
    area: 'As large as the number of different ideas',
    maker: 'Khlang Panya',
    untitled: 'Untitled',
  },
} as const satisfies Record<Language, object>
