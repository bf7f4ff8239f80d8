/**
 * A tablet's board in its phases: one lens for all screens, whatever becomes of what is written. In a private phase it shows the
 * board as it was and one's own drafts, and writes into the draft room; in a phase without names it hands ideas to the server
 * and knows its own by their keys; otherwise it is the board and nothing more.
 */
/* eslint-disable svelte/prefer-svelte-reactivity -- each is made anew and read as it was made */
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
  openUnnamed(
    boardId: BoardId,
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
  /** The run that they belong to. */
  #run = ''
  /** Texts that came too late for their phase; they outlive the draft room. */
  #left = $state.raw<readonly Parked[]>([])
  #withdrawn = $state.raw<{ text: string; place: Parameters<UnnamedIdeas['write']>[1] }[]>([])
  readonly #book
  #stop: () => void = () => undefined

  readonly #drafts = $derived.by(() => this.#draft && new Union(this.#board.ideas, this.#draft.ideas))
  readonly #shown = $derived.by(() => (this.#unnamed ? new Union(this.#board.ideas, this.#unnamed.ahead) : this.#drafts))
  /** Ideas go to the server, which writes them without an author. */
  readonly #unnaming = $derived.by(() => this.#unnamed !== undefined && this.#room?.unnamed === true && this.#board.ended === undefined)
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
    })
  }

  #heed(room: RoomNow): void {
    const { run, phase, place, guest } = room
    const takesPart = place.role === 'participant' && !guest
    const hides = takesPart && phase?.visibility === 'private' && (run?.reveal === 'hidden' || run?.reveal === 'some')
    const hands = takesPart && phase?.visibility === 'shared' && phase.anonymity !== 'named' && phase.permits.write === 'all'
    const wanted = run && (hides || hands) ? run.run : ''
    if (wanted === this.#run) return
    this.#leave()
    this.#run = wanted
    if (!wanted) return
    if (hides) this.#draft = this.#world.openDraft(this.#boardId, place.seatId)
    else void this.#hand(wanted)
  }
  async #hand(run: string): Promise<void> {
    const unnamed = await this.#world.openUnnamed(this.#boardId, run, (text, zone, code) => this.#park(text, zone, code))
    if (this.#run === run) this.#unnamed = unnamed
    else unnamed.close()
  }
  #leave(): void {
    const draft = this.#draft
    this.#draft = undefined
    if (draft) {
      draft.leave('phase/over')
      for (const { text, zone, code } of draft.parked) this.#park(text, zone, code)
      for (const { id } of draft.parked) draft.forgetParked(id)
    }
    this.#unnamed?.close()
    this.#unnamed = undefined
    this.#withdrawn = []
  }
  #park(text: string, zone: string | undefined, code: Parked['code']): void {
    const at = Date.now()
    const parked: Parked = { id: `late-${at}-${this.#left.length}`, text, code, at, ...(zone !== undefined && { zone }) }
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
    return this.#board.writable || this.#draft?.writable === true || this.#unnaming
  }
  get unwritable() {
    return this.writable ? undefined : this.#board.unwritable
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
    return [...this.#board.parked, ...(this.#draft?.parked ?? []), ...this.#left.filter(({ text }) => !there?.has(text))]
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
    return plainText(unnamed.textOf(id) ?? '', (text) => {
      try {
        unnamed.reword(id, text)
      } catch (error) {
        // An emptied text is withdrawn by whoever closes the field; one that is too long keeps its last words.
        if (!(error instanceof Refusal)) throw error
      }
    })
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
    this.#board.close()
  }

  #holder(id: IdeaId): LiveBoard {
    return this.aside(id)?.kind === 'draft' ? this.#draft! : this.#board
  }
}
