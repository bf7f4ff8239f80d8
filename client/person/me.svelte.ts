import type { BoardId, SeminarId } from '#shared/id.ts'
import type { MySeat } from '#shared/person/seat.ts'
import * as api from '../net/api.ts'

/** Who this browser is, as far as the server knows it: read once, and again after a join. */
export class Me {
  seats = $state.raw<readonly MySeat[]>([])
  organizer = $state(false)
  /** The server has answered. */
  known = $state(false)
  #asking: Promise<void> | undefined

  /** Asks the server, once for all who ask at the same time. @throws Refused, Unreachable */
  read(): Promise<void> {
    this.#asking ??= this.#read().finally(() => (this.#asking = undefined))
    return this.#asking
  }
  async #read(): Promise<void> {
    const { seats, organizer } = await api.me()
    this.seats = seats
    this.organizer = organizer
    this.known = true
  }

  seatOn(boardId: BoardId): MySeat | undefined {
    return this.seats.find((seat) => !seat.revoked && seat.group?.boardId === boardId)
  }
  leads(seminarId: SeminarId): MySeat | undefined {
    return this.seats.find((seat) => !seat.revoked && seat.seminarId === seminarId && seat.role === 'facilitator')
  }
}
