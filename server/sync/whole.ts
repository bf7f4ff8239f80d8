/**
 * What of a room is durable, as bytes: a base (one Yjs update) and the edits since, framed. Joiners are served from here,
 * all with the same Buffers; nobody gets from here what a crash could take back.
 */
import { promisify } from 'node:util'
import { deflateRaw } from 'node:zlib'
import * as Y from 'yjs'
import { SyncStep, writePacked } from '#shared/sync/wire.ts'
import { comparePositions, type LogEntry, type Position, type StoredEntry } from '../store/ports.ts'
import type { Endpoint } from './endpoint.ts'
import { framed, syncFrame, syncHead } from './frame.ts'

const deflate = promisify(deflateRaw)
const nothing = new Uint8Array([0, 0])
/** Under this many bytes packing costs more than it spares. */
const worthPacking = 4_096

/** One accepted edit on its way to the log and to everybody else. */
export interface Edit extends LogEntry {
  /** An `update` message that holds `update`, ready to be written. */
  readonly frame: Buffer
  /** Until it is relayed: who sent it, and as which of its counted frames. */
  from: Endpoint | undefined
  readonly number: number
  position: Position
}

export const newEdit = (entry: LogEntry, from?: Endpoint, number = 0): Edit => {
  const { frame, payload } = syncFrame(SyncStep.update, entry.update)
  return { update: payload, seat: entry.seat, frame, from, number, position: '' }
}

export class Whole {
  private base: Uint8Array = nothing
  private basePosition: Position
  /** Number of the last edit inside the base; edits are numbered as they became durable here. */
  private baseNumber = 0
  private tail: Edit[] = []
  private tailBytes = 0
  private joined: readonly Uint8Array[] | undefined
  private packing: Promise<{ number: number; frame: Buffer }> | undefined

  constructor(base: Uint8Array | undefined, position: Position, tail: readonly StoredEntry[]) {
    // An import is one large first edit: as good a base as any.
    const first = base ? undefined : tail[0]
    this.base = base ?? first?.update ?? nothing
    this.basePosition = first?.position ?? position
    for (const entry of first ? tail.slice(1) : tail) this.push({ ...newEdit(entry), position: entry.position })
  }

  /** Number of the newest durable edit. */
  get number(): number {
    return this.baseNumber + this.tail.length
  }
  /** Whether a joiner is better served by a fresh base. */
  get long(): boolean {
    return this.tail.length > 1_000 || this.tailBytes > Math.max(16_384, this.base.length / 8)
  }
  get worthPacking(): boolean {
    return this.base.length >= worthPacking
  }

  push(edit: Edit): void {
    this.tail.push(edit)
    this.tailBytes += edit.frame.length
    this.joined = undefined
  }

  /** `base` holds all that is durable. */
  rebase(base: Uint8Array, position: Position): void {
    this.baseNumber = this.number
    this.keep(base, position, [])
  }

  /** `base` holds all up to `position`: what compaction found. An older one than ours changes nothing. */
  adopt(base: Uint8Array, position: Position): void {
    if (comparePositions(position, this.basePosition) <= 0) return
    // Edits of other processes may have arrived after younger ones of ours: only a beginning leaves the numbers right.
    const kept = this.tail.findIndex((edit) => comparePositions(edit.position, position) > 0)
    const rest = kept < 0 ? [] : this.tail.slice(kept)
    this.baseNumber += this.tail.length - rest.length
    this.keep(base, position, rest)
  }

  private keep(base: Uint8Array, position: Position, tail: Edit[]): void {
    this.base = base
    this.basePosition = position
    this.tail = tail
    this.tailBytes = tail.reduce((sum, edit) => sum + edit.frame.length, 0)
    this.joined = undefined
    this.packing = undefined
  }

  /** All of it, to be written in one go. The last message is the step2, so that whoever has it has everything. */
  plain(): readonly Uint8Array[] {
    if (this.joined) return this.joined
    const last = this.tail.at(-1)
    this.joined = last
      ? [
          syncHead(SyncStep.update, this.base.length),
          this.base,
          Buffer.concat([...this.tail.slice(0, -1).map((edit) => edit.frame), syncFrame(SyncStep.step2, last.update).frame]),
        ]
      : [syncHead(SyncStep.step2, this.base.length), this.base]
    return this.joined
  }

  /** The base and the edits since, as they came. */
  updates(): Uint8Array[] {
    return [this.base, ...this.tail.map(({ update }) => update)]
  }

  /** The base, deflated once for all, and the number up to which it goes: write `since(number)` after it. */
  packed(): Promise<{ number: number; frame: Buffer }> {
    const number = this.baseNumber
    this.packing ??= deflate(this.base).then((deflated) => ({ number, frame: framed(writePacked(deflated)) }))
    return this.packing
  }

  /** The frames of the edits after `number`; undefined when they are inside the base by now. */
  since(number: number): readonly Buffer[] | undefined {
    if (number < this.baseNumber) return undefined
    return this.tail.slice(number - this.baseNumber).map((edit) => edit.frame)
  }

  /** A document of all this and of what is on its way. */
  replay(undurable: readonly Edit[]): Y.Doc {
    return documentOf([this.base, ...this.tail.map((edit) => edit.update), ...undurable.map((edit) => edit.update)])
  }
}

/** A board's document out of updates, in one transaction. */
export const documentOf = (updates: readonly Uint8Array[]): Y.Doc => {
  // Without a name Yjs draws one by chance, which costs more than a small board.
  const doc = new Y.Doc({ guid: 'board' })
  doc.getMap('ideas')
  doc.getMap('meta')
  doc.transact(() => {
    for (const update of updates) Y.applyUpdate(doc, update, 'log')
  }, 'log')
  return doc
}

export const isComplete = (doc: Y.Doc): boolean => doc.store.pendingStructs === null && doc.store.pendingDs === null
