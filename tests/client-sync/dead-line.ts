/** A wire that can go dead without telling either end, as a tablet's does while it sleeps. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface DeadLine {
  url: string
  /** Wires so far, and pieces that the server has sent over them. */
  told: { wires: number; pieces: number }
  /** From now on nothing passes on the wires that are open; new ones work. */
  die(): void
  /** Closes the wires that are open. */
  cut(): void
}

export const openDeadLine = async (hall: { url: string }): Promise<DeadLine> => {
  const { hostname, port, pathname } = new URL(hall.url)
  const wires = new Set<{ near: Socket; far: Socket }>()
  const told = { wires: 0, pieces: 0 }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const wire = { near, far }
    wires.add(wire)
    told.wires++
    far.on('data', () => told.pieces++)
    const pass = (from: Socket, to: Socket) => {
      from.on('data', (bytes) => wires.has(wire) && to.write(bytes))
      from.on('close', () => wires.has(wire) && to.destroy())
      from.on('error', () => from.destroy())
    }
    pass(near, far)
    pass(far, near)
    onTestFinished(() => {
      near.destroy()
      far.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}${pathname}`,
    told,
    die: () => wires.clear(),
    cut: () => {
      for (const { near, far } of wires) for (const end of [near, far]) end.destroy()
    },
  }
}
