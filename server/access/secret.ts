/** Everything that is hard to guess, and how it is compared. What opens a door is kept as a hash only, wherever it need not be shown again. */
import { createHash, getRandomValues, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { newId, type Id } from '#shared/id.ts'

const random = (bytes: Uint8Array<ArrayBuffer>) => getRandomValues(bytes)

export const freshId = <Concept extends string>(): Id<Concept> => newId<Concept>(random)

/** 192 bits, safe in a URL: sessions, tickets, the QR's secret, the facilitator's and the organizer's links. */
export const newSecret = (): string => randomBytes(24).toString('base64url')
/** Six digits for the wall. */
export const newJoinCode = (): string => String(randomInt(1_000_000)).padStart(6, '0')
/** Eight letters that are never misread: the same person on another tablet. */
export const newSeatCode = (): string => newId(random, 8)

/** SHA-256 in hex: how a secret is kept and looked up. */
export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Compares two hashes without telling by time where they differ. */
export const same = (a: string, b: string): boolean => {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The id that belongs to a thing by itself: two processes that make it at once make the same. */
export const derivedId = <Concept extends string>(what: string): Id<Concept> => {
  let bytes = createHash('sha256').update(what).digest()
  return newId<Concept>((target) => {
    target.set(bytes.subarray(0, target.length))
    bytes = createHash('sha256').update(bytes).digest()
  })
}
