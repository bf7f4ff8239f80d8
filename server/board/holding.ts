/**
 * Who reveals a board just now, on record: one at a time over all processes. Whoever dies meanwhile leaves the record behind,
 * and the next that starts (or comes to the same board) completes it. Nothing on it tells of a person or a text.
 */
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { phaseSchema } from '#shared/activity/phase.ts'
import { idSchema } from '#shared/id-schema.ts'
import type { BoardId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { freshId } from '../access/secret.ts'
import type { Records } from '../store/ports.ts'

const kind = 'reveal'
const heldSchema = v.object({
  boardId: idSchema<'board'>(),
  groupId: idSchema<'group'>(),
  run: idSchema<'run'>(),
  phase: phaseSchema,
  whose: v.picklist(['all', 'next']),
  holder: v.string(),
  /** Epoch ms. */
  at: v.number(),
})
export type Held = v.InferOutput<typeof heldSchema>
export type ToHold = Omit<Held, 'holder' | 'at'>

/** A reveal takes two seconds at most; one that is held for longer was left by a process that is gone. */
const staleMs = 15_000
const againMs = 40
const patienceMs = 30_000

/** `alone`: no other process has this store, so that whatever another holder left is stale. */
export const openHolding = (records: Records, alone: boolean, now: () => number) => {
  const holder = freshId<'process'>()
  /** Boards that this process holds or is about to: whatever other record has its name was left when the store went away. */
  const ours = new Set<BoardId>()

  const isStale = (held: Held): boolean => alone || held.holder === holder || Math.abs(now() - held.at) > staleMs

  /** Undefined: somebody else holds it. */
  const tryOne = async (wanted: ToHold): Promise<Held | undefined> => {
    const { boardId } = wanted
    if (ours.has(boardId)) return undefined
    ours.add(boardId)
    let mine: Held | undefined
    try {
      const found = await records.get(kind, boardId)
      const seen = found && v.safeParse(heldSchema, found.value)
      if (seen?.success && !isStale(seen.output)) return undefined
      const next = { ...wanted, holder, at: now() }
      await records.put(kind, boardId, next, found?.version ?? 0)
      return (mine = next)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'record/changed') return undefined
      throw error
    } finally {
      if (!mine) ours.delete(boardId)
    }
  }

  const letGo = async (held: readonly Held[]): Promise<void> => {
    await Promise.all(
      held.map(async ({ boardId }) => {
        try {
          const found = await records.get(kind, boardId)
          if ((found?.value as Held | undefined)?.holder === holder) await records.remove(kind, boardId)
        } finally {
          ours.delete(boardId)
        }
      }),
    )
  }

  return {
    /** All or none: whoever holds some and waits for others would wait for ever for one that does the same. @throws Refusal record/changed after half a minute */
    take: async (wanted: readonly ToHold[]): Promise<Held[]> => {
      for (const endsAt = performance.now() + patienceMs; performance.now() < endsAt;) {
        const tries = await Promise.allSettled(wanted.map(tryOne))
        const held = tries.flatMap((one) => (one.status === 'fulfilled' && one.value ? one.value : []))
        if (held.length === wanted.length) return held
        await letGo(held)
        const broken = tries.find((one) => one.status === 'rejected')
        if (broken) throw broken.reason
        await pause(againMs * (1 + Math.random()))
      }
      throw new Refusal('record/changed')
    },
    letGo,
    /** What was left behind, or is held just now. */
    all: async (): Promise<Held[]> =>
      (await records.list(kind)).flatMap(({ value }) => {
        const read = v.safeParse(heldSchema, value)
        return read.success ? read.output : []
      }),
  }
}
