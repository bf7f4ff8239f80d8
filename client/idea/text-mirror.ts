/**
 * The arithmetic of one textarea over one shared text, without either: what is shown, and where in the shared text each
 * shown character stands. While a composition holds remote changes back, the two differ, and nobody's characters may be
 * lost for it. Positions are UTF-16 code units, as in both.
 */
import { ruledLines } from '#shared/thai/one-line.ts'

/** One change of the shared text, in its own positions: take `remove` away at `index`, then put `insert` there. */
export interface TextEdit {
  index: number
  remove: number
  insert: string
}
/** What changed in a text, as Yjs tells it. */
export type TextDelta = readonly { retain?: number; insert?: unknown; delete?: number }[]

const gone = -1

export class TextMirror {
  shown = ''
  /** For each shown character its place in the shared text, or `gone` when somebody else has deleted it. */
  #places: number[] = []

  constructor(shared: string) {
    this.renew(shared)
  }

  /** The shared text is shown as it is. A textarea knows one kind of line end, so CR LF shows as one character. */
  renew(shared: string): void {
    this.#places = []
    for (let index = 0; index < shared.length; index += 1) if (!isCarriage(shared, index)) this.#places.push(index)
    this.shown = shared.replace(/\r\n/g, '\n').replace(/\r/g, '\n')
  }

  /**
   * The textarea now holds `value` with the caret at `caret`: the edits that bring the shared text along, to be done in
   * this order. It may grow by `spare`; what is typed beyond that is left out, in `shown` too, like marks that nobody sees.
   */
  typed(value: string, caret: number, spare = Infinity): TextEdit[] {
    const { index, remove, insert: typed } = difference(this.shown, value, caret)
    if (remove === 0 && typed === '') return []
    const at = this.toShared(index)
    const edits: TextEdit[] = []
    for (const place of this.#places.splice(index, remove).reverse()) {
      if (place === gone) continue
      const last = edits.at(-1)
      if (last?.index === place + 1) Object.assign(last, { index: place, remove: last.remove + 1 })
      else edits.push({ index: place, remove: 1, insert: '' })
    }
    const insert = fit(ruledLines(typed), spare + edits.reduce((sum, edit) => sum + edit.remove, 0))
    if (insert !== '') edits.push({ index: at, remove: 0, insert })
    for (const edit of edits) this.#shift(edit.index, edit.insert.length - edit.remove)
    this.#places.splice(index, 0, ...Array.from({ length: insert.length }, (_, i) => at + i))
    this.shown = value.slice(0, index) + insert + value.slice(index + typed.length)
    return edits
  }

  /** Somebody else changed the shared text; what is shown stays until `renew`. */
  remote(delta: TextDelta): void {
    let index = 0
    for (const { retain, insert, delete: removed } of delta) {
      if (retain !== undefined) index += retain
      else if (removed !== undefined) {
        this.#places = this.#places.map((place) => (place >= index && place < index + removed ? gone : place))
        this.#shift(index, -removed)
      } else {
        const length = typeof insert === 'string' ? insert.length : 1
        this.#shift(index, length)
        index += length
      }
    }
  }

  /** A caret among shown characters, as a position in the shared text: right behind its left neighbour. */
  toShared(caret: number): number {
    for (let i = Math.min(caret, this.#places.length) - 1; i >= 0; i -= 1) if (this.#places[i] !== gone) return this.#places[i]! + 1
    return 0
  }
  /** The other way round; exact right after `renew`. */
  toShown(position: number): number {
    return this.#places.filter((place) => place !== gone && place < position).length
  }

  #shift(from: number, by: number): void {
    for (let i = 0; i < this.#places.length; i += 1) if (this.#places[i]! >= from) this.#places[i]! += by
  }
}

const fit = (insert: string, room: number): string => {
  if (insert.length <= room) return insert
  const cut = Math.max(0, room)
  return insert.slice(0, cut > 0 && isHigh(insert.charCodeAt(cut - 1)) ? cut - 1 : cut)
}
const isCarriage = (text: string, index: number) => text[index] === '\r' && text[index + 1] === '\n'
const isHigh = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLow = (code: number) => code >= 0xdc00 && code <= 0xdfff

/**
 * The one stretch in which two texts differ. In "aa" → "aaa" only the caret knows which a is new; and half a surrogate pair
 * is no character, so a pair is taken whole.
 */
export const difference = (before: string, after: string, caret: number): TextEdit => {
  const shorter = Math.min(before.length, after.length)
  const tail = Math.min(shorter, Math.max(0, after.length - caret))
  let suffix = 0
  while (suffix < tail && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) suffix += 1
  if (suffix > 0 && isLow(before.charCodeAt(before.length - suffix))) suffix -= 1
  let prefix = 0
  while (prefix < shorter - suffix && before[prefix] === after[prefix]) prefix += 1
  if (prefix > 0 && isHigh(before.charCodeAt(prefix - 1))) prefix -= 1
  return { index: prefix, remove: before.length - prefix - suffix, insert: after.slice(prefix, after.length - suffix) }
}
