/** A log whose appends wait until the test lets them through. */
import { openMemory } from '../../server/store/memory.ts'
import type { LogEntry, Position, Store } from '../../server/store/ports.ts'

export class HeldStore implements Pick<Store, 'log'> {
  readonly memory = openMemory()
  readonly log: Store['log']
  hold = false
  waiting: (() => void)[] = []
  appended: LogEntry[] = []

  constructor() {
    this.log = { ...this.memory.log, append: (room, entries) => this.append(room, entries) }
  }
  private async append(room: string, entries: readonly LogEntry[]): Promise<Position[]> {
    if (this.hold) await new Promise<void>((go) => this.waiting.push(go))
    const positions = await this.memory.log.append(room, entries)
    this.appended.push(...entries)
    return positions
  }
  letGo(): void {
    this.hold = false
    for (const go of this.waiting.splice(0)) go()
  }
}
