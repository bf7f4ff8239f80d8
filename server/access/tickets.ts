/** Tickets for clients that cannot send cookies: one seat, one room, 12 hours, as many reconnects as it takes. */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeatId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import { hashed, newSecret } from './secret.ts'

const ticketLifeMs = 12 * 3600 * 1000

const ticketSchema = v.object({ seatId: idSchema<'seat'>(), room: v.string(), endsAt: v.number() })
type KeptTicket = v.InferOutput<typeof ticketSchema>

export interface Tickets {
  issue(seatId: SeatId, room: string): Promise<string>
  /** What the ticket stands for, unless it is unknown or over. */
  look(ticket: string): Promise<KeptTicket | undefined>
}

export const openTickets = (records: Records, now: () => number): Tickets => ({
  issue: async (seatId, room) => {
    const ticket = newSecret()
    await records.put('ticket', hashed(ticket), { seatId, room, endsAt: now() + ticketLifeMs } satisfies KeptTicket, 0)
    return ticket
  },
  look: async (ticket) => {
    const read = v.safeParse(ticketSchema, (await records.get('ticket', hashed(ticket)))?.value)
    return read.success && read.output.endsAt > now() ? read.output : undefined
  },
})
