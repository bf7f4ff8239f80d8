/** Announces calls to those whom they are for, hands to who leads, and to each seat its own. */
import type { SeminarId } from '#shared/id.ts'
import type { Register } from '../access/register.ts'
import { leads } from '../access/rights.ts'
import type { Live } from '../live/live.ts'
import { openPace } from '../live/pace.ts'
import type { Calls } from './calls.ts'
import type { Hands } from './hands.ts'

const handsGapMs = 300

export const openCalling = (parts: {
  live: Pick<Live, 'tell' | 'tellSeat' | 'onWatch'>
  register: Register
  calls: Calls
  hands: Hands
}): { close(): void } => {
  const { live, register, calls, hands } = parts
  const pace = openPace<SeminarId>(handsGapMs, (_, [id]) => live.tell(id!, 'leaders', 'handsUp', hands.of(id!)))
  live.onWatch((seat, say) => {
    for (const call of calls.for(seat)) say('attention', call)
    if (leads(seat)) say('handsUp', hands.of(seat.seminarId))
    else say('ownHand', hands.own(seat.id))
  })
  const stops = [
    calls.onChange((seminarId, newsFor) => {
      for (const seat of register.seatsOf(seminarId))
        if (!seat.revoked) for (const call of newsFor(seat)) live.tellSeat(seat.id, 'attention', call)
    }),
    hands.onChange((seminarId, seatId) => {
      pace.add(seminarId, seminarId)
      live.tellSeat(seatId, 'ownHand', hands.own(seatId))
    }),
    register.seats.onChange((seat, before) => {
      if (before && seat.revoked !== before.revoked) pace.add(seat.seminarId, seat.seminarId)
    }),
  ]
  return {
    close: () => {
      pace.stop()
      stops.forEach((stop) => stop())
    },
  }
}
