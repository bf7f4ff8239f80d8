/** What `new WebsocketProvider(url, room, doc, { params })` of a client without cookies needs. */
import * as v from 'valibot'

/** `POST /api/boards/:id/ticket`, `POST /api/seminars/:id/shelf/ticket`. */
export const ticketSchema = v.object({ url: v.string(), room: v.string(), params: v.object({ ticket: v.string() }) })
export type Ticket = v.InferOutput<typeof ticketSchema>
