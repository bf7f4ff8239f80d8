/**
 * Presence in rooms that several processes have open: each tells the others what its own sockets show.
 *
 *   one     {room}            I have just opened it: who is there?
 *   others  {room, entries}   all that their sockets show: when asked, and again from time to time
 *   one     {room, entries}   what has changed, with each flush; the others show it to their sockets, and keep it for who comes
 *
 * What is not said again for long is forgotten: its process is gone. Of drafts nothing is said: their names tell of seats.
 */
import { isErasable } from '../store/ports.ts'
import type { Limits } from './limits.ts'
import type { Room } from './room.ts'

/** Entries of an awareness message, side by side. */
export interface SaidElsewhere {
  room: string
  entries?: Uint8Array
}
type Say = (said: SaidElsewhere) => void

export class Elsewhere {
  private readonly open: ReadonlyMap<string, Room>
  private readonly limits: Limits
  private say: Say | undefined
  private saidAt = 0

  constructor(open: ReadonlyMap<string, Room>, limits: Limits) {
    this.open = open
    this.limits = limits
  }

  /** Whether there may be others. */
  get any(): boolean {
    return this.say !== undefined
  }
  /** `say` reaches all others; what they say comes to `hear`. */
  connect(say: Say): void {
    this.say = say
  }

  hear({ room, entries }: SaidElsewhere): void {
    const here = this.open.get(room)
    if (!here) return
    if (!entries) return this.tell(room, here.presence.own())
    const bytes = Buffer.from(entries.buffer, entries.byteOffset, entries.byteLength)
    here.pass(here.presence.hearElsewhere(bytes, performance.now()))
  }

  tell(room: string, entries: Uint8Array | undefined): void {
    if (entries && !isErasable(room)) this.say?.({ room, entries })
  }
  ask(room: string): void {
    if (!isErasable(room)) this.say?.({ room })
  }

  round(now: number): void {
    if (!this.say) return
    const repeats = now - this.saidAt >= this.limits.presenceRepeatMs
    if (repeats) this.saidAt = now
    for (const room of this.open.values()) {
      room.pass(room.presence.forgetElsewhere(now - this.limits.presenceBelievedMs))
      if (repeats) this.tell(room.name, room.presence.own())
    }
  }
}
