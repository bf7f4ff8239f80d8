/**
 * A board as a screen sees it: a lens on one Yjs document. Reads flow document → frozen snapshots → components, once a
 * frame; writes go to the document and come back the same way. What carries the document elsewhere is a `Line`
 * (client/net/sync.ts); without one the lens works on a bare document.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- its own sets are bookkeeping that no component reads */
import type { Attachment } from 'svelte/attachments'
import * as Y from 'yjs'
import { newId, type IdeaId, type SeatId } from '#shared/id.ts'
import { colourIdea, moveIdea, withdrawIdea, writeIdea, type Place } from '#shared/idea/edit.ts'
import { commentsOf } from '#shared/idea/comment.ts'
import { ideasOf, type Idea, type IdeaColour } from '#shared/idea/idea.ts'
import { readLockedZones, readTitle, readZones } from '#shared/board/document.ts'
import type { Zone } from '#shared/board/template.ts'
import type { RefusalCode } from '#shared/refusal.ts'
import type { Role } from '#shared/role.ts'
import type { Unwritable } from '#shared/sync/wire.ts'
import { bindText } from '../idea/bind-text.ts'
import type { Line, LineListener, LineState } from '../net/line.ts'
import { serverClock } from '../net/server-clock.ts'
import type { Aside, BoardLens, Hand, Light, Parked } from './lens.ts'
import { ownHand, watchOwnHand, type OwnUndo } from './own-undo.ts'
import { ShownIdeas } from './shown-ideas.svelte.ts'

/** The outside world that a board needs. */
export interface BoardWorld {
  now: () => number
  random: (bytes: Uint8Array<ArrayBuffer>) => unknown
}
const realWorld: BoardWorld = { now: () => serverClock.now(), random: (bytes) => crypto.getRandomValues(bytes) }

export class LiveBoard implements BoardLens, LineListener {
  readonly #ideas: ShownIdeas = new ShownIdeas(() => ideasOf(this.#doc))
  zones = $state.raw<readonly Zone[]>([])
  lockedZones = $state.raw<readonly string[]>([])
  title = $state('')
  parked = $state.raw<readonly Parked[]>([])
  hands = $state.raw<readonly Hand[]>([])
  canUndo = $state(false)
  canRedo = $state(false)
  /** First content is here; what it showed stays on screen while a fresh document has none yet. */
  loaded = $state(false)
  // Told anew with every keystroke: who asks for one of its fields hears of that one alone.
  #state = $state.raw<LineState>({ light: 'connecting', kept: true, loaded: false, writable: false })
  readonly light: Light = $derived(this.#state.light)
  readonly writable: boolean = $derived(this.#state.writable && this.#state.loaded && this.#state.ended === undefined)
  readonly kept: boolean = $derived(this.#state.kept)
  readonly unwritable: Unwritable | undefined = $derived(this.#state.unwritable)
  readonly inPhase: boolean = $derived(this.#state.inPhase === true)
  readonly ended: RefusalCode | undefined = $derived(this.#state.ended)
  readonly seatId: SeatId | undefined = $derived(this.#state.seatId)
  readonly role: Role | undefined = $derived(this.#state.role)
  #outdated = false
  #doc!: Y.Doc
  #undo!: OwnUndo
  #line: Line | undefined
  #ownClients = new Set<number>()
  #texts = new Map<IdeaId, Attachment<HTMLTextAreaElement>>()
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
    return this.#ideas.map
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
      const text = ideasOf(this.#doc).get(id)?.get('text')
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
    this.loaded = true
    if (!this.#outdated) return
    this.#outdated = false
    this.#ideas.doubt()
    this.#ideas.show()
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
    this.#ideas.show()
    this.#unwatch()
    this.#outdated = true
    this.#watch(doc)
    for (const [watch, stop] of this.#attending) {
      stop()
      this.#attending.set(watch, watch(doc))
    }
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
    this.#ideas.touch(ideas.keys())
    this.#undo = watchOwnHand(doc, (client) => this.#ownClients.has(client))
    const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      const touched = new Set<string>()
      for (const event of events) {
        const id = event.path[0]
        if (typeof id === 'string') touched.add(id)
        else for (const key of event.changes.keys.keys()) touched.add(key)
      }
      this.#ideas.touch(touched)
      if (!transaction.local) return this.#ideas.showSoon()
      this.#ownClients.add(doc.clientID)
      this.#line?.touched(touched)
      this.#ideas.show()
    }
    const described = () => {
      if (this.#outdated && meta.size === 0) return
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
    this.#ideas.show()
  }

  #stacked(): void {
    this.canUndo = this.#undo.manager.canUndo()
    this.canRedo = this.#undo.manager.canRedo()
  }

  #unwatch(): void {
    this.#ideas.close()
    for (const stop of this.#stop) stop()
    this.#stop = []
  }
}
