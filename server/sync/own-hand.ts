/** The server's own hand in one room: what it decides it writes like anybody else's edit, but past the gate. */
import { setImmediate as nextTurn } from 'node:timers/promises'
import type * as Y from 'yjs'
import { Refusal } from '#shared/refusal.ts'
import type { Commit } from './commit.ts'
import type { Content } from './content.ts'
import { figures } from './figures.ts'
import { newEdit } from './whole.ts'

type Act = (doc: Y.Doc) => void

/** How long a large write holds up everybody else at a time, and with how many acts it begins. */
const turnMs = 15
const fewActs = 16

export class OwnHand {
  private readonly content: Content
  private readonly commit: Commit
  /** The large writes under way, one after another. */
  private writing: Promise<void> = Promise.resolve()

  constructor(content: Content, commit: Commit) {
    this.content = content
    this.commit = commit
  }

  /** @throws Refusal store/away, store/full, and then it may be stored later all the same; whatever `edit` throws, and then nothing was written */
  async write(edit: Act): Promise<void> {
    if (this.commit.trouble) throw new Refusal(this.commit.trouble)
    this.writeNow(edit)
    await this.commit.settled(false)
  }

  /** The acts in order, many in one transaction, with turns for everybody else in between. @throws as `write`, if the first act throws */
  async writeLarge(acts: readonly Act[]): Promise<void> {
    const writing = this.writing.then(() => this.writeInTurns(acts))
    // Whoever asked hears of what went wrong; the next one only waits its turn.
    this.writing = writing.catch(() => undefined)
    await writing
    await this.commit.settled(false)
  }

  /** Resolves when no large write is under way: all that is written of them is on its way to the log. */
  idle(): Promise<void> {
    return this.writing
  }

  private async writeInTurns(acts: readonly Act[]): Promise<void> {
    if (this.commit.trouble) throw new Refusal(this.commit.trouble)
    let count = fewActs
    for (let next = 0; next < acts.length;) {
      const turn = acts.slice(next, next + count)
      const began = performance.now()
      this.writeNow((doc) => turn.forEach((act) => act(doc)))
      next += turn.length
      // What the transaction's end costs is known only afterwards: the next turn is as long as this one was short.
      count = Math.max(1, Math.min(2 * count, Math.floor((count * turnMs) / (performance.now() - began))))
      await nextTurn()
    }
  }

  private writeNow(edit: Act): void {
    for (const update of this.content.write(edit)) {
      figures.edits++
      this.commit.push(newEdit({ update, seat: 'server' }))
    }
  }
}
