/** The demo: the worked flood seminar, open and full of ideas, so that a newcomer sees life within a minute. */
import { floodSeminar } from '#shared/example/flood-seminar.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import { leads } from '../access/rights.ts'
import { freshId } from '../access/secret.ts'
import { consoleUrlOf, joinUrlOf } from '../seminar/routes.ts'
import type { WaysIn } from '../seminar/ways-in.ts'
import type { Rooms } from '../sync/ports.ts'
import type { Opening } from './opening.ts'

export interface DemoParts {
  /** An address that tablets can reach. */
  url: string
  register: Register
  waysIn: WaysIn
  rooms: Rooms
  opening: Opening
}
export interface Demo {
  consoleUrl: string
  joinUrl: string
}

const secondsBetweenIdeas = 40

/** Opens the demo seminar, or finds the one that is open still. */
export const seedDemo = async ({ url, register, waysIn, rooms, opening }: DemoParts): Promise<Demo> => {
  const { title, template, groups } = floodSeminar
  const links = async (id: Parameters<WaysIn['secretOf']>[0], leadSecret: string): Promise<Demo> => ({
    consoleUrl: consoleUrlOf(url, id, leadSecret),
    joinUrl: joinUrlOf(url, await waysIn.secretOf(id)),
  })

  const known = [...register.seminars.all()].find((seminar) => seminar.title === title && seminar.state === 'open')
  const leader = known && register.seatsOf(known.id).find((seat) => leads(seat) && !seat.revoked)
  if (known && leader) return links(known.id, await waysIn.makeLeadSecret(known.id, leader.id))

  const names = groups.map((group) => group.name)
  const opened = await opening({ title, template, groups: groups.length }, names)
  const startedAt = opened.seminar.openedAt - Math.max(...groups.map(({ ideas }) => ideas.length)) * secondsBetweenIdeas * 1000
  for (const [order, group] of opened.groups.entries()) {
    await rooms.write(boardRoom(group.boardId), (doc) => {
      groups[order]!.ideas.forEach((idea, index) => {
        writeIdea(doc, { ...idea, id: freshId(), at: startedAt + index * secondsBetweenIdeas * 1000 }, 'demo')
      })
    })
  }
  return links(opened.seminar.id, opened.leadSecret)
}
