import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
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

test('[SY39] a foreign page that breaks off when it is refused ends its own line, and no process', async () => {
  const hall = await openHall()
  const uncaught: unknown[] = []
  const note = (error: unknown) => void uncaught.push(error)
  process.on('uncaughtException', note)
  onTestFinished(() => void process.off('uncaughtException', note))
  const refused: Socket[] = []
  hall.server.prependListener('upgrade', (_request, socket: Socket) => refused.push(socket))
  for (let round = 0; round < 5; round++) {
    const page = connect(Number(new URL(hall.url).port), '127.0.0.1')
    page.on('error', () => undefined)
    page.write(
      'GET /sync/board/b1?seat=foreign HTTP/1.1\r\nHost: hall\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
    )
    const [answer] = (await once(page, 'data')) as [Buffer]
    expect(answer.toString()).toContain('403')
    page.resetAndDestroy()
  }
  await until('nothing is left of them', () => refused.length === 5 && refused.every((socket) => socket.closed))
  expect(uncaught).toEqual([])
  const ann = new OwnTablet(hall, 'ann')
  await until('others come in', () => ann.synced)
})
