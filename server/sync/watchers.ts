/** Who of the rest of the server wants to hear of something. One that throws keeps nobody else from hearing, and no room from storing. */
import type { Log } from './log.ts'

export class Watchers<Said extends readonly unknown[]> {
  private readonly log: Log
  private readonly watchers = new Set<(...said: Said) => void>()

  constructor(log: Log) {
    this.log = log
  }

  /** Answers how to stop. */
  add(watcher: (...said: Said) => void): () => void {
    this.watchers.add(watcher)
    return () => void this.watchers.delete(watcher)
  }

  tell(...said: Said): void {
    for (const watcher of this.watchers) {
      try {
        watcher(...said)
      } catch (error) {
        this.log.error({ err: error }, 'a watcher of the rooms failed')
      }
    }
  }
}
