/**
 * Reads a Yjs update (format V1) into plain structs without touching a document. Stricter than Yjs' own reader, which
 * allocates by announced counts and lets a repeated client overwrite its first list: here every count is met by bytes,
 * nothing has length zero, each client stands once, and nothing follows the end.
 * Source: yjs/src/utils/encoding.js, format of `encodeStateAsUpdate`.
 */
import * as decoding from 'lib0/decoding'

export interface StructId {
  readonly client: number
  readonly clock: number
}
type Content =
  { kind: 'deleted' } | { kind: 'string'; text: string } | { kind: 'map' | 'text' } | { kind: 'any'; values: readonly unknown[] }
/** One struct of an update; `gc` has no place, an `item` says where it belongs by parent or by neighbours. */
export type Struct = StructId & { readonly length: number } & (
    | { readonly kind: 'gc' }
    | {
        readonly kind: 'item'
        readonly origin: StructId | undefined
        readonly rightOrigin: StructId | undefined
        /** A root's name, another item, or undefined: then it is the neighbours' parent. */
        readonly parent: string | StructId | undefined
        readonly parentSub: string | undefined
        readonly content: Content
      }
  )
export interface DeletedRange extends StructId {
  readonly length: number
}
export interface DecodedUpdate {
  /** By client, each list contiguous in clock. */
  readonly structs: ReadonlyMap<number, readonly Struct[]>
  readonly deletes: readonly DeletedRange[]
}

/** No honest document comes near; beyond it clocks lose precision or one struct mutes its writer for good. */
const maxClock = 2 ** 31
const maxStructLength = 2 ** 24

class MalformedUpdate extends Error {}
const malformed = (what: string): never => {
  throw new MalformedUpdate(what)
}

/** @throws MalformedUpdate or lib0's own errors, when the bytes are not exactly one update of the kinds that boards use. */
export const decodeUpdate = (update: Uint8Array): DecodedUpdate => {
  const d = decoding.createDecoder(update)
  const structs = new Map<number, Struct[]>()
  for (let lists = decoding.readVarUint(d); lists > 0; lists--) {
    const count = decoding.readVarUint(d)
    const client = decoding.readVarUint(d)
    let clock = decoding.readVarUint(d)
    if (structs.has(client)) malformed('client twice')
    const list: Struct[] = []
    for (let i = 0; i < count; i++) {
      const struct = readStruct(d, client, clock)
      if (struct.length < 1 || struct.length > maxStructLength) malformed('length')
      clock += struct.length
      if (clock > maxClock) malformed('clock')
      list.push(struct)
    }
    if (list.length > 0) structs.set(client, list)
  }
  const deletes = readDeletes(d)
  if (decoding.hasContent(d)) malformed('trailing bytes')
  return { structs, deletes }
}

const readId = (d: decoding.Decoder): StructId => ({ client: decoding.readVarUint(d), clock: decoding.readVarUint(d) })

const readStruct = (d: decoding.Decoder, client: number, clock: number): Struct => {
  const info = decoding.readUint8(d)
  if (info === 0) return { kind: 'gc', client, clock, length: decoding.readVarUint(d) }
  if (info === 10) malformed('skip')
  const origin = info & 0x80 ? readId(d) : undefined
  const rightOrigin = info & 0x40 ? readId(d) : undefined
  let parent: string | StructId | undefined
  let parentSub: string | undefined
  if (!origin && !rightOrigin) {
    parent = decoding.readVarUint(d) === 1 ? decoding.readVarString(d) : readId(d)
    if (info & 0x20) parentSub = decoding.readVarString(d)
  }
  const [content, length] = readContent(d, info & 0x1f)
  return { kind: 'item', client, clock, length, origin, rightOrigin, parent, parentSub, content }
}

const readContent = (d: decoding.Decoder, ref: number): [Content, number] => {
  switch (ref) {
    case 1:
      return [{ kind: 'deleted' }, decoding.readVarUint(d)]
    case 4: {
      const text = decoding.readVarString(d)
      return [{ kind: 'string', text }, text.length]
    }
    case 7: {
      const type = decoding.readVarUint(d)
      if (type !== 1 && type !== 2) malformed('type')
      return [{ kind: type === 1 ? 'map' : 'text' }, 1]
    }
    case 8: {
      const length = decoding.readVarUint(d)
      const values: unknown[] = []
      for (let i = 0; i < length; i++) values.push(decoding.readAny(d))
      return [{ kind: 'any', values }, length]
    }
    default:
      return malformed('content')
  }
}

const readDeletes = (d: decoding.Decoder): DeletedRange[] => {
  const deletes: DeletedRange[] = []
  for (let clients = decoding.readVarUint(d); clients > 0; clients--) {
    const client = decoding.readVarUint(d)
    for (let count = decoding.readVarUint(d); count > 0; count--) {
      const clock = decoding.readVarUint(d)
      const length = decoding.readVarUint(d)
      if (length < 1 || clock + length > maxClock) malformed('delete')
      deletes.push({ client, clock, length })
    }
  }
  return deletes
}
