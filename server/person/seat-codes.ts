/** Seat codes: eight letters that bring the same person to another tablet, once, within 15 minutes; again only to the key that they were used with. */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { hashed, newSeatCode } from '../access/secret.ts'
import type { Records } from '../store/ports.ts'

const seatCodeLifeMs = 15 * 60 * 1000

const seatCodeSchema = v.object({ seatId: idSchema<'seat'>(), endsAt: v.number(), used: v.boolean(), by: v.optional(v.string()) })

export interface SeatCodes {
  issue(seatId: SeatId): Promise<{ code: string; expiresAt: number }>
  /** The seat, without using the code up. Undefined when the code is unknown, used or over. */
  look(code: string, key?: string): Promise<SeatId | undefined>
  /** The seat; the code is used up, once, whoever else tries at the same moment. `key`: who redeemed it and lost the answer. */
  redeem(code: string, key?: string): Promise<SeatId | undefined>
}

/** As people type it: with capitals, spaces or hyphens. */
const typed = (code: string): string => code.toLowerCase().replace(/[^0-9a-z]/g, '')

export const openSeatCodes = (records: Records, now: () => number): SeatCodes => {
  const find = async (code: string, key: string | undefined) => {
    const found = await records.get('seat-code', hashed(typed(code)))
    const read = v.safeParse(seatCodeSchema, found?.value)
    if (!found || !read.success || read.output.endsAt <= now()) return undefined
    const { used, by } = read.output
    return !used || (key !== undefined && by === hashed(key)) ? { ...read.output, version: found.version } : undefined
  }
  return {
    issue: async (seatId) => {
      const code = newSeatCode()
      const endsAt = now() + seatCodeLifeMs
      await records.put('seat-code', hashed(code), { seatId, endsAt, used: false }, 0)
      return { code, expiresAt: endsAt }
    },
    look: async (code, key) => (await find(code, key))?.seatId,
    redeem: async (code, key) => {
      const found = await find(code, key)
      if (!found || found.used) return found?.seatId
      const { version, ...kept } = found
      try {
        await records.put('seat-code', hashed(typed(code)), { ...kept, used: true, ...(key && { by: hashed(key) }) }, version)
        return found.seatId
      } catch (error) {
        if (error instanceof Refusal && error.code === 'record/changed') return (await find(code, key))?.seatId
        throw error
      }
    },
  }
}
