import { expect, test } from 'vitest'
import type { SeatId } from '#shared/id.ts'
import { until } from '../helpers/until.ts'
import { member, openHall, openMemory, room } from './hall.ts'
import { OwnTablet } from './own-tablet.ts'

test('[SY37] a fault of ours after the handshake ends that line, once, and nothing of it stays', async () => {
  const hall = await openHall(openMemory(), { socketsPerSeat: 1 })
  let faults = 1
  hall.door.admit = async () => ({
    seatId: 'ann' as SeatId,
    standing: () => {
      if (faults-- > 0) throw new Error('a fault of ours')
      return member
    },
  })
  const ann = new OwnTablet(hall, 'ann')
  await until('the line is ended', () => ann.closedWith)
  expect(ann.closedWith?.code).toBe(1006)
  expect(hall.log.errors).toMatchObject([{ words: 'upgrade failed' }])
  expect(hall.rooms.present(room)).toEqual([])
  // The one line that this seat may have is free again.
  await until('she comes back', async () => {
    const again = new OwnTablet(hall, 'ann')
    await until('an answer', () => again.synced || again.closedWith)
    return again.synced
  })
  expect(hall.rooms.present(room)).toEqual(['ann'])
  expect(hall.log.errors).toHaveLength(1)
})
