/** What of the themes is looked at: a filter, an order that stays until somebody asks for another, and all that is reckoned. */
import { SvelteSet } from 'svelte/reactivity'
import type { Group } from '#shared/group/group.ts'
import type { GroupId, IdeaId, ThemeId } from '#shared/id.ts'
import type { IdeaRow } from '#shared/theme/now.ts'
import { evennessOf } from '#shared/theme/overview/evenness.ts'
import { filtered, isOpen, type ThemeFilter } from '#shared/theme/overview/filter.ts'
import { matrixOf } from '#shared/theme/overview/matrix.ts'
import { membersByTheme, shownThemes, unfiledOf } from '#shared/theme/overview/members.ts'
import { newestOf } from '#shared/theme/overview/newest.ts'
import { saturationOf } from '#shared/theme/overview/saturation.ts'
import { serverClock } from '../net/server-clock.ts'
import { byTheme, inOrder, sourcesOf } from './changes.ts'
import type { ThemeDesk } from './theme-desk.svelte.ts'

/** What is new grows old by steps of this length. */
const strokeMs = 5_000

type Tab = 'map' | 'matrix' | 'unsure' | 'unfiled'

export class ThemesView {
  readonly desk: ThemeDesk
  groups = $state.raw<readonly Group[]>([])
  filter = $state.raw<ThemeFilter>({})
  tab = $state<Tab>('map')
  /** The theme that is seen from near. */
  near = $state<ThemeId>()
  /** Themes that something is to be done with together. */
  readonly picked = new SvelteSet<ThemeId>()
  /** Ideas of the theme seen from near that something is to be done with. */
  readonly chosen = new SvelteSet<IdeaId>()
  /** The idea that is being dragged onto a theme. */
  dragged: IdeaRow | undefined
  /** The server's time at the last stroke. */
  at = $state(serverClock.now())
  #order = $state.raw<readonly ThemeId[]>([])
  #stroke: ReturnType<typeof setInterval> | undefined

  readonly rows = $derived.by(() => filtered(this.desk.rows, this.filter))
  readonly groupIds = $derived<readonly GroupId[]>(this.filter.groups ?? this.groups.map(({ id }) => id))
  readonly members = $derived(membersByTheme(this.rows))
  readonly matrix = $derived.by(() => matrixOf(this.rows, this.groupIds, this.desk.rows))
  readonly figures = $derived(byTheme(this.matrix.rows))
  /** In the order that people know. */
  readonly ordered = $derived.by(() =>
    inOrder(
      this.#order,
      this.matrix.rows.map(({ theme }) => theme),
    ).map(({ id }) => this.figures.get(id)!),
  )
  /** By now another order would be right. */
  readonly isUnsorted = $derived(this.ordered.some(({ theme }, at) => theme.id !== this.matrix.rows[at]?.theme.id))
  readonly newest = $derived.by(() => newestOf(this.rows, this.at))
  readonly saturation = $derived.by(() => saturationOf(this.rows, this.at))
  readonly evenness = $derived(evennessOf(this.rows, this.groupIds))
  readonly unfiled = $derived(unfiledOf(this.rows))
  /** Placed, but not surely. */
  readonly unsure = $derived<readonly IdeaRow[]>(
    this.rows.ideas.filter(({ theme, filed, likely }) => theme !== undefined && !filed && (likely?.length ?? 0) > 0),
  )
  readonly dismissed = $derived.by(() => this.desk.rows.themes.filter(({ dismissed }) => dismissed))
  /** Where the ideas come from. */
  readonly sources = $derived.by(() => sourcesOf(this.desk.rows.ideas))
  readonly isFiltered = $derived(!isOpen(this.filter))

  constructor(desk: ThemeDesk) {
    this.desk = desk
  }
  open(): void {
    this.#stroke = setInterval(() => (this.at = serverClock.now()), strokeMs)
  }
  close(): void {
    clearInterval(this.#stroke)
  }

  /** Brings the themes into the order that is right now. */
  sort(): void {
    this.#order = this.matrix.rows.map(({ theme }) => theme.id)
  }
  narrow(filter: ThemeFilter): void {
    this.filter = filter
    this.sort()
  }
  /** An idea is taken in hand, or let go. Until then nothing moves. */
  drag(idea: IdeaRow | undefined): void {
    if (idea && !this.dragged) this.desk.hold()
    if (!idea && this.dragged) this.desk.letGo()
    this.dragged = idea
  }
  pick(id: ThemeId, on: boolean): void {
    if (on) this.picked.add(id)
    else this.picked.delete(id)
  }

  labelOf(id: ThemeId | undefined): string {
    return (id && this.desk.themes.get(id)?.label) ?? ''
  }
  groupName(id: GroupId | undefined): string {
    return this.groups.find((group) => group.id === id)?.name ?? ''
  }
  idea(id: IdeaId): IdeaRow | undefined {
    return this.desk.ideas.get(id)
  }
  /** Themes that can be moved to or merged with: the likeliest of an idea first, then as they are listed. */
  choices(likely: readonly { theme: string }[] = []): readonly { id: ThemeId; label: string; colour: number; groups: number }[] {
    const place = (id: ThemeId) => {
      const at = likely.findIndex(({ theme }) => theme === id)
      return at < 0 ? likely.length : at
    }
    return shownThemes(this.desk.rows)
      .map(({ id, label, colour }) => ({ id, label, colour, groups: this.figures.get(id)?.breadth ?? 0 }))
      .toSorted((a, b) => place(a.id) - place(b.id) || b.groups - a.groups)
  }
}
