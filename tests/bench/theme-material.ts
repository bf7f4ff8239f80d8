/** What themes are measured on: a folder of labelled texts, or the invented town of the tests. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ThemeIdea } from '#shared/theme/theme.ts'
import { town, townContext } from '../theme/town.ts'

/** `gold` is the label that people gave; null or absent: none, or several. */
export type LabelledIdea = ThemeIdea & { readonly gold?: string | null; readonly lang?: string }
export interface Labelled {
  readonly name: string
  readonly context: string
  readonly items: readonly LabelledIdea[]
}
export interface CopiedText {
  readonly id: string
  readonly text: string
  /** Those of one `dup` say the same. */
  readonly dup: string
  /** `hard-negation` and the like look alike and say something else than `of`. */
  readonly kind: string
  readonly of?: string
}
export interface Material {
  readonly sets: readonly Labelled[]
  /** Names of the sets that the mean is taken over. */
  readonly primary: readonly string[]
  readonly copies: readonly { readonly name: string; readonly items: readonly CopiedText[] }[]
  /** By set and label: words of which a good name has one. */
  readonly names: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
}

const townWords: Readonly<Record<string, readonly string[]>> = {
  flood: ['น้ำ', 'ท่อ', 'คลอง', 'flood'],
  waste: ['ขยะ', 'waste', 'recycl'],
  transit: ['รถ', 'เรือ', 'bus'],
  trees: ['ต้นไม้', 'สวน', 'tree', 'park'],
  school: ['โรงเรียน', 'ครู', 'ทุน', 'school'],
  elderly: ['ผู้สูงอายุ', 'ผู้สูงวัย', 'คนแก่', 'elderly'],
  corruption: ['จัดซื้อ', 'ทุจริต', 'สินบน', 'ฮั้ว', 'corruption'],
  digital: ['ข้อมูล', 'ออนไลน์', 'แอป', 'data', 'online'],
}

/** The invented town says that all works, and little about real rooms. */
export const inventedMaterial = (): Material => ({
  sets: [
    {
      name: 'town',
      context: townContext,
      items: town(4).map((idea) => ({ ...idea, gold: idea.matter, lang: /[ก-๙]/.test(idea.text) ? 'th' : 'en' })),
    },
  ],
  primary: ['town'],
  copies: [],
  names: { town: townWords },
})

/** Labelled texts out of a folder: `sets.json` lists them, each is `{ context, items: [{ id, text, group, ts, gold }] }`. */
export const givenMaterial = (folder: string): Material => {
  const path = (name: string) => join(folder, `${name}.json`)
  const load = <T>(name: string): T => JSON.parse(readFileSync(path(name), 'utf8')) as T
  const { primary, secondary, neardup } = load<{ primary: string[]; secondary: string[]; neardup: string[] }>('sets')
  return {
    sets: [...primary, ...secondary].map((name) => ({ ...load<Labelled>(name), name })),
    primary,
    copies: neardup.map((name) => ({ ...load<Material['copies'][number]>(name), name })),
    names: existsSync(path('label-keywords')) ? load('label-keywords') : {},
  }
}
