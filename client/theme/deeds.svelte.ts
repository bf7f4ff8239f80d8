/** What people decide about themes from the screens: each is a fact that every later run obeys, and each can be undone in the trail. */
import { newId, type GroupId, type IdeaId, type ThemeId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { IdeaRow } from '#shared/theme/now.ts'
import { attempt } from '../ui/attempt.ts'
import type { WordBook } from '../words/word-book.svelte.ts'
import type { ThemesView } from './themes-view.svelte.ts'

/** What a dialog asks for. */
export type Asking =
  | { what: 'rename'; theme: ThemeId }
  | { what: 'merge'; themes: readonly ThemeId[] }
  | { what: 'move'; ideas: readonly IdeaRow[] }
  | { what: 'split'; theme: ThemeId; ideas: readonly IdeaId[] }
  | { what: 'create'; ideas: readonly IdeaId[] }
  | { what: 'why'; a: IdeaRow; b: IdeaRow }
  | { what: 'ask'; theme: ThemeId }
  | { what: 'moves' }
  | { what: 'trail' }

/** What the seminar's other concepts do with themes; absent where the seat may not. */
export interface Outside {
  /** Turns the wall. */
  wall?: (view: 'map' | 'matrix' | 'theme', theme?: ThemeId) => void
  /** Opens a vote on what is given. */
  vote?: (title: string, given: readonly string[]) => void
  /** Sends a message to the tablets. @throws Refused, Unreachable */
  say?: (groups: readonly GroupId[] | undefined, text: string) => Promise<unknown>
}

export class Deeds {
  /** What a dialog asks for just now. */
  asking = $state.raw<Asking>()
  /** What the dialog makes: pressed again after an answer was lost, it is the same theme. */
  #made = ownId()
  readonly #view: ThemesView
  readonly #words: WordBook
  readonly #outside: () => Outside

  /** `outside`: asked anew whenever it is needed, for what a seat may do changes. */
  constructor(view: ThemesView, words: WordBook, outside: () => Outside) {
    this.#view = view
    this.#words = words
    this.#outside = outside
  }
  get outside(): Outside {
    return this.#outside()
  }
  ask = (asking: Asking): void => {
    this.asking = asking
    this.#made = ownId()
  }
  get #t() {
    return this.#words.t.theme
  }
  /** Gives whether it was done; says so, or why not, at the foot of the screen. */
  async #decide(done: string, ...corrections: Correction[]): Promise<boolean> {
    const each = async () => {
      for (const correction of corrections) await this.#view.desk.correct(correction)
    }
    if (!(await attempt(this.#words, each, done))) return false
    // What was chosen has been dealt with, and holds nothing back any more.
    this.#view.chosen.clear()
    if (corrections.some(({ op }) => op === 'merge')) this.#view.picked.clear()
    return true
  }

  accept = (theme: ThemeId) => this.#decide(this.#t.accepted, { op: 'accept', theme })
  keepAll = (theme: ThemeId) => this.#decide(this.#t.keptAll, { op: 'pin', theme })
  rename = (theme: ThemeId, label: string) => this.#decide(this.#t.renamed, { op: 'rename', theme, label })
  dismiss = (theme: ThemeId) => this.#decide(this.#t.dismissed, { op: 'dismiss', theme })
  restore = (theme: ThemeId) => this.#decide(this.#t.restored, { op: 'restore', theme })
  merge = async (into: ThemeId, from: readonly ThemeId[]): Promise<boolean> => {
    const { near } = this.#view
    if (!(await this.#decide(this.#t.merged, { op: 'merge', into, from: [...from] }))) return false
    // The announcement may have been quicker: then the one that was looked at is gone already.
    if (near && from.includes(near) && (this.#view.near ?? near) === near) this.#view.near = into
    return true
  }
  move = (ideas: readonly IdeaId[], to: ThemeId) =>
    this.#decide(this.#t.movedTo(this.#view.labelOf(to)), ...ideas.map((idea): Correction => ({ op: 'move', idea, to })))
  exclude = (idea: IdeaId, theme: ThemeId) => this.#decide(this.#t.excluded, { op: 'exclude', idea, theme })
  release = (idea: IdeaId) => this.#decide(this.#t.released, { op: 'release', idea })
  same = (ideas: readonly IdeaId[]) => this.#decide(this.#t.sameDone, { op: 'same', ideas: [...ideas] })
  different = (a: IdeaId, b: IdeaId) => this.#decide(this.#t.differentDone, { op: 'different', ideas: [a, b] })
  split = (theme: ThemeId, ideas: readonly IdeaId[], label: string) =>
    this.#decide(this.#t.splitDone, { op: 'split', theme, ideas: [...ideas], newTheme: this.#made, label })
  create = (ideas: readonly IdeaId[], label: string) =>
    this.#decide(this.#t.splitDone, { op: 'create', theme: this.#made, label, ideas: [...ideas] })
}

const ownId = (): ThemeId => newId<'theme'>((bytes) => crypto.getRandomValues(bytes))
