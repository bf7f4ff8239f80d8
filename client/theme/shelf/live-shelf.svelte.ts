/**
 * The shelf as a screen sees it: a lens on the one document that all note takers write (shared/theme/shelf.ts). Reads flow
 * document → maps that are replaced when they change → components; writes go to the document and come back the same way.
 * What carries the document elsewhere is a line (client/net/sync.ts); without one the lens works on a bare document.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- its maps are replaced, never changed, once they are shown */
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import * as Y from 'yjs'
import type { IdeaId, SeatId, ThemeId } from '#shared/id.ts'
import * as shelf from '#shared/theme/shelf.ts'
import { maxRefinedCharacters, type Parked, type ShelfTheme } from '#shared/theme/shelf.ts'
import { serverClock } from '../../net/server-clock.ts'
import type { Line, LineListener, LineState } from '../../net/line.ts'
import { bindEntry } from './bind-entry.ts'

/** The label of what this screen's hand decides and types: what is undone, and nothing else. */
const ownHand = { name: 'own hand' } as const
/** What only opens the way for the hand: a copy of the wording to work on. Undoing typing must not take it away. */
const preparing = { name: 'preparing' } as const
/** Keystrokes closer together than this are one step of undo. */
const typingPauseMs = 700

const nothing: LineState = { light: 'connecting', kept: true, loaded: false, writable: false }

/** The texts that hang on the shelf: cleaned wordings by idea, notes by theme. */
export type TextRoot = 'refined' | 'notes'

export class LiveShelf implements LineListener {
  filed = $state.raw<ReadonlyMap<IdeaId, ThemeId>>(new Map())
  /** ที่พักไว้: ideas set aside, with why. */
  aside = $state.raw<ReadonlyMap<IdeaId, Parked>>(new Map())
  refined = $state.raw<ReadonlyMap<IdeaId, string>>(new Map())
  notes = $state.raw<ReadonlyMap<ThemeId, string>>(new Map())
  /** What was decided about themes, by the server's hand. */
  themes = $state.raw<ReadonlyMap<ThemeId, ShelfTheme>>(new Map())
  /** Ideas that people called the same, each list one idea; and pairs that are never the same. */
  same = $state.raw<readonly (readonly IdeaId[])[]>([])
  different = $state.raw<readonly (readonly IdeaId[])[]>([])
  /** Texts that the server refused, kept on this device. */
  parked = $state.raw<LineListener['parked']>([])
  hands = $state.raw<LineListener['hands']>([])
  canUndo = $state(false)
  canRedo = $state(false)
  /** Changes with each step of the own hand that is taken, or taken back. */
  lastStep = $state.raw<unknown>()
  #state = $state.raw<LineState>(nothing)
  /** Grows when the document is replaced: whoever is bound to its parts binds again. */
  #generation = $state(0)
  #everLoaded = $state(false)
  /** A fresh document has no content yet: what the old one showed stays on screen meanwhile. */
  #outdated = false
  #doc!: Y.Doc
  #undo!: Y.UndoManager
  #line: Line | undefined
  #held: IdeaId | undefined
  #texts = new Map<string, Attachment<HTMLTextAreaElement>>()
  #stop = () => {}

  constructor(doc: Y.Doc) {
    this.#watch(doc)
  }

  /** A shelf over a bare document without any network: tests. */
  static over(doc: Y.Doc, state: Partial<LineState> = {}): LiveShelf {
    const live = new LiveShelf(doc)
    live.tell({ light: 'saved', kept: true, loaded: true, writable: true, ...state })
    return live
  }

  get loaded(): boolean {
    return this.#everLoaded
  }
  get light() {
    return this.#state.light
  }
  get kept(): boolean {
    return this.#state.kept
  }
  get writable(): boolean {
    return this.#state.writable && this.#state.loaded && this.#state.ended === undefined
  }
  get unwritable() {
    return this.#state.unwritable
  }
  /** Why this seat may not be here any more. */
  get ended() {
    return this.#state.ended
  }
  get seatId(): SeatId | undefined {
    return this.#state.seatId
  }

  file(ideas: readonly IdeaId[], theme: ThemeId): void {
    this.#step(() => shelf.file(this.#doc, ideas, theme))
  }
  /** Gives ideas back to the pile, or to the shelf where the machine has placed them. */
  unfile(ideas: readonly IdeaId[]): void {
    this.#step(() => shelf.unfile(this.#doc, ideas))
  }
  park(ideas: readonly IdeaId[], reason: string): void {
    const by = this.seatId
    if (by) this.#step(() => shelf.park(this.#doc, ideas, { reason, by, at: Math.round(serverClock.now()) }))
  }
  /** Brings parked ideas back into the pile. */
  bringBack(ideas: readonly IdeaId[]): void {
    this.#step(() => ideas.forEach((id) => shelf.parkedOf(this.#doc).delete(id)))
  }

  /** Lays a copy of the original beside it, to be reworded; the original stays as it is. */
  beginWording(id: IdeaId, original: string): void {
    const wordings = shelf.refinedOf(this.#doc)
    if (!this.writable || wordings.has(id)) return
    this.#doc.transact(() => wordings.set(id, new Y.Text(original)), preparing)
  }
  /** Leaves a wording alone; one that says what the original says is none, unless somebody else is at it. */
  endWording(id: IdeaId, original: string): void {
    const text = shelf.refinedOf(this.#doc).get(id)?.toString().trim()
    const othersAreAtIt = this.hands.some((hand) => hand.idea === id && hand.seatId !== this.seatId)
    if (text === undefined || othersAreAtIt || !this.writable || (text !== '' && text !== original.trim())) return
    this.#doc.transact(() => shelf.refinedOf(this.#doc).delete(id), preparing)
  }
  /** Goes back to the original alone. */
  dropWording(id: IdeaId): void {
    this.#step(() => shelf.refinedOf(this.#doc).delete(id))
  }

  undo(): void {
    if (this.writable) this.#undo.undo()
  }
  redo(): void {
    if (this.writable) this.#undo.redo()
  }
  /** Shows the others that somebody is here, and which idea is in hand; undefined = none. */
  hold(idea: IdeaId | undefined): void {
    this.#held = idea
    this.#line?.carry(idea ? { idea } : {})
  }
  /** Binds a textarea to a shared text, with right caret behaviour and Thai composition. Always the same one for a text. */
  text(root: TextRoot, id: string): Attachment<HTMLTextAreaElement> {
    const known = this.#texts.get(`${root}:${id}`)
    if (known) return known
    const bind: Attachment<HTMLTextAreaElement> = (area) => {
      // The attachment runs again when the document was replaced under it.
      if (this.#generation < 0) return
      return untrack(() => {
        this.#undo.stopCapturing()
        const texts = root === 'refined' ? shelf.refinedOf(this.#doc) : shelf.notesOf(this.#doc)
        return bindEntry(area, texts, id, {
          origin: ownHand,
          most: maxRefinedCharacters,
          undo: () => this.undo(),
          redo: () => this.redo(),
        })
      })
    }
    this.#texts.set(`${root}:${id}`, bind)
    return bind
  }
  forgetParked(id: string): void {
    this.#line?.forgetParked(id)
  }
  close(): void {
    this.#line?.close()
    this.#stop()
  }

  /** Only for what carries the shelf. */
  tell(state: LineState): void {
    const before = this.#state.light
    this.#state = state
    // Presence belongs to a socket: each new one is told anew.
    if (isInStep(state.light) && !isInStep(before)) this.hold(this.#held)
    if (!state.loaded) return
    this.#everLoaded = true
    if (!this.#outdated) return
    this.#outdated = false
    this.#showAll()
  }
  join(line: Line): void {
    this.#line = line
  }
  /** Puts a fresh document in place of a refused one. */
  replace(doc: Y.Doc): void {
    this.#stop()
    this.#outdated = true
    this.#watch(doc)
    this.#generation += 1
  }

  /** Every verb is a step of undo by itself; only typing runs together. */
  #step(verb: () => void): void {
    if (!this.writable) return
    this.#undo.stopCapturing()
    this.#doc.transact(verb, ownHand)
    this.#undo.stopCapturing()
  }

  #watch(doc: Y.Doc): void {
    this.#doc = doc
    const shows: Record<string, () => void> = {
      filed: () => (this.filed = entriesOf(shelf.filedOf(doc), isText)),
      parked: () => (this.aside = entriesOf(shelf.parkedOf(doc), isParked)),
      refined: () => (this.refined = wordsOf(shelf.refinedOf(doc))),
      notes: () => (this.notes = wordsOf(shelf.notesOf(doc))),
      themes: () => (this.themes = entriesOf(shelf.shelfThemesOf(doc), isTheme)),
      same: () => (this.same = [...entriesOf(doc.getMap<IdeaId[]>('same'), isList).values()]),
      different: () => (this.different = [...entriesOf(doc.getMap<IdeaId[]>('different'), isList).values()]),
    }
    this.#showAll = () => {
      if (!this.#outdated) for (const show of Object.values(shows)) show()
    }
    const stops = Object.entries(shows).map(([root, show]) => {
      const map = doc.getMap(root)
      const changed = (events: Y.YEvent<Y.AbstractType<unknown>>[], { local }: Y.Transaction) => {
        if (!this.#outdated) show()
        if (!local) return
        const keys = events.flatMap((event) => (event.path.length > 0 ? [String(event.path[0])] : [...event.changes.keys.keys()]))
        this.#line?.touched(new Set(keys.map((key) => `${root}:${key}`)))
      }
      map.observeDeep(changed)
      return () => map.unobserveDeep(changed)
    })
    this.#undo = new Y.UndoManager(
      shelf.shelfRoots.map((root) => doc.getMap(root)),
      { trackedOrigins: new Set([ownHand]), captureTimeout: typingPauseMs },
    )
    const stacked = () => {
      this.canUndo = this.#undo.canUndo()
      this.canRedo = this.#undo.canRedo()
      this.lastStep = this.#undo.undoStack.at(-1)
    }
    for (const event of ['stack-item-added', 'stack-item-popped', 'stack-cleared'] as const) this.#undo.on(event, stacked)
    this.#stop = () => {
      for (const stop of stops) stop()
      this.#undo.destroy()
    }
    stacked()
    this.#showAll()
  }
  #showAll = () => {}
}

const isInStep = (light: LineState['light']): boolean => light === 'saved' || light === 'saving'
const isText = (value: unknown): value is string => typeof value === 'string'
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isParked = (value: unknown): value is Parked => isObject(value) && isText(value['reason'])
const isTheme = (value: unknown): value is ShelfTheme => isObject(value)
const isList = (value: unknown): value is IdeaId[] => Array.isArray(value) && value.every(isText)

/** What a map holds that is what it should be: other people's programs write here too. */
const entriesOf = <Key extends string, Value>(map: Y.Map<Value>, is: (value: unknown) => boolean): Map<Key, Value> =>
  new Map([...map.entries()].filter(([, value]) => is(value)) as [Key, Value][])
const wordsOf = <Key extends string>(map: Y.Map<Y.Text>): Map<Key, string> =>
  new Map([...map.entries()].filter(([, text]) => text instanceof Y.Text).map(([key, text]) => [key as Key, text.toString()]))
