/** What is told to the process of one seminar: a large change comes in several parts, with turns for everybody's edits in between. */
import type { Told } from './errands.ts'

/** As many rows as the process takes in at a time. */
const rowsAtOnce = 250
const partGapMs = 8

export type News = Pick<Told, 'themes' | 'goneThemes' | 'ideas' | 'goneIdeas'>
const nothing: News = { themes: [], goneThemes: [], ideas: [], goneIdeas: [] }

export class Telling {
  readonly #tell: (told: Told) => void
  #waiting: Told[] = []
  #sending: NodeJS.Timeout | undefined

  constructor(tell: (told: Told) => void) {
    this.#tell = tell
  }

  /** Tells what changed, also that nothing did. */
  say(about: Omit<Told, keyof News | 'more'>, news: News = nothing): void {
    let from = 0
    for (; news.ideas.length - from > rowsAtOnce; from += rowsAtOnce)
      this.#waiting.push({ ...about, ...nothing, ideas: news.ideas.slice(from, from + rowsAtOnce), more: true })
    this.#waiting.push({ ...about, ...news, ideas: news.ideas.slice(from), more: false })
    if (!this.#sending) this.#send()
  }
  /** Tells at once what is on its way. */
  flush(): void {
    for (const told of this.#waiting.splice(0)) this.#tell(told)
  }
  end(): void {
    clearTimeout(this.#sending)
  }

  #send(): void {
    const told = this.#waiting.shift()
    if (told) this.#tell(told)
    this.#sending = this.#waiting.length > 0 ? setTimeout(() => this.#send(), partGapMs) : undefined
  }
}
