/**
 * Sessions: one browser, by an opaque random token in the cookie `kp`; the store holds only the token's hash. A session
 * holds seats (several, if one person leads one seminar and takes part in another) and perhaps the organizer's right.
 */
import type { IncomingMessage } from 'node:http'
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeatId } from '#shared/id.ts'
import type { Records } from '../store/ports.ts'
import { amend } from './kept.ts'
import { hashed, newSecret } from './secret.ts'

const cookieName = 'kp'
const lifeMs = 90 * 24 * 3600 * 1000

const sessionSchema = v.object({ seats: v.array(idSchema<'seat'>()), organizer: v.boolean(), endsAt: v.number() })
export type Session = v.InferOutput<typeof sessionSchema> & { /** The token's hash: its id at rest. */ hash: string }

/** What a session is given: a seat, or the organizer's right. */
interface Grant {
  seat?: SeatId
  organizer?: true
}

export interface Sessions {
  /** The session behind a request's cookie, as it stands in the store now. */
  of(request: IncomingMessage): Promise<Session | undefined>
  /** Adds to the session, or begins one. `cookie` is the header to set when it began. */
  grant(session: Session | undefined, grant: Grant, secure: boolean): Promise<{ session: Session; cookie: string | undefined }>
}

const readToken = (request: IncomingMessage): string | undefined =>
  new RegExp(`(?:^|;\\s*)${cookieName}=([A-Za-z0-9_-]{20,100})(?:;|$)`).exec(request.headers.cookie ?? '')?.[1]

/** Lax: a link from a chat opens the board, a form on another site sends nothing. Secure only under https: a hall's LAN has none. */
const writeCookie = (token: string, secure: boolean): string =>
  `${cookieName}=${token}; Path=/; Max-Age=${lifeMs / 1000}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

const granted = (session: Omit<Session, 'hash'>, { seat, organizer }: Grant): Omit<Session, 'hash'> => ({
  ...session,
  seats: seat && !session.seats.includes(seat) ? [...session.seats, seat] : session.seats,
  organizer: organizer ?? session.organizer,
})

export const openSessions = (records: Records, now: () => number): Sessions => ({
  of: async (request) => {
    const token = readToken(request)
    if (!token) return undefined
    const hash = hashed(token)
    const read = v.safeParse(sessionSchema, (await records.get('session', hash))?.value)
    return read.success && read.output.endsAt > now() ? { ...read.output, hash } : undefined
  },
  grant: async (session, grant, secure) => {
    if (session) {
      const { hash } = session
      const { value } = await amend<Omit<Session, 'hash'>>(records, 'session', hash, (stored) => granted(stored ?? session, grant))
      return { session: { ...value, hash }, cookie: undefined }
    }
    const token = newSecret()
    const hash = hashed(token)
    const begun = granted({ seats: [], organizer: false, endsAt: now() + lifeMs }, grant)
    await records.put('session', hash, begun, 0)
    return { session: { ...begun, hash }, cookie: writeCookie(token, secure) }
  },
})
