/**
 * A text as themes read it: its words without courtesy and places, the lexicon's concepts in it, its numbers and its negations.
 * Thai and English may stand in one text; emoji, addresses of pages and what no script has words for say nothing.
 */
import { fromThaiDigits } from '../thai/numerals.ts'
import { normaliseThai } from '../thai/normal.ts'
import { thaiWords } from '../thai/words.ts'
import { isThai, type Dictionary } from './lexicon/dictionary.ts'
import { stemOf } from './stem.ts'

export interface Word {
  /** As it is compared: a Thai word, an English stem, a number. */
  readonly stem: string
  /** As it stands in the text, in lower case. */
  readonly form: string
  readonly start: number
  readonly end: number
  /** `topic` says what, the others do not: function words and frames, names of places, numbers. */
  readonly kind: 'topic' | 'empty' | 'place' | 'number'
}
export interface Mention {
  /** Of the concept. */
  readonly id: string
  readonly start: number
  readonly end: number
  /** It only says where: in front of a school, under a bridge. */
  readonly where: boolean
}
export interface Reading {
  /** Lower case, normal form, Arabic digits, one blank between. */
  readonly plain: string
  readonly words: readonly Word[]
  /** Where concepts stand; longest first found, none inside another. */
  readonly concepts: readonly Mention[]
}

const address = /https?:\/\/\S+|www\.\S+/g
/** Polite endings run into the word before them, where the dictionary then cuts wrongly. */
const courtesy = /(?:นะ)?(?:ครับ|คับ|ค่ะ|คะ|ค่า|จ้า|ฮะ)(?:ผม)?(?![\u0E00-\u0E7F])/g
const strayStop = /(?<=[\u0E00-\u0E7F])\.(?=\s*[\u0E00-\u0E7F])/g

/** The form in which texts are compared: as typed on any keyboard, in any case, with any digits. */
const plainText = (text: string): string =>
  fromThaiDigits(normaliseThai(text))
    .toLowerCase()
    .replace(address, ' ')
    .replace(/[’‘`´]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(strayStop, ' ')
    .replace(/(.)\1{2,}/gu, (run, one: string) => (/\d/.test(one) ? run : one))
    .replace(courtesy, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** Before a name of a place. */
const placeMark = new Set(['ซอย', 'ซ', 'แขวง', 'เขต', 'ตำบล', 'อำเภอ', 'จังหวัด', 'หมู่บ้าน', 'ถ'])
const road = new Set(['ถนน', 'แยก', 'คลอง', 'สะพาน'])
const isNumber = (form: string): boolean => /^[\d.,:/-]+$/.test(form) && /\d/.test(form)

/** Reads one text. Never fails; a text without words gives no words. */
export const read = (text: string, dictionary: Dictionary): Reading => {
  const plain = plainText(text)
  const forms: { form: string; start: number }[] = []
  let from = 0
  for (const form of thaiWords(plain)) {
    const start = plain.indexOf(form, from)
    if (start < 0) continue
    forms.push({ form, start })
    from = start + form.length
  }
  const found = conceptsIn(plain, forms, dictionary)
  const hushed = quietIn(plain, forms, found, dictionary)
  const words: Word[] = []
  for (const [i, { form, start }] of forms.entries()) {
    const stem = stemOf(form.replace(/^'+|'+$/g, ''))
    const before = words.at(-1)
    const next = forms[i + 1]?.form
    const named =
      dictionary.places.has(form) ||
      (before !== undefined &&
        ((placeMark.has(before.form) && !dictionary.empty.has(form) && !found.some((c) => c.start <= start && start < c.end)) ||
          (road.has(before.form) && next !== undefined && isNumber(next) && !dictionary.empty.has(form))))
    const hush = hushed.find((one) => one.start <= start && start < one.end)
    const kind = hush
      ? hush.kind
      : isNumber(form)
        ? 'number'
        : named
          ? 'place'
          : dictionary.empty.has(form) || dictionary.empty.has(stem) || [...form].length < 2
            ? 'empty'
            : 'topic'
    words.push({ stem, form, start, end: start + form.length, kind })
  }
  const places = words.filter(({ kind }) => kind === 'place')
  const what = found.filter(
    ({ start, end }) =>
      // ถนนพระราม 3 is where; a road, canal or bridge that is not named is what.
      !places.some((place) => place.start < end && start < place.end) &&
      !(road.has(plain.slice(start, end)) && places.some((place) => place.start - end <= 1 && place.start >= end)),
  )
  return { plain, words, concepts: what.map((mention) => ({ ...mention, where: isWhere(mention.start, words) })) }
}

/** Words before what only says where. */
const locative = new Set(
  'หน้า ตรงข้าม ใกล้ ใกล้ๆ บริเวณ ข้าง ข้างๆ หลัง แถว แถวๆ ริม ปาก ท้าย บน ใต้ ติด near opposite behind beside nearby outside alongside'.split(' '),
)
const isWhere = (start: number, words: readonly Word[]): boolean => {
  const at = words.findIndex((word) => word.start >= start)
  const [before, earlier] = [words[at - 1], words[at - 2]]
  if (!before || start - before.end > 1) return false
  return (
    locative.has(before.form) ||
    (before.form === 'the' && earlier !== undefined && locative.has(earlier.form)) ||
    (before.form === 'ข้าม' && earlier?.form === 'ตรง')
  )
}

/** Empty words and places in several pieces, where no concept stands. */
const quietIn = (
  plain: string,
  forms: readonly { form: string; start: number }[],
  found: readonly Found[],
  { quiet }: Dictionary,
): { start: number; end: number; kind: 'empty' | 'place' }[] => {
  const borders = new Set(forms.map(({ form, start }) => start + form.length))
  return forms.flatMap(({ start }) => {
    const hit = quiet
      .get(plain.slice(start, start + 2))
      ?.find(({ phrase }) => plain.startsWith(phrase, start) && borders.has(start + phrase.length))
    const end = start + (hit?.phrase.length ?? 0)
    return hit && !found.some((one) => one.start < end && start < one.end) ? [{ start, end, kind: hit.kind }] : []
  })
}

type Found = { id: string; start: number; end: number }

const conceptsIn = (plain: string, forms: readonly { form: string; start: number }[], dictionary: Dictionary): Found[] => {
  const found: Found[] = []
  const borders = new Set(forms.flatMap(({ form, start }) => [start, start + form.length]))
  let free = 0
  for (const [i, { form, start }] of forms.entries()) {
    if (start < free) continue
    const hit = isThai(form) ? thaiAt(plain, start, borders, dictionary) : englishAt(forms, i, dictionary)
    if (!hit) continue
    found.push(hit)
    free = hit.end
  }
  return found
}

const longEnough = 7

const thaiAt = (plain: string, start: number, borders: ReadonlySet<number>, { thai }: Dictionary): Found | undefined => {
  for (const { phrase, concept } of thai.get(plain.slice(start, start + 2)) ?? []) {
    if (!plain.startsWith(phrase, start)) continue
    const end = start + phrase.length
    // ท่อ is no part of ท่องเที่ยว: short words count only between borders.
    if (borders.has(end) || phrase.length >= longEnough) return { id: concept, start, end }
  }
  return undefined
}

const englishAt = (forms: readonly { form: string; start: number }[], at: number, { english }: Dictionary): Found | undefined => {
  const first = forms[at]!
  for (const { stems, concept } of english.get(stemOf(first.form)) ?? []) {
    if (!stems.every((stem, k) => stemOf(forms[at + k]?.form ?? '') === stem)) continue
    const last = forms[at + stems.length - 1]!
    return { id: concept, start: first.start, end: last.start + last.form.length }
  }
  return undefined
}
