/**
 * Limits, in this order: per seat, per board, and only loosely per address, since a hotel has one. Guessing is counted
 * apart, and only what was guessed wrong: who scanned the QR never meets it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Refusal } from '#shared/refusal.ts'

export interface Limits {
  /** One request of a session. @throws request/too-many */
  session(hash: string): Promise<void>
  /** One request without a session. @throws request/too-many */
  address(address: string): Promise<void>
  /** One heavy request (import, export) on a board. @throws request/too-many */
  board(boardId: string): Promise<void>
  /** One call for attention, or one raised hand, of a seat. @throws request/too-many */
  attention(seatId: string): Promise<void>
  /** One idea without a name, of a seat; counted here and forgotten within the minute. @throws request/too-many */
  unnamed(seatId: string): Promise<void>
  /** One look at a board's past, of a seat. @throws request/too-many */
  looking(seatId: string): Promise<void>
  /** One picture, of a seat. @throws request/too-many */
  picture(seatId: string): Promise<void>
  /** One seminar opened without an account. @throws request/too-many */
  opening(address: string): Promise<void>
  /** Before a code is looked up. Slow when the whole world guesses. @throws request/too-many */
  beforeCode(address: string): Promise<void>
  /** After a code that was wrong. @throws request/too-many */
  wrongCode(address: string): Promise<void>
  /** Somebody new sat down by a code: forgives one wrong try, since a hall of three hundred mistypes more often than a guesser may. */
  rightCode(address: string): Promise<void>
}

/** How much is allowed in one minute. */
export const perMinute = {
  session: 1_200,
  address: 12_000,
  board: 120,
  attention: 60,
  unnamed: 60,
  looking: 240,
  picture: 20,
  opening: 240,
  wrongCodes: 30,
  /** From here on each code waits a little longer ... */
  wrongCodesEverywhere: 200,
  /** ... and from here on no code is heard until the minute is over. */
  wrongCodesAtMost: 1_000,
} as const
const longestWaitMs = 3_000

const limiter = (points: number) => new RateLimiterMemory({ points, duration: 60 })

const tooMany = (waitMs: number): Refusal => new Refusal('request/too-many', { seconds: Math.max(1, Math.ceil(waitMs / 1000)) })

const take = async (from: RateLimiterMemory, key: string): Promise<void> => {
  try {
    await from.consume(key)
  } catch (spent) {
    throw spent instanceof RateLimiterRes ? tooMany(spent.msBeforeNext) : spent
  }
}

export const openLimits = (): Limits => {
  const session = limiter(perMinute.session)
  const address = limiter(perMinute.address)
  const board = limiter(perMinute.board)
  const attention = limiter(perMinute.attention)
  const unnamed = limiter(perMinute.unnamed)
  const looking = limiter(perMinute.looking)
  const picture = limiter(perMinute.picture)
  const opening = limiter(perMinute.opening)
  const wrongHere = limiter(perMinute.wrongCodes)
  const wrongAnywhere = limiter(perMinute.wrongCodesAtMost)

  return {
    session: (hash) => take(session, hash),
    address: (from) => take(address, from),
    board: (id) => take(board, id),
    attention: (seatId) => take(attention, seatId),
    unnamed: (id) => take(unnamed, id),
    looking: (id) => take(looking, id),
    picture: (id) => take(picture, id),
    opening: (from) => take(opening, from),
    beforeCode: async (from) => {
      const [here, anywhere] = await Promise.all([wrongHere.get(from), wrongAnywhere.get('all')])
      if (here && here.consumedPoints >= perMinute.wrongCodes) throw tooMany(here.msBeforeNext)
      if (anywhere && anywhere.consumedPoints >= perMinute.wrongCodesAtMost) throw tooMany(anywhere.msBeforeNext)
      const over = (anywhere?.consumedPoints ?? 0) - perMinute.wrongCodesEverywhere
      if (over > 0) await pause(Math.min(longestWaitMs, over * 10))
    },
    wrongCode: async (from) => {
      await take(wrongHere, from)
      await take(wrongAnywhere, 'all')
    },
    rightCode: async (from) => {
      // What was never taken is not given back: right codes are no savings for guesses to come.
      if (((await wrongHere.get(from))?.consumedPoints ?? 0) > 0) await wrongHere.reward(from)
    },
  }
}
