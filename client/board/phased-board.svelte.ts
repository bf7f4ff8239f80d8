/**
 * A tablet's board in its phases: one lens for all screens, whatever becomes of what is written. In a private phase it shows the
 * board as it was and one's own drafts, and writes into the draft room; in a phase without names it hands ideas to the server
 * and knows its own by their keys; otherwise it is the board and nothing more.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- each is made anew and read as it was made */
import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import type { BoardId, IdeaId, SeatId } from '#shared/id.ts'
import type { Idea, IdeaColour } from '#shared/idea/idea.ts'
import type { Place } from '#shared/idea/edit.ts'
import { Refusal } from '#shared/refusal.ts'
import type { RoomNow } from '../activity/room-now.svelte.ts'
import { plainText } from '../idea/plain-text.ts'
import type { UnnamedIdeas } from '../idea/unnamed-ideas.svelte.ts'
import { openNotebook } from '../net/notebook.ts'
import type { Aside, BoardLens, Hand, Light, Parked } from './lens.ts'
import type { LiveBoard } from './live-board.svelte.ts'
import { Union } from './union.ts'

/** What a phase needs of the outside. */
export interface PhaseWorld {
  /** Opens the seat's own draft room. */
  openDraft(boardId: BoardId, seatId: SeatId): LiveBoard
  /** Whether this device still holds drafts that never reached the server. */
  holdsDrafts(boardId: BoardId, seatId: SeatId): boolean
  /** Takes the words without a name that never reached the server in another run than this. */
  takeUnsent(boardId: BoardId, seatId: SeatId, run: string): readonly { text: string; zone?: string }[]
  /** Takes what the seat could not put on the boards where it sat before. @throws when the script does not come; then it stays. */
  takeLeft(boardId: BoardId, seatId: SeatId): Promise<readonly Parked[]>
  openUnnamed(
    boardId: BoardId,
    seatId: SeatId,
    run: string,
    refused: (text: string, zone: string | undefined, code: Parked['code']) => void,
  ): Promise<UnnamedIdeas>
}

const lights: readonly Light[] = ['saved', 'saving', 'connecting', 'offline']

export class PhasedBoard implements BoardLens {
  readonly #board: LiveBoard
  readonly #boardId: BoardId
  readonly #world: PhaseWorld
  #room = $state.raw<RoomNow>()
  #draft = $state.raw<LiveBoard>()
  #unnamed = $state.raw<UnnamedIdeas>()
  /** Drafts of an earlier visit, whose phase went by without this tablet. */
  #missed = $state.raw<LiveBoard>()
  /** The run that they belong to; empty: the board's own line is written on. Undefined until the room is known. */
  #run: string | undefined
  /** Texts that came too late for their phase, or from a board where this seat sat before; they outlive the draft room. */
  #left = $state.raw<readonly Parked[]>([])
  #withdrawn = $state.raw<{ text: string; place: Parameters<UnnamedIdeas['write']>[1] }[]>([])
  /** Fields for ideas without a name. */
  #fields = new Map<IdeaId, Attachment<HTMLTextAreaElement>>()
  readonly #book
  #stop: () => void = () => undefined

  readonly #drafts = $derived.by(() => this.#draft && new Union(this.#board.ideas, this.#draft.ideas))
  readonly #shown = $derived.by(() => (this.#unnamed ? new Union(this.#board.ideas, this.#unnamed.ahead) : this.#drafts))
  /** Ideas go to the server, which writes them without an author. */
  readonly #unnaming = $derived.by(() => this.#unnamed !== undefined && this.#room?.unnamed === true && this.#board.ended === undefined)
  /** The phase hides names and what hides them is not here yet: over the board's own line a name would go along. */
  readonly #unready = $derived.by(() => this.#takesPart && this.#room?.unnamed === true && this.#unnamed === undefined)
  /** Where own steps are taken back. */
  readonly #pen = $derived.by(() => this.#draft ?? this.#board)

  constructor(board: LiveBoard, boardId: BoardId, world: PhaseWorld) {
    this.#board = board
    this.#boardId = boardId
    this.#world = world
    this.#book = openNotebook<Parked[]>(`kp:late:${boardId}`, [])
    this.#left = this.#book.read()
  }

  /** Heeds the phases of a room from now on. */
  follow(room: RoomNow): void {
    this.#stop()
    this.#room = room
    this.#stop = $effect.root(() => {
      $effect(() => this.#heed(room))
      $effect(() => {
        if (this.#missed && (this.#missed.loaded || this.#missed.ended)) untrack(() => this.#parkMissed())
      })
    })
  }

  get #takesPart(): boolean {
    return this.#room?.place.role === 'participant' && !this.#room.guest
  }
  #heed(room: RoomNow): void {
    const { known, run, phase, place } = room
    const takesPart = this.#takesPart
    const hides = takesPart && phase?.visibility === 'private' && (run?.reveal === 'hidden' || run?.reveal === 'some')
    const hands = takesPart && phase?.visibility === 'shared' && phase.anonymity !== 'named' && phase.permits.write === 'all'
    const wanted = run && (hides || hands) ? run.run : ''
    if (!known || wanted === this.#run) return
    this.#leave()
    this.#run = wanted
    if (takesPart) void this.#bringLeft(place.seatId)
    for (const { text, zone } of this.#world.takeUnsent(this.#boardId, place.seatId, wanted)) this.#park(text, zone, 'phase/over')
    if (hides) this.#draft = this.#world.openDraft(this.#boardId, place.seatId)
    else if (this.#world.holdsDrafts(this.#boardId, place.seatId)) this.#missed = this.#world.openDraft(this.#boardId, place.seatId)
    if (wanted && !hides) void this.#hand(wanted, place.seatId)
  }
  async #bringLeft(seatId: SeatId): Promise<void> {
    try {
      const elsewhere = await this.#world.takeLeft(this.#boardId, seatId)
      if (elsewhere.length > 0) this.#keepLeft([...this.#left, ...elsewhere])
    } catch (error) {
      console.warn('what lies on other boards is asked for in the next phase', error)
    }
  }
  async #hand(run: string, seatId: SeatId): Promise<void> {
    const unnamed = await this.#world.openUnnamed(this.#boardId, seatId, run, (text, zone, code) => this.#park(text, zone, code))
    if (this.#run === run) this.#unnamed = unnamed
    else unnamed.close()
  }
  #leave(): void {
    const draft = this.#draft
    this.#draft = undefined
    if (draft) this.#parkDrafts(draft)
    this.#missed?.close()
    this.#missed = undefined
    this.#unnamed?.close()
    this.#unnamed = undefined
    this.#withdrawn = []
    this.#fields.clear()
  }
  #parkMissed(): void {
    const missed = this.#missed
    this.#missed = undefined
    if (missed) this.#parkDrafts(missed)
  }
  #parkDrafts(draft: LiveBoard): void {
    draft.leave('phase/over')
    for (const { text, zone, code } of draft.parked) this.#park(text, zone, code)
    for (const { id } of draft.parked) draft.forgetParked(id)
  }
  #park(text: string, zone: string | undefined, code: Parked['code']): void {
    if (text.trim() === '') return
    const at = Date.now()
    const by = this.#room?.place.seatId
    const id = `late-${at}-${this.#left.length}`
    const parked: Parked = { id, text, code, at, ...(by && { by }), ...(zone !== undefined && { zone }) }
    this.#keepLeft([...this.#left, parked])
  }
  #keepLeft(left: readonly Parked[]): void {
    this.#left = left
    this.#book.write([...left])
  }

  /** Lets another lens look at the board's own document; drafts and ideas without a name are not in it. */
  attend(watch: Parameters<LiveBoard['attend']>[0]): () => void {
    return this.#board.attend(watch)
  }

  /** New ideas go to the server without a name. */
  get unnamedOpen(): boolean {
    return this.#unnaming
  }
  get ideas(): ReadonlyMap<IdeaId, Idea> {
    return this.#shown ?? this.#board.ideas
  }
  get zones() {
    return this.#board.zones
  }
  get lockedZones() {
    return this.#board.lockedZones
  }
  get title() {
    return this.#board.title
  }
  get loaded() {
    return this.#board.loaded
  }
  get light(): Light {
    const waiting: Light = this.#unnamed?.waiting ? (this.#board.light === 'saved' ? 'saving' : this.#board.light) : 'saved'
    const all = [this.#board.light, this.#draft?.light ?? 'saved', waiting]
    return lights[Math.max(...all.map((light) => lights.indexOf(light)))]!
  }
  get kept() {
    return this.#board.kept
  }
  get writable() {
    return (this.#board.writable && !this.#unready) || this.#draft?.writable === true || this.#unnaming
  }
  get unwritable() {
    return this.writable ? undefined : this.#board.unwritable
  }
  get inPhase() {
    return this.#board.inPhase
  }
  get ended() {
    return this.#board.ended
  }
  get seatId() {
    return this.#board.seatId
  }
  get role() {
    return this.#board.role
  }
  get parked(): readonly Parked[] {
    // What was on its way when the drafts came over may have come after all: with or without a name, under these words.
    const there = this.#left.length > 0 ? new Set([...this.#board.ideas.values()].map(({ text }) => text)) : undefined
    const left = this.#left.filter(({ text, by }) => by === this.seatId && !there?.has(text))
    return [...this.#board.parked, ...(this.#draft?.parked ?? []), ...left]
  }
  get hands() {
    return this.#board.hands
  }
  get canUndo() {
    return this.#unnamed ? this.#withdrawn.length > 0 || this.#board.canUndo : this.#pen.canUndo
  }
  get canRedo() {
    return this.#pen.canRedo
  }

  aside(id: IdeaId): Aside | undefined {
    if (this.#draft?.ideas.has(id) && !this.#board.ideas.has(id)) return { kind: 'draft', open: this.#draft.writable }
    return this.#unnamed?.has(id) ? { kind: 'unnamed', open: this.#unnaming } : undefined
  }

  write(text: string, place: Partial<Place> & { from?: IdeaId } = {}): IdeaId {
    const zone = place.zone ?? this.zones[0]?.id
    if (this.#unnaming) return this.#unnamed!.write(text, { ...(zone && { zone }), ...(place.from && { from: place.from }) })
    if (this.#draft?.writable) return this.#draft.write(text, { ...place, ...(zone && { zone }) })
    return this.#board.write(text, place)
  }
  move(id: IdeaId, place: Place): void {
    this.#holder(id).move(id, place)
  }
  colour(id: IdeaId, colour: IdeaColour): void {
    this.#holder(id).colour(id, colour)
  }
  withdraw(id: IdeaId): void {
    const withdrawn = this.#unnamed?.withdraw(id)
    if (withdrawn) this.#withdrawn = [...this.#withdrawn, withdrawn]
    else this.#holder(id).withdraw(id)
  }
  undo(): void {
    const last = this.#unnamed && this.#withdrawn.at(-1)
    if (!last) return this.#pen.undo()
    this.#withdrawn = this.#withdrawn.slice(0, -1)
    this.#unnamed!.write(last.text, last.place)
  }
  redo(): void {
    this.#pen.redo()
  }
  carry(hand: Omit<Hand, 'socket' | 'seatId'> | undefined): void {
    this.#board.carry(hand?.idea && this.aside(hand.idea) ? undefined : hand)
  }
  text(id: IdeaId): Attachment<HTMLTextAreaElement> {
    const unnamed = this.#unnamed
    if (!unnamed?.has(id)) return this.#holder(id).text(id)
    // Always the same one for an idea: another would be bound anew whenever the server answers, under the hands that type.
    const known = this.#fields.get(id)
    if (known) return known
    const read = () => unnamed.textOf(id) ?? ''
    const field = plainText(read, (text) => {
      // The run may be over by the time that the field is left.
      if (unnamed !== this.#unnamed) return this.#park(text, this.ideas.get(id)?.zone, 'phase/over')
      try {
        unnamed.reword(id, text)
      } catch (error) {
        // An emptied text is withdrawn by whoever closes the field; one that is too long keeps its last words.
        if (!(error instanceof Refusal)) throw error
      }
    })
    this.#fields.set(id, field)
    return field
  }
  forgetParked(id: string): void {
    if (this.#left.some((one) => one.id === id)) return this.#keepLeft(this.#left.filter((one) => one.id !== id))
    this.#board.forgetParked(id)
    this.#draft?.forgetParked(id)
  }
  close(): void {
    this.#stop()
    this.#unnamed?.close()
    this.#draft?.close()
    this.#missed?.close()
    this.#board.close()
  }

  #holder(id: IdeaId): LiveBoard {
    return this.aside(id)?.kind === 'draft' ? this.#draft! : this.#board
  }
}
