/** What a socket gets when it says what it has: the whole, or the difference; never what is not durable. */
import * as Y from 'yjs'
import { CloseCode, SyncStep } from '#shared/sync/wire.ts'
import type { Commit } from './commit.ts'
import type { Content } from './content.ts'
import type { Endpoint } from './endpoint.ts'
import { syncFrame } from './frame.ts'
import type { Log } from './log.ts'

/** At most so many different answers to returning tablets are kept, while the document stands still. */
const maxDiffs = 64
/** A state vector that is longer is nobody's who comes back with others. */
const maxKeptBytes = 65_536

export class Answers {
  private readonly content: Content
  private readonly commit: Commit
  private readonly log: Log
  private step1: { version: number; frame: Buffer } | undefined
  private diffs = { version: -1, frames: new Map<string, Buffer>() }
  private readonly owedStep1 = new Set<Endpoint>()

  constructor(content: Content, commit: Commit, log: Log) {
    this.content = content
    this.commit = commit
    this.log = log
  }

  /** The server's own state vector; when the room is read, not sooner: who only reads need not wait for that. */
  ask(endpoint: Endpoint): void {
    if (this.content.isAwake) endpoint.write(this.stateVectorFrame())
    else this.owedStep1.add(endpoint)
  }
  askAll(): void {
    for (const endpoint of this.owedStep1) if (!endpoint.gone) endpoint.write(this.stateVectorFrame())
    this.owedStep1.clear()
  }

  private stateVectorFrame(): Buffer {
    const { version, doc } = this.content
    if (this.step1?.version !== version) this.step1 = { version, frame: syncFrame(SyncStep.step1, Y.encodeStateVector(doc)).frame }
    return this.step1.frame
  }

  /** @throws Error when the bytes are no state vector */
  answer(endpoint: Endpoint, stateVector: Uint8Array): void {
    endpoint.asked = true
    if (Y.decodeStateVector(stateVector).size === 0 || this.commit.trouble) return this.whole(endpoint)
    const frame = this.diffFor(stateVector)
    const { number } = this.content.whole
    this.commit.whenDurable(() => {
      if (endpoint.gone) return
      // What other processes stored meanwhile was relayed to those alone who were in step.
      const since = this.content.whole.since(number)
      if (!since) return this.whole(endpoint)
      endpoint.writeAll([frame, ...since])
      endpoint.synced = true
    })
  }

  /** The store is in trouble: a difference would wait for it, what is durable can be given at once. */
  waitNoLonger(endpoints: Iterable<Endpoint>): void {
    for (const endpoint of endpoints) if (endpoint.asked && !endpoint.synced) this.whole(endpoint)
  }

  private whole(endpoint: Endpoint): void {
    const { whole } = this.content
    // A room that is not read yet serves its bytes as they are: reading it would be what the joiner waits for.
    if (this.commit.idle && whole.long && this.content.isAwake) this.content.rebase()
    if (endpoint.packs && whole.worthPacking) {
      this.packed(endpoint).catch((error: unknown) => {
        this.log.error({ room: endpoint.room.name, err: error }, 'packing failed')
        endpoint.close(CloseCode.tryLater, '')
      })
      return
    }
    endpoint.writeAll(whole.plain())
    endpoint.synced = true
  }

  private async packed(endpoint: Endpoint): Promise<void> {
    const { whole } = this.content
    const { number, frame } = await whole.packed()
    if (endpoint.gone) return
    const since = whole.since(number)
    if (!since) return this.whole(endpoint)
    endpoint.writeAll([frame, ...since])
    endpoint.synced = true
  }

  /** The socket was skipped and has drained. */
  catchUp(endpoint: Endpoint): void {
    if (endpoint.gone || !endpoint.stale) return
    const since = this.content.whole.since(endpoint.stale.number)
    endpoint.stale = undefined
    endpoint.writeAll(since ?? this.content.whole.plain())
  }

  /** After a coffee break most tablets come back with the same state. */
  private diffFor(stateVector: Uint8Array): Buffer {
    const { doc, version } = this.content
    if (this.diffs.version !== version || this.diffs.frames.size > maxDiffs) this.diffs = { version, frames: new Map() }
    const key = Buffer.from(stateVector).toString('latin1')
    const frame = this.diffs.frames.get(key) ?? syncFrame(SyncStep.step2, Y.encodeStateAsUpdate(doc, stateVector)).frame
    if (stateVector.length <= maxKeptBytes) this.diffs.frames.set(key, frame)
    return frame
  }
}
