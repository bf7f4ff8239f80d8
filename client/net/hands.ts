/** Presence: whose hand has which idea. The server stamps who; a tablet tells only what it drags, while it drags it. */
import type { Awareness } from 'y-protocols/awareness'
import { isId, type IdeaId, type SeatId } from '#shared/id.ts'
import type { Hand } from '../board/lens.ts'

/** At most ten a second. */
const gapMs = 100

type OwnHand = Omit<Hand, 'socket' | 'seatId'>

export class Carrier {
  #awareness: Awareness | undefined
  #wanted: OwnHand | undefined
  #toldAt = -Infinity
  #timer: ReturnType<typeof setTimeout> | undefined

  over(awareness: Awareness): void {
    this.#awareness = awareness
  }
  carry(hand: OwnHand | undefined): void {
    this.#wanted = hand
    const waitMs = this.#toldAt + gapMs - performance.now()
    if (hand === undefined || waitMs <= 0) this.#tell()
    else this.#timer ??= setTimeout(() => this.#tell(), waitMs)
  }
  close(): void {
    clearTimeout(this.#timer)
  }

  #tell(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#toldAt = performance.now()
    this.#awareness?.setLocalState(this.#wanted ? { ...this.#wanted } : null)
  }
}

const finite = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** Everybody else's hands; a state that says nothing of a seat is nobody's. */
export const handsOf = (awareness: Awareness): Hand[] => {
  const hands: Hand[] = []
  for (const [socket, state] of awareness.getStates()) {
    const { seatId, idea, zone, x, y } = state
    if (socket === awareness.clientID || !isId(seatId)) continue
    hands.push({
      socket,
      seatId: seatId as SeatId,
      ...(isId(idea) && { idea: idea as IdeaId }),
      ...(isId(zone) && { zone }),
      ...(finite(x) && { x }),
      ...(finite(y) && { y }),
    })
  }
  return hands
}
