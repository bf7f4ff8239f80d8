/**
 * The words of the screens. A tablet's Thai is always there; English, and the words of the larger screens, come when asked for.
 */
import { isRefusalCode, Refusal, type RefusalCode } from '#shared/refusal.ts'
import { dateAndTime, thaiDate, thaiTime } from '#shared/thai/date.ts'
import { fill } from '#shared/words/fill.ts'
import type { Language, Words } from '#shared/words.ts'
import { Refused, Unreachable } from '../net/refused.ts'
import { recall, remember } from '../ui/memory.ts'
import { tablet } from './th-tablet.ts'
import type { Dictionary } from './th.ts'

const tabletWords = {
  th: async () => tablet,
  en: async () => (await import('./en-tablet.ts')).tablet,
}
const roomWords = {
  th: async () => (await import('./th-room.ts')).room,
  en: async () => (await import('./en-room.ts')).room,
}
const deskWords = {
  th: async () => (await import('./th-desk.ts')).desk,
  en: async () => (await import('./en-desk.ts')).desk,
}
/** Where words come from, by what they are for. */
const everyBook = { tablet: tabletWords, room: roomWords, desk: deskWords }
/** Under these, "just now" and "minutes ago". */
const justNowMs = 45_000
const hourMs = 3_600_000

export class WordBook {
  language = $state<Language>('th')
  /** The words of the chosen language: `words.t.board.write`. The areas paper, past, phase, vote and talk are there after withRoom; console, course, organizer, shelf, theme, wall and deskRefusal after withDesk. */
  t = $state.raw<Dictionary>(tablet as Dictionary)
  /** Asked for; `language` follows once its words are there. */
  #wanted: Language = 'th'
  #asked = 0
  /** Undefined: what was asked for last did not come, and is asked for again by whoever needs words next. */
  #coming: Promise<void> | undefined
  #room = false
  #desk = false
  readonly #books: typeof everyBook

  constructor(books: Partial<typeof everyBook> = {}) {
    this.#books = { ...everyBook, ...books }
    document.documentElement.lang = 'th'
    if (recall('language') === 'en') void this.speak('en')
  }

  /** Changes the language of every screen at once. Resolves when the words that were asked for last are there. */
  speak(language: Language): Promise<void> {
    this.#wanted = language
    const coming = this.#bring(language, ++this.#asked)
    this.#coming = coming
    coming.catch(() => {
      if (this.#coming === coming) this.#coming = undefined
    })
    return coming
  }
  async #bring(language: Language, asked: number): Promise<void> {
    const t = {
      ...(await this.#books.tablet[language]()),
      ...(this.#room ? await this.#books.room[language]() : {}),
      ...(this.#desk ? await this.#books.desk[language]() : {}),
    } as Dictionary
    // What was asked for later holds these words, too; older words that come late must not turn the language back.
    if (asked !== this.#asked) return this.#coming ?? this.speak(this.#wanted)
    this.t = t
    this.language = language
    document.documentElement.lang = language
    remember('language', language)
  }

  /** Brings the words of what happens in the room: phases, votes, what hangs on ideas. */
  async withRoom(): Promise<void> {
    if (this.#room && this.#coming) return this.#coming
    this.#room = true
    await this.speak(this.#wanted)
  }

  /** Brings the words of the facilitator's, the organizer's and the wall's screens; App calls it before it shows one. */
  async withDesk(): Promise<void> {
    if (this.#desk && this.#coming) return this.#coming
    this.#room = this.#desk = true
    await this.speak(this.#wanted)
  }

  /** Data that carries both languages (zones, templates). */
  of(both: Words): string {
    return both[this.language]
  }

  /** Why something was refused, for a person. The server's sentence knows more (a line number); ours knows the language. */
  refusal(error: unknown): string {
    if (error instanceof Refused && error.said !== '') return error.said
    if (error instanceof Unreachable) return this.t.ui.unreachable
    const { code, detail } = error instanceof Refusal ? error : { code: error, detail: {} }
    if (typeof code !== 'string' || !isRefusalCode(code)) return this.t.ui.wentWrong
    const sentences: Partial<Record<RefusalCode, string>> = { ...this.t.refusal, ...this.t.deskRefusal }
    return fill(sentences[code] ?? this.t.ui.wentWrong, detail, this.language)
  }

  number(value: number): string {
    return value.toLocaleString('en-GB')
  }
  /** A day, with the Buddhist year in Thai. `at`: epoch ms. */
  day(at: number): string {
    return this.language === 'th' ? thaiDate(at) : dateAndTime(at, 'en').split(',')[0]!
  }
  clock(at: number): string {
    return this.language === 'th' ? thaiTime(at) : dateAndTime(at, 'en').split(', ')[1]!
  }
  /** How long ago; `now` and `at` are by the same clock, epoch ms. */
  ago(at: number, now: number): string {
    const past = now - at
    if (past < justNowMs) return this.t.ui.justNow
    if (past < hourMs) return this.t.ui.minutesAgo(Math.max(1, Math.round(past / 60_000)))
    return past < 12 * hourMs ? this.clock(at) : this.day(at)
  }
}
