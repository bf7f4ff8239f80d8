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
