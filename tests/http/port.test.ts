import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { openPort } from '../../server/http/port.ts'

test('[HT18] what cannot be taken at the port is told of and ends no process', async () => {
  const told: unknown[] = []
  const port = openPort(
    (_request, response) => response.end('here'),
    (_request, socket) => socket.destroy(),
    (error) => told.push(error),
  )
  const number = await port.listen(0, '127.0.0.1')
  const broken = [new Error('accept'), new Error('accept again')]
  for (const error of broken) port.server.emit('error', error)
  expect(told).toEqual(broken)
  expect(await (await fetch(`http://127.0.0.1:${number}/`)).text()).toBe('here')
  await port.stop()()
  await new Promise((refused) => connect(number, '127.0.0.1').once('error', refused))
})

test('[HT19] who offers to go on in HTTP/2, as some clients always do, is answered all the same', async () => {
  const port = openPort(
    (_request, response) => response.end('here'),
    (_request, socket) => socket.destroy(),
    () => undefined,
  )
  const socket = connect(await port.listen(0, '127.0.0.1'), '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: here\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n')
  const [answer] = (await once(socket, 'data')) as [Buffer]
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200 OK[^]*here/)
  socket.destroy()
  await port.stop()()
})
