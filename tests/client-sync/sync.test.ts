import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import * as Y from 'yjs'
import { seedBoard } from '#shared/board/board.ts'
import { closedBoard, openBoard } from '#shared/role.ts'
import { Frame } from '#shared/sync/wire.ts'
import { openMemory } from '../../server/store/memory.ts'
import { until } from '../helpers/until.ts'
import { member, openHall, room, type Hall } from '../sync/hall.ts'
import { openDeadLine } from './dead-line.ts'
import { Device, Tablet } from './tablet.ts'

const openBoardHall = async (store = openMemory()): Promise<Hall> => {
  const hall = await openHall(store)
  await hall.rooms.write(room, (doc) => seedBoard(doc, 'กลุ่ม 1', 'swot'))
  return hall
}
const textsIn = (hall: Hall) =>
  hall.rooms.read(room, (doc) => [...doc.getMap('ideas').values()].map((idea) => String((idea as Y.Map<unknown>).get('text'))).sort())
const saved = (tablet: Tablet) => until('saved', () => tablet.state.light === 'saved' && tablet.state.loaded)

test('[NE1] an edit is called saved only once the server has called it durable', async () => {
  const store = openMemory()
  const hall = await openBoardHall(store)
  const tablet = new Tablet(hall, 'a')
  await saved(tablet)
  const stored = new Set<string>()
  for (let n = 0; n < 30; n += 1) {
    tablet.write(`idea${n}`, `ความคิดเห็น ${n}`)
    expect(tablet.state.light).toBe('saving')
    await saved(tablet)
    const { tail, snapshot } = await store.log.load(room)
    const doc = new Y.Doc()
    if (snapshot) Y.applyUpdate(doc, snapshot.update)
    for (const { update } of tail) Y.applyUpdate(doc, update)
    for (const id of doc.getMap('ideas').keys()) stored.add(id)
    expect(stored.has(`idea${n}`)).toBe(true)
  }
})

test('[NE2] what was written without a network outlives a reload and arrives once, later', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const first = new Tablet(hall, 'a', device)
  await saved(first)
  first.write('idea1', 'ก่อนหลุด')
  await saved(first)
  first.close()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.texts.length === 1 && offline.state.writable)
  offline.write('idea2', 'ตอนหลุด')
  await until('offline', () => offline.state.light === 'offline')
  expect(offline.lights).not.toContain('saved')
  offline.close()
  const back = new Tablet(hall, 'a', device)
  await saved(back)
  expect(await textsIn(hall)).toEqual(['ก่อนหลุด', 'ตอนหลุด'])
})

test('[NE3] a refused text is parked for its author, survives a reload, and the board comes whole from the server', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const tablet = new Tablet(hall, 'a', device)
  await saved(tablet)
  tablet.write('idea1', 'ขึ้นแล้ว')
  await saved(tablet)
  tablet.close()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.texts.length === 1)
  offline.write('idea2', 'มาช้าไป')
  offline.reword('idea1', ' และแก้ช้าไป')
  offline.close()
  hall.door.setAll({ ...member, closed: true, rights: closedBoard })
  const late = new Tablet(hall, 'a', device)
  await until('parked', () => late.parked.length === 2 && late.state.light === 'saved' && late.state.loaded)
  expect(late.parked.map(({ text }) => text).sort()).toEqual(['ขึ้นแล้ว และแก้ช้าไป', 'มาช้าไป'])
  expect(late.parked.every(({ code }) => code === 'board/closed')).toBe(true)
  expect(late.texts).toEqual(['ขึ้นแล้ว'])
  expect(late.state).toMatchObject({ writable: false, unwritable: 'board/closed' })
  expect(await textsIn(hall)).toEqual(['ขึ้นแล้ว'])
  late.close()
  hall.door.setAll({ ...member, rights: openBoard })
  const again = new Tablet(hall, 'a', device)
  await saved(again)
  expect(again.parked.length).toBe(2)
  again.line.forgetParked('idea2')
  expect(again.parked.map(({ id }) => id)).toEqual(['idea1'])
})

test('[NE18] a refused comment is parked with the idea it was said of, and one that arrived is not', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const tablet = new Tablet(hall, 'a', device)
  await saved(tablet)
  tablet.write('idea1', 'ลอกท่อก่อนฤดูฝน')
  tablet.comment('said1', 'idea1', 'ขอแผนที่ด้วย')
  expect(tablet.state.light).toBe('saving')
  await saved(tablet)
  tablet.close()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.texts.length === 1)
  offline.comment('said2', 'idea1', 'เริ่มจากซอยที่ท่วมทุกปี')
  offline.close()
  hall.door.setAll({ ...member, closed: true, rights: closedBoard })
  const late = new Tablet(hall, 'a', device)
  await until('parked', () => late.parked.length === 1 && late.state.light === 'saved' && late.state.loaded)
  expect(late.parked[0]).toMatchObject({ id: 'said2', text: 'เริ่มจากซอยที่ท่วมทุกปี', of: 'idea1', code: 'board/closed' })
  expect(late.texts).toEqual(['ลอกท่อก่อนฤดูฝน'])
})

test('[NE4] a copy of another epoch is given up, and only texts that are really missing are parked', async () => {
  const device = new Device()
  const hall = await openBoardHall()
  const tablet = new Tablet(hall, 'a', device)
  await saved(tablet)
  tablet.write('idea1', 'อยู่บนกระดาน')
  await saved(tablet)
  tablet.close()
  const restored = await openBoardHall()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.texts.length === 1)
  offline.write('idea2', 'ยังไม่ขึ้น')
  offline.close()
  const back = new Tablet(restored, 'a', device)
  await until('parked', () => back.parked.length === 1 && back.state.light === 'saved' && back.state.loaded)
  expect(back.parked[0]).toMatchObject({ id: 'idea2', text: 'ยังไม่ขึ้น', code: 'sync/epoch' })
  expect(await textsIn(restored)).toEqual([])
  back.write('idea3', 'ใหม่')
  await saved(back)
  expect(await textsIn(restored)).toEqual(['ใหม่'])
})

/** The same copy and notes under another's name, as when the cookie is another's; '' = there is none. */
const handOver = (device: Device, from: string, to: string) => {
  for (const map of [device.copies, device.notes] as Map<string, unknown>[])
    for (const [key, value] of [...map]) map.set(key.replace(`kp:b1:${from}`, `kp:b1:${to}`), value)
}

test('[NE5] another person on the same tablet neither sends nor sees what the first had not sent', async () => {
  const device = new Device()
  const hall = await openBoardHall()
  const [first] = [new Tablet(hall, 'a', device)]
  await saved(first)
  first.close()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.state.loaded)
  offline.write('idea1', 'ของคนแรก')
  offline.close()
  handOver(device, 'a', 'b')
  const second = new Tablet(hall, 'b', device)
  await saved(second)
  expect(second.parked).toEqual([])
  expect(second.texts).toEqual([])
  expect(await textsIn(hall)).toEqual([])
  expect(device.notes.get('kp:b1:b:parked')).toMatchObject([{ text: 'ของคนแรก', by: 'a' }])
})

test('[NE22] what waits when a seat is lost is shown while it is, sent when it is found again, and kept under its name otherwise', async () => {
  const device = new Device()
  const hall = await openBoardHall()
  const first = new Tablet(hall, 'a', device)
  await saved(first)
  first.close()
  const offline = new Tablet({ url: 'ws://127.0.0.1:9/sync' }, 'a', device)
  await until('the local copy shows', () => offline.state.loaded)
  offline.write('idea1', 'เขียนไว้ก่อนคุกกี้หาย')
  offline.close()
  handOver(device, 'a', '')
  const lost = new Tablet(hall, '', device)
  await until('ended', () => lost.state.ended)
  expect(lost.state.ended).toBe('seat/missing')
  expect(lost.parked.map(({ text }) => text)).toEqual(['เขียนไว้ก่อนคุกกี้หาย'])
  lost.close()
  const back = new Tablet(hall, 'a', device)
  await saved(back)
  expect([await textsIn(hall), back.parked]).toEqual([['เขียนไว้ก่อนคุกกี้หาย'], []])
})

test('[NE5] what was refused to one person is not shown to another on the same tablet, and is there for the first again', async () => {
  const device = new Device()
  const hall = await openBoardHall()
  const first = new Tablet(hall, 'a', device)
  await saved(first)
  hall.door.setAll({ ...member, closed: true, rights: closedBoard })
  first.write('idea1', 'ของคนแรก')
  await until('parked', () => first.parked.length === 1 && first.state.loaded)
  first.close()
  handOver(device, 'a', 'b')
  const second = new Tablet(hall, 'b', device)
  await saved(second)
  expect(second.parked).toEqual([])
  second.close()
  handOver(device, 'b', 'a')
  const back = new Tablet(hall, 'a', device)
  await saved(back)
  expect(back.parked.map(({ text }) => text)).toEqual(['ของคนแรก'])
})

test('[NE19] where the device does not let go of a refused copy the board comes back all the same, and is said not to be kept', async () => {
  const device = new Device()
  const hall = await openBoardHall()
  const tablet = new Tablet(hall, 'a', device)
  await saved(tablet)
  hall.door.setAll({ ...member, closed: true, rights: closedBoard })
  device.stuck = true
  tablet.write('idea1', 'ไม่รับแล้ว')
  await until('back', () => tablet.parked.length === 1 && tablet.state.loaded && tablet.state.light === 'saved')
  expect(tablet.replaced).toBe(1)
  expect(tablet.state.kept).toBe(false)
})

test('[NE6] two tabs of one seat write side by side without harm', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const tabs = [new Tablet(hall, 'a', device), new Tablet(hall, 'a', device)]
  for (const tab of tabs) await saved(tab)
  for (let n = 0; n < 20; n += 1) for (const [index, tab] of tabs.entries()) tab.write(`idea${index}x${n}`, `${index} ${n}`)
  for (const tab of tabs) await until('both have all', () => tab.texts.length === 40 && tab.state.light === 'saved')
  expect((await textsIn(hall)).length).toBe(40)
  expect(tabs.every((tab) => tab.replaced === 0 && tab.parked.length === 0)).toBe(true)
})

test('[NE7] a seat that is sent away ends, forgets its copy of the board, and asks for nothing more', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const tablet = new Tablet(hall, 'a', device)
  await saved(tablet)
  hall.door.set('a', undefined)
  await until('ended', () => tablet.state.ended)
  expect(tablet.state.ended).toBe('seat/revoked')
  expect(device.copies.size).toBe(0)
})

test('[NE8] while the store is away typing goes on, nothing is called saved, and afterwards all is', async () => {
  const store = openMemory()
  const hall = await openBoardHall(store)
  const tablet = new Tablet(hall, 'a')
  await saved(tablet)
  store.fault = 'store/away'
  tablet.write('idea1', 'เขียนต่อได้')
  await until('told', () => tablet.state.unwritable === 'store/away')
  expect(tablet.state).toMatchObject({ writable: true })
  tablet.write('idea2', 'และอีก')
  expect(tablet.state.light).not.toBe('saved')
  store.fault = undefined
  await until('saved in the end', () => tablet.state.light === 'saved' && tablet.state.unwritable === undefined, { timeoutMs: 20_000 })
  expect(await textsIn(hall)).toEqual(['เขียนต่อได้', 'และอีก'])
  expect(tablet.parked).toEqual([])
})

test('[NE9] a hand shows to the others as the seat that the server knows, and goes when it lets go', async () => {
  const hall = await openBoardHall()
  const [one, two] = [new Tablet(hall, 'a'), new Tablet(hall, 'b')]
  await saved(one)
  await saved(two)
  one.line.carry({ idea: 'idea1' as never, zone: 'threats' })
  await until('the hand shows', () => two.hands.some((hand) => hand.seatId === 'a' && hand.idea === 'idea1' && hand.zone === 'threats'))
  one.line.carry(undefined)
  await until('the hand is gone', () => two.hands.length === 0)
})

test('[NE10] who only opens a board, or opens it again, is not told of saving', async () => {
  const hall = await openBoardHall()
  const writer = new Tablet(hall, 'a')
  await saved(writer)
  writer.write('idea1', 'มีอยู่แล้ว')
  await saved(writer)
  const device = new Device()
  for (const visit of ['first', 'second']) {
    const reader = new Tablet(hall, 'b', device)
    await saved(reader)
    expect(reader.lights, visit).not.toContain('saving')
    expect(reader.texts).toEqual(['มีอยู่แล้ว'])
    reader.close()
  }
})

/** A device on which time stands still, but for what is let pass. */
const openHeldDevice = () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  onTestFinished(() => void vi.useRealTimers())
  const device = new Device()
  let now = 0
  device.elapsed = () => now
  const pass = (ms: number) => {
    now += ms
    vi.advanceTimersByTime(ms)
  }
  return { device, pass }
}

test('[NE10] a silent server is asked and answers; where packets vanish without a word the light stops being green', async () => {
  const hall = await openBoardHall()
  const line = await openDeadLine(hall)
  const { device, pass } = openHeldDevice()
  const tablet = new Tablet(line, 'a', device)
  await saved(tablet)
  for (let n = 0; n < 3; n += 1) {
    const { pieces } = line.told
    pass(5_000)
    const { told } = tablet
    await until('it answers', () => line.told.pieces > pieces)
    // A short doubt is not spoken of: the light alone does not tell that it is over.
    await until('it is heard', () => tablet.told > told)
    await saved(tablet)
  }
  expect(line.told.wires).toBe(1)
  line.die()
  const before = tablet.lights.length
  // What was on its way already is heard, and silence begins anew.
  await until('not green', () => {
    pass(1_000)
    return tablet.lights.slice(before).includes('connecting')
  })
  await until('another wire', () => line.told.wires > 1)
  await saved(tablet)
})

test('[NE24] a board that is long on its way is waited for; one that does not come is asked for anew', async () => {
  const asked: number[] = []
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  let lines = 0
  server.on('connection', (line) => {
    lines += 1
    line.on('message', (data: Buffer) => asked.push(data[0]!))
    onTestFinished(() => line.terminate())
  })
  const { device, pass } = openHeldDevice()
  const tablet = new Tablet({ url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` }, 'a', device)
  await until('it has asked for the board', () => asked.includes(Frame.sync))
  const { told } = tablet
  for (let n = 0; n < 25; n += 1) pass(1_000)
  // To doubt the line would be said at once.
  expect(tablet.told).toBe(told)
  pass(1_000)
  await until('it asks for a sign of life', () => asked.includes(Frame.queryAwareness))
  pass(3_000)
  await until('another line', () => lines > 1)
})

test('[NE10, NE11] a line that closes after a long silence and is back at once is not spoken of, but what is written meanwhile is not called saved', async () => {
  const hall = await openBoardHall()
  const line = await openDeadLine(hall)
  const { device, pass } = openHeldDevice()
  const tablet = new Tablet(line, 'a', device)
  await saved(tablet)
  pass(3_500)
  const before = tablet.lights.length
  const { told } = tablet
  line.cut()
  await until('it is noticed', () => tablet.told > told)
  tablet.write('idea1', 'หลังจากหลุด')
  expect(tablet.state.light).toBe('saving')
  await until('another wire', () => line.told.wires > 1)
  await saved(tablet)
  expect(tablet.lights.slice(before)).toEqual(['saving', 'saved'])
})

test('[NE14] a device that says it has no network is not believed where the server answers, and at once where it does not', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const line = await openDeadLine(hall)
  const tablet = new Tablet(line, 'a', device)
  await saved(tablet)
  device.online = false
  for (const lost of device.losers) lost()
  tablet.write('idea1', 'เซิร์ฟเวอร์อยู่ในเครื่องนี้เอง')
  await saved(tablet)
  line.die()
  for (const lost of device.losers) lost()
  await until('offline', () => tablet.state.light === 'offline')
})

test('[NE14] a tablet that wakes on a dead socket is live again within 1.5 s, after a long sleep at once', async () => {
  const hall = await openBoardHall()
  const device = new Device()
  const line = await openDeadLine(hall)
  const [sleeper, other] = [new Tablet(line, 'a', device), new Tablet(hall, 'b')]
  await saved(sleeper)
  await saved(other)
  // Who does not hear of waking takes eight seconds; a loaded machine needs more than the one and a half.
  const soon = { timeoutMs: 6_000 }
  for (const awayMs of [60_000, 3_000]) {
    line.die()
    other.write(`idea${awayMs}`, `ระหว่างหลับ ${awayMs}`)
    sleeper.write(`mine${awayMs}`, `ก่อนตื่น ${awayMs}`)
    await saved(other)
    expect(sleeper.state.light).toBe('saving')
    for (const wake of device.wakers) wake(awayMs)
    await until('live again', () => sleeper.texts.includes(`ระหว่างหลับ ${awayMs}`) && sleeper.state.light === 'saved', soon)
    await until('the others have it', () => other.texts.includes(`ก่อนตื่น ${awayMs}`))
  }
})
