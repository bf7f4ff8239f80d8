/**
 * Is one text a copy of another? Likeness of letters cannot see a "not", another house number or another noun, so a pair that
 * looks alike is compared word by word: what one has and the other lacks must be courtesy, slips, synonyms or a cut-off end.
 */
import { sameWords } from './lexicon/same.ts'
import type { Reading, Word } from './reading.ts'
import { slips } from './distance.ts'
import { stemOf } from './stem.ts'

const negation = /ไม่|มิได้|อย่า(?!ง)|ห้าม|ไร้|ปราศจาก|\b(?:not|no|never|none|nor|without|cannot|dont|doesnt|isnt|cant|wont|shouldnt)\b|n't\b/g
/** Say no without denying: danger is not safe. */
const settled = /ไม่ปลอดภัย|ไม่สะดวก|ไม่สะอาด|หรือไม่|ไม่ว่า|ไม่สว่าง|ไม่มาก/g
const digits = /\d+(?:[.,/:-]\d+)*/g

const negations = (plain: string): number => plain.replace(settled, ' ').match(negation)?.length ?? 0
const numbers = (plain: string): string[] => plain.match(digits) ?? []

const groupOf = new Map<string, Set<number>>()
for (const [at, group] of sameWords.entries())
  for (const word of group) for (const key of [word, stemOf(word)]) groupOf.set(key, (groupOf.get(key) ?? new Set()).add(at))

const spoken = sameWords.flatMap((group) =>
  group
    .slice(1)
    .filter((word) => /^[\u0E00-\u0E7F]{6,}$/.test(word))
    .map((word) => [word, group[0]!] as const),
)

/** Long Thai expressions are replaced by the first of those that say the same, before the dictionary cuts them. */
export const canonical = (plain: string): string => spoken.reduce((text, [word, first]) => text.replaceAll(word, first), plain)

/** Words side by side that the other text lacks. */
interface Run {
  readonly text: string
  readonly words: readonly Word[]
  readonly content: boolean
  /** It reaches the beginning or the end of its text. */
  readonly outer: boolean
  readonly last: boolean
}

const isContent = ({ kind, form }: Word): boolean => (kind === 'topic' || kind === 'place') && form.length > 1

const unmatched = (mine: Reading, other: Reading): Run[] => {
  const left = new Map<string, number>()
  for (const { stem } of other.words) left.set(stem, (left.get(stem) ?? 0) + 1)
  const runs: Run[] = []
  let run: Word[] = []
  let began = 0
  const close = (end: number) => {
    if (run.length > 0)
      runs.push({
        text: run.map(({ form }) => form).join(''),
        words: run,
        content: run.some(isContent),
        outer: began === 0 || end === mine.words.length,
        last: end === mine.words.length,
      })
    run = []
  }
  for (const [i, word] of mine.words.entries()) {
    const there = left.get(word.stem) ?? 0
    if (there > 0 || word.kind === 'number') {
      left.set(word.stem, there - 1)
      close(i)
    } else {
      if (run.length === 0) began = i
      run.push(word)
    }
  }
  close(mine.words.length)
  return runs
}

/** A slip: few letters differ, and not both are words with a meaning of their own. */
const isSlip = (a: string, b: string, known: (word: string) => boolean): boolean => {
  const longer = Math.max(a.length, b.length)
  const most = longer <= 3 ? 1 : longer <= 6 ? 2 : Math.floor(longer * 0.34)
  return slips(a, b, most) <= most && (longer > 12 || !(known(a) && known(b)))
}

const synonyms = (a: Run, b: Run): boolean => {
  const keys = (run: Run) =>
    new Set([run.text, run.words.map(({ form }) => form).join(' '), ...run.words.filter(isContent).map(({ stem }) => stem)])
  const there = keys(b)
  return [...keys(a)].some((one) => [...there].some((two) => [...(groupOf.get(one) ?? [])].some((group) => groupOf.get(two)?.has(group))))
}

/** `UN` for `United Nations`. */
const initials = (short: Run, long: Run): boolean =>
  short.words.length === 1 && long.words.length > 1 && short.text === long.words.map(({ form }) => form[0]).join('')

/** The last word of a text that broke off in the middle of what the other goes on to say. */
const brokeOff = (short: Run, long: Run): boolean =>
  short.last && short.text.length < long.text.length && slips(short.text, long.text.slice(0, short.text.length), 1) <= 1

/** `contrary`: another number, another noun, a "not" more. `unlike`: too different to say. */
export type Verdict = 'copy' | 'contrary' | 'unlike'

/** Compares what two readings say. `known` tells words from slips: it is true for words that other texts use too. */
export const compare = (a: Reading, b: Reading, known: (word: string) => boolean): Verdict => {
  const [mine, others] = [numbers(a.plain), numbers(b.plain)]
  if (mine.some((number) => !others.includes(number)) && others.some((number) => !mine.includes(number))) return 'contrary'
  let left = unmatched(a, b)
  let right = unmatched(b, a)
  const denied = negations(a.plain) !== negations(b.plain)
  const pairs = paired(left, right, known)
  left = left.filter((run) => !pairs.some(([one]) => one === run))
  right = right.filter((run) => !pairs.some(([, one]) => one === run))
  if (denied && !isDenialCutOff(negations(a.plain) - negations(b.plain), left, right, pairs)) return 'contrary'
  const [here, there] = [left.filter(({ content }) => content), right.filter(({ content }) => content)]
  if (here.length === 0 || there.length === 0) return 'copy'
  const [one, two] = [here, there].map((runs) => runs.map(({ text }) => text).join('')) as [string, string]
  if (isSlip(one, two, known)) return 'copy'
  const meant = (runs: readonly Run[]) =>
    runs.some((run) => known(run.text) || run.words.some((word) => isContent(word) && known(word.form)))
  return meant(here) && meant(there) ? 'contrary' : 'unlike'
}

/** Runs that say the same: slips first, then synonyms, initials and broken-off ends. */
const paired = (left: readonly Run[], right: readonly Run[], known: (word: string) => boolean): [Run, Run][] => {
  const pairs: [Run, Run][] = []
  for (const same of [
    (a: Run, b: Run) => isSlip(a.text, b.text, known),
    (a: Run, b: Run) => synonyms(a, b) || initials(a, b) || initials(b, a) || brokeOff(a, b) || brokeOff(b, a),
  ])
    for (const run of left) {
      if (pairs.some(([one]) => one === run)) continue
      const partner = right.find((other) => !pairs.some(([, one]) => one === other) && same(run, other))
      if (partner) pairs.push([run, partner])
    }
  return pairs
}

/** A cut-off end takes its own "not" with it, and a slip may spoil one; a "not" that stands alone turns the meaning. */
const isDenialCutOff = (more: number, left: readonly Run[], right: readonly Run[], pairs: readonly [Run, Run][]): boolean => {
  let explained = 0
  for (const run of more > 0 ? left : right) {
    const here = negations(run.text)
    if (here === 0) continue
    if (!run.outer || run.words.filter(isContent).length < 3) return false
    explained += here
  }
  for (const [a, b] of pairs) {
    const difference = (negations(a.text) - negations(b.text)) * Math.sign(more)
    if (difference > 0 && slips(a.text, b.text, 1) <= 1) explained += difference
  }
  return explained === Math.abs(more)
}
