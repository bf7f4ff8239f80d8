/** Lines that nobody sits on, or that do not drain: real Socket.IO, real sockets. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Server } from 'socket.io'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import type { SeatId } from '#shared/id.ts'
import { chair } from '../../server/live/audiences.ts'
import type { Io, Line } from '../../server/live/between.ts'
import { boundLines } from '../../server/live/lines.ts'
import { until } from '../helpers/until.ts'

const open = async (limits: { unseated: number; ofSeat: number; unsent: number }) => {
  const server = createServer()
  const io: Io = new Server(server)
  const lines = boundLines(io, limits)
  const seen: Line[] = []
  io.on('connection', (line) => void seen.push(line))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => io.close())
  const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}/socket.io/?EIO=4&transport=websocket`
  /** One browser's line, by hand, so that it can stop reading. */
  const connect = async () => {
    const count = seen.length
    const ws = new WebSocket(url)
    onTestFinished(() => ws.terminate())
    ws.on('open', () => ws.send('40'))
    const line = await until('the line', () => seen[count])
    return { ws, line }
  }
  return { io, lines, connect }
}

test('[LI21] of lines that watch nothing the one that has waited longest makes way; who watches stays', async () => {
  const { lines, connect } = await open({ unseated: 2, ofSeat: 9, unsent: 9 })
  const seated = await connect()
  lines.sit(seated.line, 'ann' as SeatId)
  const waiting = [await connect(), await connect(), await connect()]
  await until('the first is sent away', () => !waiting[0]!.line.connected)
  await until('and its browser knows', () => waiting[0]!.ws.readyState === WebSocket.CLOSED)
  expect([seated, ...waiting.slice(1)].map(({ line }) => line.connected)).toEqual([true, true, true])
})

test('[LI22] a seat has so many lines and no more, and nobody else is kept out', async () => {
  const { lines, connect } = await open({ unseated: 9, ofSeat: 2, unsent: 9 })
  const sit = async (seat: string) => {
    const { line } = await connect()
    lines.sit(line, seat as SeatId)
    await line.join(chair(seat as SeatId))
    return line
  }
  const first = await sit('ann')
  await sit('ann')
  await expect(sit('ann')).rejects.toMatchObject({ code: 'request/too-many' })
  await sit('bob')
  // To watch once more on the same line is no line more.
  expect(() => lines.sit(first, 'ann' as SeatId)).not.toThrow()
})

test('[LI23] a line that does not drain is ended and not buffered for; who reads gets all', async () => {
  const { io, connect } = await open({ unseated: 9, ofSeat: 9, unsent: 50 })
  const [stuck, reading] = [await connect(), await connect()]
  let heard = 0
  reading.ws.on('message', () => heard++)
  stuck.ws.pause()
  const before = heard
  const words = 'ก'.repeat(100_000)
  let said = 0
  await until('it is ended', async () => {
    const told = heard
    io.emit('groups', words as never)
    said++
    await until('heard', () => heard > told)
    return !stuck.line.connected
  })
  expect(reading.line.connected).toBe(true)
  await until('all that was said', () => heard === before + said)
})
