/** A link that seats whoever opens it, as facilitators, note takers and walls get one. */
import type { SeminarId } from '#shared/id.ts'
import type { Role } from '#shared/role.ts'
import { join } from '../net/api.ts'
import { go, here } from '../route.svelte.ts'
import { wayIn } from './code.ts'
import type { Me } from './me.svelte.ts'

/**
 * Makes a seat of the code in the address, which leaves it. The code works once: where one of these roles sits in the seminar
 * already, a link that is opened again has done its work. @throws Refused, Unreachable
 */
export const sitDown = async (me: Me, seminarId: SeminarId, path: string, roles: readonly Role[]): Promise<void> => {
  if (here.fragment === '') return
  try {
    await join(wayIn(here.fragment))
  } catch (error) {
    await me.read()
    if (!me.seats.some((seat) => !seat.revoked && seat.seminarId === seminarId && roles.includes(seat.role))) throw error
  }
  go(path, { replace: true })
  await me.read()
}
