/** The client ids that one update is written under: each belongs to one seat and never passes to another. */
import type { SeatId } from '#shared/id.ts'
import { refuse } from './places.ts'
import type { RoomIndex } from './room-index.ts'

/** New ones of one update: of somebody who came and went without a line all day. */
const mostAtOnce = 1_000
/** Of one seat in one room. Each edit of anybody goes through all ids that a room ever had. */
const mostOfSeat = 20_000

export class Claims {
  readonly fresh = new Set<number>()
  private readonly index: RoomIndex
  private readonly seat: SeatId

  constructor(index: RoomIndex, seat: SeatId) {
    this.index = index
    this.seat = seat
  }

  /** @throws Misplaced sync/foreign-client, sync/malformed, board/full */
  claim(client: number): void {
    const owner = this.index.clients.get(client)
    if (owner !== undefined && owner !== this.seat) refuse('sync/foreign-client')
    if (owner !== undefined || this.fresh.has(client)) return
    this.fresh.add(client)
    if (this.fresh.size > mostAtOnce) refuse('sync/malformed')
    if (this.index.clientsOf(this.seat) + this.fresh.size > mostOfSeat) refuse('board/full')
  }
}
