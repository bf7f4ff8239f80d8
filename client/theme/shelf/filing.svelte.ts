/** What a note taker does at the desk: looks at one place, takes cards in hand, puts them on shelves. */
import { SvelteSet } from 'svelte/reactivity'
import type { IdeaId, ThemeId } from '#shared/id.ts'
import type { Correction } from '#shared/theme/correction.ts'
import type { Rows } from '#shared/theme/overview/members.ts'
import { arrange, idsOn, likeliestFirst, likeliestOf, type Arranged, type Card, type Shelf } from './arrange.ts'
import type { LiveShelf } from './live-shelf.svelte.ts'

export type Place = { readonly at: 'pile' | 'near' | 'aside' } | { readonly at: 'shelf'; readonly id: ThemeId }
/** Which cards of the pile are shown: all, those that likely belong to one shelf, or those that belong to none. */
export type Sieve = 'all' | 'none' | ThemeId

/** As many as the keyboard has, but nought. */
const digits = 9

/** What the desk looks at; `ThemeDesk` is one. */
interface Found {
  readonly rows: Rows
}

export class Filing {
  readonly shelf: LiveShelf
  place = $state.raw<Place>({ at: 'pile' })
  #wanted = $state<Sieve>('all')
  /** Cards that were picked out, wherever they lie by now. */
  readonly chosen = new SvelteSet<IdeaId>()
  /** The card that has the focus. */
  focused = $state<IdeaId>()
  #found: Found
  #correct: (correction: Correction) => Promise<unknown>
  #before: Arranged | undefined
  /** Shelves that were asked to stay. */
  readonly #staying = new SvelteSet<ThemeId>()

  readonly arranged: Arranged = $derived.by(() => (this.#before = arrange(this.#found.rows, this.shelf, this.#before)))
  /** The shelf that is looked at, as long as it stands. */
  readonly open: Shelf | undefined = $derived.by(() => {
    const { place } = this
    return place.at === 'shelf' ? this.arranged.shelves.find(({ id }) => id === place.id) : undefined
  })
  /** The shelf to go on with: the next one down the row on which something waits for a yes. */
  readonly next: Shelf | undefined = $derived.by(() => {
    const { shelves } = this.arranged
    const after = shelves.findIndex(({ id }) => id === this.open?.id) + 1
    return [...shelves.slice(after), ...shelves.slice(0, after)].find(({ open }) => open > 0)
  })
  /** What is sifted for; all again once the last card of it is filed. */
  readonly sieve: Sieve = $derived(this.arranged.pile.some((card) => likeliestOf(card) === this.#wanted) ? this.#wanted : 'all')
  readonly cards: readonly Card[] = $derived.by(() => {
    const { arranged, place, sieve } = this
    if (place.at !== 'pile') return place.at === 'shelf' ? (this.open?.cards ?? []) : arranged[place.at]
    return sieve === 'all' ? arranged.pile : arranged.pile.filter((card) => likeliestOf(card) === sieve)
  })
  /** Those picked out that are still here: somebody else may have filed one meanwhile. */
  readonly picked: readonly Card[] = $derived(this.chosen.size === 0 ? [] : this.cards.filter(({ id }) => this.chosen.has(id)))
  /** What a key acts on: what is picked out, or else the card that has the focus. */
  readonly hand: readonly Card[] = $derived(this.picked.length > 0 ? this.picked : this.cards.filter(({ id }) => id === this.focused))
  /** The one card in hand. */
  readonly single: IdeaId | undefined = $derived(this.hand.length === 1 ? this.hand[0]!.id : undefined)
  /** The shelves under the keys 1 to 9. */
  readonly digits: readonly Shelf[] = $derived(likeliestFirst(this.hand, this.arranged.shelves).slice(0, digits))

  constructor(found: Found, shelf: LiveShelf, correct: (correction: Correction) => Promise<unknown>) {
    this.#found = found
    this.shelf = shelf
    this.#correct = correct
  }

  look(place: Place): void {
    this.place = place
    this.sift('all')
    this.focused = undefined
    this.chosen.clear()
  }
  sift(sieve: Sieve): void {
    this.#wanted = sieve
    this.chosen.clear()
  }
  choose(id: IdeaId, chosen: boolean): void {
    if (chosen) this.chosen.add(id)
    else this.chosen.delete(id)
  }
  chooseAll(): void {
    for (const { id } of this.cards) this.chosen.add(id)
  }
  take(id: IdeaId | undefined): void {
    this.focused = id
    this.shelf.hold(id)
  }
  shelfOf(id: ThemeId): Shelf | undefined {
    return this.arranged.shelves.find((one) => one.id === id)
  }

  file(cards: readonly Card[], theme: ThemeId): void {
    this.shelf.file(idsOn(cards), theme)
    this.chosen.clear()
  }
  /** A yes to all that the machine has placed on a shelf. */
  confirm(shelf: Shelf): void {
    this.file(
      shelf.cards.filter(({ filed }) => !filed),
      shelf.id,
    )
  }
  unfile(cards: readonly Card[]): void {
    this.shelf.unfile(idsOn(cards))
    this.chosen.clear()
  }
  park(cards: readonly Card[], reason: string): void {
    this.shelf.park(idsOn(cards), reason)
    this.chosen.clear()
  }
  bringBack(cards: readonly Card[]): void {
    this.shelf.bringBack(idsOn(cards))
    this.chosen.clear()
  }

  /** A new shelf, with these cards on it; asked again under its id it is the same one. @throws Refused, Unreachable */
  async makeShelf(theme: ThemeId, label: string, cards: readonly Card[]): Promise<void> {
    await this.#correct({ op: 'create', theme, label, ideas: idsOn(cards) })
    this.chosen.clear()
  }
  rename(theme: ThemeId, label: string): Promise<unknown> {
    return this.#correct({ op: 'rename', theme, label })
  }
  /** Somebody writes what a shelf says: from now on the machine lets it stand. @throws Refused, Unreachable */
  async stay(theme: ThemeId): Promise<void> {
    if (this.#staying.has(theme) || this.shelf.themes.has(theme)) return
    this.#staying.add(theme)
    try {
      await this.#correct({ op: 'accept', theme })
    } catch (error) {
      this.#staying.delete(theme)
      throw error
    }
  }
  /** What lies on `from` goes to `into`, and `from` is no more. @throws Refused, Unreachable */
  async merge(from: ThemeId, into: ThemeId): Promise<void> {
    await this.#correct({ op: 'merge', into, from: [from] })
    if (this.place.at === 'shelf' && this.place.id === from) this.look({ at: 'shelf', id: into })
  }
  /** All that lies on these cards is one and the same. @throws Refused, Unreachable */
  async join(cards: readonly Card[]): Promise<void> {
    await this.#correct({ op: 'same', ideas: idsOn(cards) })
    this.chosen.clear()
  }
  /** Two ideas are never the same. @throws Refused, Unreachable */
  part(one: IdeaId, other: IdeaId): Promise<unknown> {
    return this.#correct({ op: 'different', ideas: [one, other] })
  }
}
