/** A small room's themes as the server answers them: three groups, four themes, one of them said by one group alone. */
import type { BoardId, GroupId, IdeaId, ThemeId } from '#shared/id.ts'
import type { IdeaRow, ThemeRow, ThemesChange, ThemesNow } from '#shared/theme/now.ts'

/** The moment that `Date.now()` is near to when a test runs. */
const at = Date.now()
const minutes = 60_000

export const themeRow = (id: string, label: string, more: Partial<ThemeRow> = {}): ThemeRow => ({
  id: id as ThemeId,
  label,
  keyphrases: [],
  representatives: [],
  colour: Number(id.slice(1)) % 12,
  born: at - 40 * minutes + Number(id.slice(1)),
  made: 'found',
  ...more,
})
export const ideaRow = (id: string, group: number, text: string, theme?: string, more: Partial<IdeaRow> = {}): IdeaRow => ({
  id: id as IdeaId,
  text,
  boardId: `b${group}` as BoardId,
  groupId: `g${group}` as GroupId,
  zone: 'solutions',
  at: at - 30 * minutes,
  language: 'th',
  ...(theme !== undefined && { theme: theme as ThemeId, strength: 0.8 }),
  ...more,
})

export const roomSays: ThemesNow = {
  revision: 7,
  computedAt: at,
  themes: [
    themeRow('t1', 'น้ำท่วม · ระบายน้ำ', { representatives: ['i2' as IdeaId] }),
    themeRow('t2', 'ทางเท้า'),
    themeRow('t3', 'ขยะ · แยกขยะ'),
    themeRow('t4', 'ผู้สูงอายุ'),
  ],
  ideas: [
    ideaRow('i1', 1, 'ขุดลอกคลองก่อนหน้าฝน', 't1'),
    ideaRow('i2', 2, 'ลอกท่อระบายน้ำทุกเขต', 't1', { zone: 'problem' }),
    ideaRow('i3', 3, 'ลอกท่อระบายน้ำในทุกเขต', 't1', { copyOf: 'i2' as IdeaId }),
    ideaRow('i4', 1, 'ซ่อมทางเท้าให้รถเข็นผ่านได้', 't2'),
    ideaRow('i5', 2, 'More benches along footpaths', 't2', { language: 'en' }),
    ideaRow('i6', 1, 'แยกขยะตั้งแต่ต้นทาง', 't3'),
    ideaRow('i7', 3, 'เก็บขยะตรงเวลา', 't3', {
      likely: [
        { theme: 't3', association: 0.4 },
        { theme: 't2', association: 0.3 },
      ],
    }),
    ideaRow('i8', 3, 'เยี่ยมบ้านผู้สูงอายุทุกเดือน', 't4'),
    ideaRow('i9', 3, 'ชมรมผู้สูงอายุในทุกแขวง', 't4'),
    ideaRow('i10', 2, '๑๒๓'),
  ],
}
/** What came after `roomSays`, and after that. */
export const changeOf = (from: number, change: Partial<ThemesChange>): ThemesChange => ({
  from,
  revision: from + 1,
  computedAt: at + from,
  themes: [],
  goneThemes: [],
  ideas: [],
  goneIdeas: [],
  ...change,
})
