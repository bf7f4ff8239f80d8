/** A hall of people at our server: a seminar opened in one call, everybody joined by its code, each with a ticket for the board. */
import type { SeatAddress } from '../load/job.ts'
import type { Hall } from './contestants.ts'

interface Quick {
  seminarId: string
  joinCode: string
  boards: { id: string; room: string }[]
}
interface Ticket {
  url: string
  room: string
  params: Record<string, string>
}

const ask = async <T>(address: string, path: string, body: unknown, cookie: string | undefined): Promise<{ answer: T; cookie: string }> => {
  const response = await fetch(`http://${address}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: `http://${address}`, ...(cookie && { cookie }) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${(await response.text()).slice(0, 200)}`)
  const given = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return { answer: (await response.json()) as T, cookie: given || (cookie ?? '') }
}

/** At most 40 boards; joining goes 20 at a time, as a hall does. */
export const openHall = async (address: string, boards: number, people: number, parameters: string): Promise<Hall> => {
  const { answer: quick, cookie: facilitator } = await ask<Quick>(address, '/api/quick', { title: 'bench', groups: boards }, undefined)
  const cookies: NonNullable<Hall['cookies']> = []
  const takeSeat = async (board: number): Promise<SeatAddress> => {
    const { cookie } = await ask(address, '/api/join', { code: quick.joinCode, name: 'คุณกิจ', group: board + 1 }, undefined)
    const [name = '', ...value] = cookie.split('=')
    cookies.push({ name, value: value.join('=') })
    const { answer: ticket } = await ask<Ticket>(address, `/api/boards/${quick.boards[board]!.id}/ticket`, {}, cookie)
    const query = new URLSearchParams(ticket.params).toString()
    return { url: `ws://${address}/sync/${ticket.room}?${query}${parameters}`, room: ticket.room }
  }
  const seats: SeatAddress[] = []
  for (let from = 0; from < boards * people; from += 20) {
    const batch = Array.from({ length: Math.min(20, boards * people - from) }, (_, n) => takeSeat(Math.floor((from + n) / people)))
    seats.push(...(await Promise.all(batch)))
  }
  return {
    seats,
    cookies,
    led: { seminarId: quick.seminarId, boards: quick.boards.map(({ id }) => id), cookie: facilitator },
    importIdeas: async (ideas) => {
      await ask(address, `/api/boards/${quick.boards[0]!.id}/ideas`, ideas, facilitator)
    },
  }
}
