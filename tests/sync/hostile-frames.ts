/** Makes hostile updates: honest ones with bytes changed, and ones grown from the format's own grammar. Seeded; prints its seed on failure. */
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** A small seeded generator (mulberry32): numbers in [0, 1). */
export const seeded = (seed: number): (() => number) => {
  let a = seed >>> 0
  return () => {
    a = (a + 0x6d2b79f5) >>> 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export interface Target {
  doc: Y.Doc
  /** Client ids that the attacker owns. */
  own: readonly number[]
  /** Honest updates to mutate. */
  honest: readonly Uint8Array[]
  ideaIds: readonly string[]
  /** Of comments that stand, and of reactions. */
  entries: readonly string[]
}

export const hostileUpdate = (random: () => number, target: Target): Uint8Array =>
  random() < 0.5 && target.honest.length > 0 ? mutated(random, pick(random, target.honest)) : grown(random, target)

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)]!
const below = (random: () => number, limit: number): number => Math.floor(random() * limit)

/** Flips, cuts, doubles and swaps bytes. */
const mutated = (random: () => number, honest: Uint8Array): Uint8Array => {
  let bytes = Uint8Array.from(honest)
  for (let times = 1 + below(random, 4); times > 0 && bytes.length > 0; times--) {
    const at = below(random, bytes.length)
    const kind = random()
    if (kind < 0.5) bytes[at] = below(random, 256)
    else if (kind < 0.65) bytes[at] = bytes[at]! ^ (1 << below(random, 8))
    else if (kind < 0.75) bytes = bytes.slice(0, at)
    else if (kind < 0.85) bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(at + 1)])
    else bytes = Uint8Array.from([...bytes.slice(0, at), ...bytes.slice(below(random, bytes.length)), ...bytes.slice(at)]).slice(0, 4096)
  }
  return bytes
}

/** Grows an update by the grammar: plausible lists of structs and deletes around what the document holds. */
const grown = (random: () => number, { doc, own, ideaIds, entries }: Target): Uint8Array => {
  const e = encoding.createEncoder()
  const clients = [...doc.store.clients.keys(), ...own, below(random, 2 ** 32)]
  const clockNear = (client: number) => Math.max(0, Y.getState(doc.store, client) + pick(random, [0, 0, 0, 0, -1, -2, -10, 1, 5]))
  const id = () => {
    const client = pick(random, clients)
    encoding.writeVarUint(e, client)
    encoding.writeVarUint(e, random() < 0.9 ? below(random, Y.getState(doc.store, client) + 2) : below(random, 2 ** 31))
  }
  const lists = random() < 0.9 ? 1 : below(random, 4)
  encoding.writeVarUint(e, lists)
  for (let l = 0; l < lists; l++) {
    const structs = 1 + below(random, 4)
    encoding.writeVarUint(e, random() < 0.95 ? structs : below(random, 2 ** 40))
    const client = random() < 0.7 ? pick(random, own) : pick(random, clients)
    encoding.writeVarUint(e, client)
    encoding.writeVarUint(e, clockNear(client))
    for (let s = 0; s < structs; s++) struct(random, e, [...ideaIds, ...entries], id)
  }
  const deletes = random() < 0.5 ? 0 : 1 + below(random, 2)
  encoding.writeVarUint(e, deletes)
  for (let k = 0; k < deletes; k++) {
    encoding.writeVarUint(e, pick(random, clients))
    encoding.writeVarUint(e, 1)
    encoding.writeVarUint(e, below(random, 60))
    encoding.writeVarUint(e, random() < 0.9 ? below(random, 8) : below(random, 2 ** 50))
  }
  return encoding.toUint8Array(e)
}

const struct = (random: () => number, e: encoding.Encoder, ideaIds: readonly string[], id: () => void): void => {
  const ref = pick(random, [0, 1, 4, 4, 4, 7, 7, 8, 8, 8, 2, 3, 5, 6, 9, 10, 15])
  const origin = random() < 0.4
  const right = random() < 0.2
  const sub = random() < 0.7
  if (ref === 0 || ref === 10) {
    encoding.writeUint8(e, ref)
    encoding.writeVarUint(e, random() < 0.9 ? below(random, 5) : below(random, 2 ** 50))
    return
  }
  encoding.writeUint8(e, ref | (origin ? 0x80 : 0) | (right ? 0x40 : 0) | (sub ? 0x20 : 0))
  if (origin) id()
  if (right) id()
  if (!origin && !right) {
    if (random() < 0.5) {
      encoding.writeVarUint(e, 1)
      encoding.writeVarString(
        e,
        pick(random, ['ideas', 'ideas', 'ideas', 'comments', 'comments', 'reactions', 'reactions', 'meta', '', '__proto__', 'other']),
      )
    } else {
      encoding.writeVarUint(e, 0)
      id()
    }
    if (sub)
      encoding.writeVarString(
        e,
        pick(random, ['text', 'zone', 'x', 'by', 'at', 'colour', 'stack', 'locked', 'photo', '__proto__', 'new-idea', ...ideaIds]),
      )
  }
  content(random, e, ref, ideaIds)
}

const content = (random: () => number, e: encoding.Encoder, ref: number, ideaIds: readonly string[]): void => {
  if (ref === 1) encoding.writeVarUint(e, random() < 0.9 ? below(random, 4) : below(random, 2 ** 50))
  else if (ref === 4) encoding.writeVarString(e, pick(random, ['', 'ก', 'น้ำ', 'x'.repeat(below(random, 40)), '😀']))
  else if (ref === 7) encoding.writeVarUint(e, below(random, 8))
  else if (ref === 8) {
    const values = random() < 0.8 ? 1 : below(random, 4)
    encoding.writeVarUint(e, values)
    for (let i = 0; i < values; i++)
      encoding.writeAny(
        e,
        pick<unknown>(random, [
          ...['seat-ann', 'seat-eve', 'causes', 4, NaN, null, true, { a: 1 }, [1, 2], 'pink', '👍', 'f'.repeat(64), new Uint8Array(2)],
          { idea: pick(random, ideaIds), text: 'เห็นด้วย', by: pick(random, ['seat-ann', 'seat-eve']), at: 1 },
        ]) as never,
      )
  } else {
    for (let n = below(random, 12); n > 0; n--) encoding.writeUint8(e, below(random, 256))
  }
}
