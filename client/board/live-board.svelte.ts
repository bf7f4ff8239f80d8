/**
 * A board as a screen sees it: a lens on one Yjs document. Reads flow document → frozen snapshots → components, once a
 * frame; writes go to the document and come back the same way. What carries the document elsewhere is a `Line`
 * (client/net/sync.ts); without one the lens works on a bare document.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- its own sets are bookkeeping that no component reads */
import { untrack } from 'svelte'
import { SvelteMap } from 'svelte/reactivity'
import type { Attachment } from 'svelte/attachments'
import * as Y from 'yjs'
import { newId, type IdeaId, type SeatId } from '#shared/id.ts'
import { colourIdea, moveIdea, withdrawIdea, writeIdea, type Place } from '#shared/idea/edit.ts'
import { commentsOf } from '#shared/idea/comment.ts'
import { ideasOf, readIdea, type Idea, type IdeaColour } from '#shared/idea/idea.ts'
import { readLockedZones, readTitle, readZones } from '#shared/board/document.ts'
import type { Zone } from '#shared/board/template.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Role } from '#shared/role.ts'
import type { Unwritable } from '#shared/sync/wire.ts'
import { bindText } from '../idea/bind-text.ts'
import { serverClock } from '../net/server-clock.ts'
import type { Aside, BoardLens, Hand, Light, Parked } from './lens.ts'
import { oncePerFrame } from './once-per-frame.ts'
import { ownHand, watchOwnHand, type OwnUndo } from './own-undo.ts'

/** How the board stands with the server, as told by its line. */
export interface LineState {
  readonly light: Light
  readonly kept: boolean
  /** The document holds the board, from the server or from this device. */
  readonly loaded: boolean
  readonly writable: boolean
  readonly unwritable?: Unwritable
  readonly ended?: RefusalCode
  readonly seatId?: SeatId
  readonly role?: Role
}
/** What carries a board's document to the server and back. */
export interface Line {
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void
  /** These ideas and comments were just changed by own hand. */
  touched(ids: ReadonlySet<string>): void
  forgetParked(id: string): void
  /** Goes for good: what is not saved is parked for its author, and this device forgets its copy. */
  leave(code: RefusalCode): void
  close(): void
}
/** The outside world that a board needs. */
export interface BoardWorld {
  now: () => number
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown
}
const realWorld: BoardWorld = { now: () => serverClock.now(), random: (bytes) => crypto.getRandomValues(bytes) }

export class LiveBoard implements BoardLens {
  #ideas = $state.raw(new SvelteMap<IdeaId, Idea>())
  zones = $state.raw<readonly Zone[]>([])
  lockedZones = $state.raw<readonly string[]>([])
  title = $state('')
  parked = $state.raw<readonly Parked[]>([])
  hands = $state.raw<readonly Hand[]>([])
  canUndo = $state(false)
  canRedo = $state(false)
  #state = $state.raw<LineState>({ light: 'connecting', kept: true, loaded: false, writable: false })
  /** Grows when the document is replaced: whoever binds to its parts binds again. */
  #generation = $state(0)
  #everLoaded = $state(false)
  /** A fresh document has no content yet: what the old one showed stays on screen meanwhile. */
  #outdated = false
  #doc!: Y.Doc
  #undo!: OwnUndo
  #line: Line | undefined
  #dirty = new Set<string>()
  #ownClients = new Set<number>()
  #texts = new Map<IdeaId, Attachment<HTMLTextAreaElement>>()
  #frame = oncePerFrame(() => this.#show())
  #stop: (() => void)[] = []
  /** Other lenses on the same document, and how each stops. */
  #attending = new Map<(doc: Y.Doc) => () => void, () => void>()
  #world: BoardWorld

  constructor(doc: Y.Doc, world: BoardWorld = realWorld) {
    this.#world = world
    this.#watch(doc)
  }

  /** A board over a bare document without any network: tests, drawing, an opened bundle. */
  static over(doc: Y.Doc, state: Partial<LineState> = {}, world: BoardWorld = realWorld): LiveBoard {
    const board = new LiveBoard(doc, world)
    board.tell({ light: 'saved', kept: true, loaded: true, writable: true, ...state })
    return board
  }

  get ideas(): ReadonlyMap<IdeaId, Idea> {
    return this.#ideas
  }
  get loaded(): boolean {
    return this.#everLoaded
  }
  get light(): Light {
    return this.#state.light
  }
  get writable(): boolean {
    return this.#state.writable && this.#state.loaded && this.#state.ended === undefined
  }
  get kept(): boolean {
    return this.#state.kept
  }
  get unwritable(): Unwritable | undefined {
    return this.#state.unwritable
  }
  get ended(): RefusalCode | undefined {
    return this.#state.ended
  }
  get seatId(): SeatId | undefined {
    return this.#state.seatId
  }
  get role(): Role | undefined {
    return this.#state.role
  }

  aside(_id: IdeaId): Aside | undefined {
    return undefined
  }

  write(text: string, place: Partial<Place> & { from?: IdeaId } = {}): IdeaId {
    const id = newId<'idea'>(this.#world.random)
    const zone = place.zone ?? this.zones[0]?.id
    const by = this.seatId
    this.#step(() => writeIdea(this.#doc, { ...place, id, text, at: this.#world.now(), ...(zone && { zone }), ...(by && { by }) }, ownHand))
    return id
  }
  move(id: IdeaId, place: Place): void {
    this.#step(() => moveIdea(this.#doc, id, place, ownHand))
  }
  colour(id: IdeaId, colour: IdeaColour): void {
    this.#step(() => colourIdea(this.#doc, id, colour, ownHand))
  }
  withdraw(id: IdeaId): void {
    this.#step(() => withdrawIdea(this.#doc, id, ownHand))
  }
  undo(): void {
    if (this.writable) this.#undo.undo()
    this.#stacked()
  }
  redo(): void {
    if (this.writable) this.#undo.redo()
    this.#stacked()
  }
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void {
    this.#line?.carry(hand)
  }
  text(id: IdeaId): Attachment<HTMLTextAreaElement> {
    // Always the same one for an idea: another would be bound anew with every keystroke, and break compositions.
    const known = this.#texts.get(id)
    if (known) return known
    const bind: Attachment<HTMLTextAreaElement> = (area) => {
      // The attachment runs again when the document was replaced under it.
      const generation = this.#generation
      const text = generation >= 0 ? ideasOf(this.#doc).get(id)?.get('text') : undefined
      if (!(text instanceof Y.Text)) return
      this.#undo.manager.stopCapturing()
      return bindText(area, text, { origin: ownHand, undo: () => this.undo(), redo: () => this.redo() })
    }
    this.#texts.set(id, bind)
    return bind
  }
  forgetParked(id: string): void {
    this.#line?.forgetParked(id)
  }
  leave(code: RefusalCode): void {
    this.#line?.leave(code)
    this.#unwatch()
  }
  close(): void {
    this.#line?.close()
    this.#unwatch()
  }

  /** Only for what carries the board: its line says where it stands, what it parked, who else is here. */
  tell(state: LineState): void {
    this.#state = state
    if (!state.loaded) return
    this.#everLoaded = true
    if (!this.#outdated) return
    this.#outdated = false
    for (const id of untrack(() => [...this.#ideas.keys()])) this.#dirty.add(id)
    this.#show()
  }
  join(line: Line): void {
    this.#line = line
  }
  /** Lets another lens look at the document, now and whenever a fresh one takes its place; answers how it stops. */
  attend(watch: (doc: Y.Doc) => () => void): () => void {
    this.#attending.set(watch, watch(this.#doc))
    return () => {
      this.#attending.get(watch)?.()
      this.#attending.delete(watch)
    }
  }
  /** Puts a fresh document in place of a refused one; what is shown changes only where the two differ. */
  replace(doc: Y.Doc): void {
    this.#unwatch()
    this.#outdated = true
    this.#watch(doc)
    for (const [watch, stop] of this.#attending) {
      stop()
      this.#attending.set(watch, watch(doc))
    }
    this.#generation += 1
  }

  /** Every verb is a step of undo by itself; only typing runs together. */
  #step(verb: () => void): void {
    this.#undo.manager.stopCapturing()
    verb()
    this.#undo.manager.stopCapturing()
  }

  #watch(doc: Y.Doc): void {
    this.#doc = doc
    const ideas = ideasOf(doc)
    const meta = doc.getMap('meta')
    for (const id of ideas.keys()) this.#dirty.add(id)
    this.#undo = watchOwnHand(doc, (client) => this.#ownClients.has(client))
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      const touched = new Set<string>()
      for (const event of events) {
        const id = event.path[0]
        if (typeof id === 'string') touched.add(id)
        else for (const key of event.changes.keys.keys()) touched.add(key)
      }
      for (const id of touched) this.#dirty.add(id)
      if (!transaction.local) return this.#frame.soon()
      this.#ownClients.add(doc.clientID)
      this.#line?.touched(touched)
      this.#show()
    }
    const described = () => {
      this.zones = readZones(doc)
      this.lockedZones = readLockedZones(doc)
      this.title = readTitle(doc)
    }
    const stacked = () => this.#stacked()
    const comments = commentsOf(doc)
    const said = (event: Y.YMapEvent<unknown>, { local }: Y.Transaction) => {
      if (local) this.#line?.touched(event.keysChanged as Set<string>)
    }
    ideas.observeDeep(changed)
    comments.observe(said)
    meta.observe(described)
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) this.#undo.manager.on(event, stacked)
    this.#stop = [
      () => ideas.unobserveDeep(changed),
      () => comments.unobserve(said),
      () => meta.unobserve(described),
      () => this.#undo.manager.destroy(),
    ]
    described()
    stacked()
    this.#show()
  }

  #stacked(): void {
    this.canUndo = this.#undo.manager.canUndo()
    this.canRedo = this.#undo.manager.canRedo()
  }

  #unwatch(): void {
    this.#frame.cancel()
    for (const stop of this.#stop) stop()
    this.#stop = []
  }

  #show = (): void =>
    untrack(() => {
      const ideas = ideasOf(this.#doc)
      const shown = this.#ideas
      const news: [IdeaId, Idea | undefined][] = []
      for (const id of this.#dirty) {
        const idea = readIdea(id, ideas.get(id))
        if (!alike(shown.get(id as IdeaId), idea)) news.push([id as IdeaId, idea])
      }
      this.#dirty.clear()
      if (news.length > fewAtOnce) this.#ideas = new SvelteMap(merged(shown, news))
      else
        for (const [id, idea] of news)
          if (idea) shown.set(id, idea)
          else shown.delete(id)
    })
}

/** Each entry that changes alerts every reader of the map: beyond this many a new map, built in silence, costs less. */
const fewAtOnce = 100

const merged = (shown: ReadonlyMap<IdeaId, Idea>, news: readonly [IdeaId, Idea | undefined][]): Map<IdeaId, Idea> => {
  const all = new Map(shown)
  for (const [id, idea] of news)
    if (idea) all.set(id, idea)
    else all.delete(id)
  return all
}

const fields = ['text', 'zone', 'x', 'y', 'by', 'theme', 'at', 'colour', 'from', 'stack', 'photo', 'sketch', 'locked'] as const
const alike = (shown: Idea | undefined, now: Idea | undefined): boolean =>
  shown && now ? fields.every((field) => shown[field] === now[field]) : shown === now
