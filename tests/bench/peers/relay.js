/**
 * The limit: a bare `ws` relay. No document, no gate, no disk: each message goes to everybody else in the room.
 * Plain JavaScript, so that not even the stripping of types weighs on it.
 */
import { createServer } from 'node:http'
import { WebSocket, WebSocketServer } from 'ws'

/** @type {Map<string, Set<WebSocket>>} */
const rooms = new Map()
const server = createServer((_request, response) => response.end('ok'))
const sockets = new WebSocketServer({ server, perMessageDeflate: false })

sockets.on('connection', (socket, request) => {
  const name = request.url ?? '/'
  const room = rooms.get(name) ?? new Set()
  rooms.set(name, room.add(socket))
  socket.on('message', (message) => {
    for (const other of room) if (other !== socket && other.readyState === WebSocket.OPEN) other.send(message)
  })
  socket.on('close', () => room.delete(socket))
})

server.listen(Number(process.env['PORT']), '127.0.0.1')
process.on('SIGTERM', () => process.exit(0))
