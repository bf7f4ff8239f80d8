/* eslint-disable svelte/prefer-svelte-reactivity -- its sets are replaced, not changed, or nobody reads them */
/** The desk: one board being worked on. What is selected, in hand and being written; which notes are on screen as cards. */
import { flushSync, untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import { card, placeAt, type Box } from '#shared/board/layout.ts'
import type { Zone } from '#shared/board/template.ts'
import type { IdeaId } from '#shared/id.ts'
import type { Place } from '#shared/idea/edit.ts'
import type { Idea, IdeaColour } from '#shared/idea/idea.ts'
import { stacksIn } from '#shared/idea/stack.ts'
import { isVisible } from '#shared/thai/one-line.ts'
import type { WordBook } from '../../words/word-book.svelte.ts'
import type { BoardLens } from '../lens.ts'
import type { Permits } from '../permits.svelte.ts'
import { around, firstLook, fitted, revealed, zoomed, type Insets, type Point } from './camera.ts'
import { widened } from './cells.ts'
import { Lettering } from './lettering.ts'
import { makeScene, type Note, type Scene } from './scene.ts'
import { Stage } from './stage.svelte.ts'

/** Others' edits are shown at most so often: in a storm most of the time is left for fingers. */
const pauseMs = 100
/** After the first look, until the cards just out of view are made. */
const settledMs = 400
/** More notes than this in view, and the overview draws them; it ends below `fewest`. */
const crowd = { most: 250, fewest: 200 }
const insets: Insets = { top: 12, bottom: 76, side: 12 }

export class Desk {
  readonly stage = new Stage()
  readonly board: BoardLens
  readonly permits: Permits
  readonly words: WordBook
  lettering = $state.raw<Lettering>()!
  scene = $state.raw<Scene>()!
  selected = $state<IdeaId>()
  /** The idea that the Tab key comes to. */
  current = $state<IdeaId>()
  placing = $state(false)
  /** `at`: the card's corner in the plane. Without an id a new idea is written. */
  editing = $state.raw<{ id?: IdeaId; at: Point }>()
  readonly carried = new SvelteMap<IdeaId, Point & { mine: boolean }>()
  carriedIds = $state.raw<ReadonlySet<IdeaId>>(new Set())
  /** How many ideas lie under which. */
  stacks = $state.raw<ReadonlyMap<IdeaId, number>>(new Map())
  /** The zones that the phase is about; undefined = all. */
  focus: readonly string[] | undefined
  /** Down to here the lowest zones reach on this screen: a zone is a place to write, not as high as what is in it. */
  floor = $state(0)
  /** The idea that the one in hand lies over, as if to be stacked with it. */
  onto = $state<IdeaId>()
  /** Whether the one may be put on a stack under the other, and how that is offered. */
  mayStack: (id: IdeaId, under: IdeaId) => boolean = () => false
  onstack: (id: IdeaId, under: IdeaId) => void = () => undefined
  /** Leaves the field that is open, as if "done" was tapped; a text that is too long stays in it. */
  leaveField: () => void = () => undefined
  /** What a screen reader is told. */
  said = $state('')
  calm = false
  /** The board was read just now. */
  deaf = $state(false)
  #pause: ReturnType<typeof setTimeout> | undefined
  #crowded = false
  #looked = false
  /** Cards around the view come once those in view are painted. */
  #around = $state(false)
  #painting: ReturnType<typeof setTimeout> | undefined

  constructor(board: BoardLens, permits: Permits, words: WordBook, family: string) {
    this.board = board
    this.permits = permits
    this.words = words
    this.lettering = new Lettering(family)
    this.scene = makeScene([], [], this.lettering)
  }

  // Of most scenes only words are new: who asks for these two is not told.
  readonly layout = $derived(this.scene.layout)
  readonly #cells = $derived(this.scene.cells)
  /** The notes in view, and whether they are too many to be cards. */
  readonly near = $derived.by(() => {
    const cells = this.#cells
    const inView = cells.within(this.stage.range)
    this.#crowded = inView.size > (this.#crowded ? crowd.fewest : crowd.most)
    if (this.#crowded) return { crowded: true, ids: new Set<IdeaId>() }
    if (!this.#around) return { crowded: false, ids: inView }
    const around = cells.within(widened(this.stage.range, 1))
    return { crowded: false, ids: around.size <= crowd.most ? around : inView }
  })
  /** The notes that stand as cards, in the order of reading. */
  readonly cards = $derived.by(() => {
    const { ids } = this.near
    const pinned = new Set<IdeaId | undefined>([this.selected, this.current, this.editing?.id, ...this.carriedIds])
    const list: Note[] = []
    for (const [id, note] of this.scene.notes) if (ids.has(id) || pinned.has(id)) list.push(note)
    return list
  })
  readonly zoneCounts = $derived(new Map([...this.layout.shelves].map(([zone, shelf]) => [zone, shelf.ideas.length])))

  /** Reads the board; an effect that calls it is told of the next change. After news nobody is heard for a while. */
  read(): void {
    const { zones } = this.board
    const { onTop: ideas, under } = stacksIn(this.board.ideas)
    if (
      !sameCounts(
        under,
        untrack(() => this.stacks),
      )
    )
      this.stacks = under
    if (!untrack(() => this.#draws(zones, ideas))) return
    this.deaf = true
    this.#pause = setTimeout(this.#hear, pauseMs)
  }
  #hear = (): void => {
    clearTimeout(this.#pause)
    this.deaf = false
  }
  /** Whether what was seen has changed; a board's first ideas often come a moment after the empty board. */
  #draws(zones: readonly Zone[], ideas: readonly Idea[]): boolean {
    const before = this.scene
    this.scene = makeScene(zones, ideas, this.lettering, before)
    if (this.scene === before) return false
    this.stage.bounds = this.layout.bounds
    for (const which of ['selected', 'current'] as const) if (this[which] && !this.scene.notes.has(this[which])) this[which] = undefined
    if (this.editing?.id && !this.scene.notes.has(this.editing.id)) this.editing = undefined
    if (!this.selected) this.placing = false
    if (!this.#looked) this.lookFirst()
    return before.notes.size > 0
  }
  close(): void {
    clearTimeout(this.#pause)
    clearTimeout(this.#painting)
    this.stage.close()
  }
  /** The letters have come, or changed: all lines are broken anew. */
  reletter(family: string): void {
    this.lettering = new Lettering(family)
    this.scene = makeScene(this.board.zones, stacksIn(this.board.ideas).onTop, this.lettering)
    this.stage.bounds = this.layout.bounds
  }
  /** The first look waits for the board's content and for the screen's size. */
  lookFirst(): void {
    if (this.#looked || !this.board.loaded || this.stage.screen.width === 0 || this.layout.zones.size === 0) return
    this.#looked = true
    this.#lookAtFocus()
    const { camera, screen } = this.stage
    this.floor = camera.y + (screen.height - insets.top) / camera.scale
    this.#painting = setTimeout(() => (this.#around = true), settledMs)
  }

  /** A phase has begun: its zones come into view. */
  turnTo(focus: readonly string[] | undefined): void {
    this.focus = focus
    if (this.#looked && !this.editing && focus) this.#lookAtFocus()
  }
  #lookAtFocus(): void {
    const every = [...this.layout.zones]
    const wanted = every.filter(([id]) => this.focus?.includes(id) ?? true).map(([, box]) => box)
    const boxes = wanted.length > 0 ? wanted : every.map(([, box]) => box)
    const rights = boxes.map(({ x, width }) => x + width)
    const { screen } = this.stage
    const all = firstLook(around(boxes), screen, insets, rights)
    const [first] = boxes
    // The corner of a matrix may be empty: then one begins at the first zone.
    const seen = first && first.x + first.width / 2 < all.x + screen.width / all.scale && first.y < all.y + screen.height / all.scale
    this.stage.look(seen || !first ? all : firstLook(first, screen, insets))
    this.stage.settle()
  }
  /** As tall as it is drawn. */
  drawn(box: Box): Box {
    const lowest = box.y + box.height >= this.layout.bounds.y + this.layout.bounds.height - 1
    return lowest && this.floor > box.y + box.height ? { ...box, height: this.floor - box.y } : box
  }

  box(id: IdeaId): Box | undefined {
    return this.layout.ideas.get(id)
  }
  zone(id: string | undefined): Zone | undefined {
    return this.board.zones.find((zone) => zone.id === id) ?? this.board.zones[0]
  }
  zoneTitle(id: string | undefined): string {
    const zone = this.zone(id)
    return zone ? this.words.of(zone.title) : ''
  }

  fit(): void {
    this.stage.fly(fitted(this.layout.bounds, this.stage.screen, insets), this.calm)
  }
  zoom(factor: number): void {
    const { width, height } = this.stage.screen
    this.stage.fly(zoomed(this.stage.camera, factor, { x: width / 2, y: height / 2 }), this.calm)
  }
  reveal(id: IdeaId): void {
    const box = this.box(id)
    if (!box) return
    const to = revealed(this.stage.camera, box, this.stage.screen, insets)
    if (to.x !== this.stage.camera.x || to.y !== this.stage.camera.y) this.stage.fly(to, this.calm)
  }
  /** Goes near to an idea that is too small to be read. */
  approach(at: Point, screenAt: Point): void {
    const to = zoomed(this.stage.camera, 1 / this.stage.camera.scale, screenAt)
    const { width, height } = this.stage.screen
    this.stage.fly({ ...to, x: at.x - width / 2, y: at.y - height / 2 }, this.calm)
  }

  hold(id: IdeaId, at: Point, mine: boolean): void {
    this.carried.set(id, { ...at, mine })
    if (!this.carriedIds.has(id)) this.carriedIds = new Set(this.carried.keys())
  }
  release(id: IdeaId): void {
    if (this.carried.delete(id)) this.carriedIds = new Set(this.carried.keys())
  }
  /** Others' hands. What is in my own hand heeds nobody else's. */
  showHands(): void {
    const seen = new Set<IdeaId>()
    for (const { idea, zone, x, y } of this.board.hands) {
      const corner = this.layout.zones.get(zone ?? '')
      if (!idea || !corner || x === undefined || y === undefined || this.carried.get(idea)?.mine || !this.box(idea)) continue
      seen.add(idea)
      this.hold(idea, { x: corner.x + x, y: corner.y + y }, false)
    }
    for (const [id, { mine }] of this.carried) if (!mine && !seen.has(id)) this.release(id)
  }

  move(id: IdeaId, place: Place): void {
    this.#byOwnHand(() => this.board.move(id, place))
    this.said = this.words.t.canvas.moved(this.zoneTitle(place.zone))
  }
  /** What I did shows at once, storm or not. */
  #byOwnHand(verb: () => void): void {
    flushSync(() => {
      verb()
      this.#hear()
    })
  }
  mayCarry(id: IdeaId): boolean {
    const idea = this.board.ideas.get(id)
    return idea !== undefined && (this.permits.may('move', idea) || this.permits.may('stack', idea))
  }
  /** Let go here, the card lies on that of another idea for the most part. */
  ontoAt(id: IdeaId, corner: Point): IdeaId | undefined {
    const own = this.box(id)
    if (!own) return undefined
    const there = this.scene.cells.at(corner.x + own.width / 2, corner.y + Math.min(own.height, 2 * card.line) / 2)
    return there !== undefined && there !== id && this.mayStack(id, there) ? there : undefined
  }
  mayMove(id: IdeaId): boolean {
    const idea = this.board.ideas.get(id)
    return idea !== undefined && this.permits.may('move', idea)
  }
  /** Puts an idea with its corner at a point of the plane. */
  put(id: IdeaId, corner: Point): void {
    const place = placeAt(this.layout, corner.x, corner.y)
    if (place && this.mayMove(id) && this.permits.isOpen(place.zone ?? '')) this.move(id, place)
  }
  paint(id: IdeaId, colour: IdeaColour): void {
    this.board.colour(id, colour)
    this.said = this.words.t.canvas.coloured(this.words.t.canvas.colours[colour])
  }
  withdraw(id: IdeaId): void {
    const idea = this.board.ideas.get(id)
    if (!idea || !this.permits.may('withdraw', idea)) return
    this.board.withdraw(id)
    this.said = this.words.t.canvas.withdrawn
  }
  /** Opens the field in the same task as the tap: only then do tablets bring up the keyboard. */
  reword(id: IdeaId): void {
    const box = this.box(id)
    const idea = this.board.ideas.get(id)
    if (!box || !idea || !this.permits.may('reword', idea)) return
    this.leaveField()
    if (this.editing) return
    this.current = id
    flushSync(() => {
      this.selected = undefined
      this.editing = { id, at: box }
    })
  }
  writeAt(middle: Point): void {
    if (!this.permits.mayWrite) return
    this.leaveField()
    if (this.editing) return
    flushSync(() => {
      this.selected = undefined
      this.editing = { at: { x: middle.x - card.width / 2, y: middle.y - card.line } }
    })
  }
  /** The field was left; `text` is what a new idea says. @throws Refusal idea/too-long */
  finish(text?: string): IdeaId | undefined {
    const { editing } = this
    this.editing = undefined
    if (!editing || editing.id) return editing?.id
    if (!text || !isVisible(text)) return undefined
    return (this.current = this.board.write(text, placeAt(this.layout, editing.at.x, editing.at.y)))
  }
}

const sameCounts = (a: ReadonlyMap<IdeaId, number>, b: ReadonlyMap<IdeaId, number>): boolean =>
  a.size === b.size && [...a].every(([id, count]) => b.get(id) === count)
