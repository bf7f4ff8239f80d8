/**
 * How one gets into a seminar: the secret in the QR (as long as the seminar is open), the six digits on the wall (while
 * the lobby is open, too), and the facilitator's link. Rotating kills code and QR; who sits stays seated.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeatId, SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { amend, Kept } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import { hashed, newJoinCode, newSecret, same } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'

/** Kept in the clear because the wall must show it again; the facilitator's link is kept as a hash only. */
const wayInSchema = v.object({ id: idSchema<'seminar'>(), secret: v.string() })
type WayIn = v.InferOutput<typeof wayInSchema>
const doorSchema = v.object({ seminarId: idSchema<'seminar'>(), leads: v.optional(idSchema<'seat'>()) })
type SecretDoor = v.InferOutput<typeof doorSchema>
const codeSchema = v.object({ seminarId: idSchema<'seminar'>() })

/** What a secret opens: a new seat in the seminar, or the seat that leads it. */
interface Opened {
  seminar: Seminar
  leads: SeatId | undefined
}

export interface WaysIn {
  /** A code that no other open seminar has. Claims it for the seminar. */
  claimCode(seminarId: SeminarId): Promise<string>
  makeSecret(seminarId: SeminarId): Promise<string>
  /** The facilitator's link: answers the secret, which is not kept. */
  makeLeadSecret(seminarId: SeminarId, seat: SeatId): Promise<string>
  secretOf(seminarId: SeminarId): Promise<string>
  /** New code, new secret. */
  rotate(seminarId: SeminarId): Promise<Seminar>
  /** Also of a closed seminar. @throws join/unknown-code */
  bySecret(secret: string): Promise<Opened>
  /** Undefined when no open seminar has this code. @throws join/lobby-closed */
  byCode(code: string): Promise<Seminar | undefined>
}

export const openWaysIn = async (
  records: Records,
  register: Register,
  aside: SetAside,
  failed: (error: unknown) => void,
): Promise<WaysIn & { close(): void }> => {
  const waysIn = new Kept<WayIn>(records, 'way-in', 'seminar/not-found', (raw) => v.parse(wayInSchema, raw), aside)
  const unwatch = records.watch((kind, id) => void (kind === waysIn.kind && waysIn.reread(id).catch(failed)))
  await waysIn.load()

  const holds = (seminar: Seminar | undefined, code: string): seminar is Seminar => seminar?.state === 'open' && seminar.joinCode === code

  const claimCode = async (seminarId: SeminarId): Promise<string> => {
    for (;;) {
      const code = newJoinCode()
      const { value } = await amend<v.InferOutput<typeof codeSchema>>(records, 'code', code, (now) => {
        const other = now && register.seminars.get(now.seminarId)
        return now && (holds(other, code) || !other) ? now : { seminarId }
      })
      if (value.seminarId === seminarId) return code
    }
  }

  /** A crash in the middle of a rotation may leave an old door, and another process may just have rotated: the stored way in decides. */
  const isCurrent = async (id: SeminarId, hash: string): Promise<boolean> =>
    same(hashed((await waysIn.need(id)).secret), hash) || same(hashed((await waysIn.reread(id))?.secret ?? ''), hash)

  const openDoor = (secret: string, door: SecretDoor) => records.put('secret', hashed(secret), door, 0)

  return {
    claimCode,
    makeSecret: async (seminarId) => {
      const secret = newSecret()
      await openDoor(secret, { seminarId })
      await waysIn.create({ id: seminarId, secret })
      return secret
    },
    makeLeadSecret: async (seminarId, seat) => {
      const secret = newSecret()
      await openDoor(secret, { seminarId, leads: seat })
      return secret
    },
    secretOf: async (seminarId) => (await waysIn.need(seminarId)).secret,
    rotate: async (seminarId) => {
      const secret = newSecret()
      const before = await waysIn.need(seminarId)
      const code = await claimCode(seminarId)
      await openDoor(secret, { seminarId })
      await waysIn.change(seminarId, (way) => ({ ...way, secret }))
      await records.remove('secret', hashed(before.secret))
      return register.seminars.change(seminarId, (seminar) => ({ ...seminar, joinCode: code }))
    },
    bySecret: async (secret) => {
      const hash = hashed(secret)
      const found = await records.get('secret', hash)
      if (!found) throw new Refusal('join/unknown-code')
      const door = v.parse(doorSchema, found.value)
      const seminar = await register.seminars.need(door.seminarId)
      if (door.leads) return { seminar, leads: door.leads }
      if (!(await isCurrent(seminar.id, hash))) throw new Refusal('join/unknown-code')
      return { seminar, leads: undefined }
    },
    byCode: async (code) => {
      const found = await records.get('code', code)
      if (!found) return undefined
      const seminar = await register.seminars.find(v.parse(codeSchema, found.value).seminarId)
      if (!holds(seminar, code)) return undefined
      if (!seminar.lobbyOpen) throw new Refusal('join/lobby-closed')
      return seminar
    },
    close: unwatch,
  }
}
