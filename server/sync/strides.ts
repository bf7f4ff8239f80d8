/**
 * How far Yjs will have to look for the places of an update's structs among their siblings. Whoever types stands beside both
 * neighbours; a forged update can put ten thousand structs between neighbours that are ten thousand stretches apart, and one
 * frame would hold up everybody for minutes.
 */
import * as Y from 'yjs'
import type { Struct, StructId } from './decode.ts'
import { storedAt } from './order.ts'

type Item = Struct & { kind: 'item' }
/** Of one text, or of one key of a map: what the update has put there so far. */
interface Siblings {
  fresh: number
  last: Item | undefined
  /** How many the document has; undefined = not counted yet. */
  stored: number | undefined
}
interface Spot {
  readonly level: string
  readonly key: string
  readonly holder: object | undefined
}

export class Strides {
  private readonly doc: Y.Doc
  private readonly lists = new Map<object, Map<string, Siblings>>()

  constructor(doc: Y.Doc) {
    this.doc = doc
  }

  /** Siblings to pass until this struct stands where it belongs, at most; structs must come in the order of the update. */
  take(struct: Item, { level, key, holder }: Spot): number {
    if (!holder) return 0
    const siblings = this.siblings(holder, key)
    const steps = follows(struct, siblings.last)
      ? 0
      : siblings.fresh + this.between(struct, holder, level === 'text' ? undefined : key, siblings)
    siblings.fresh++
    siblings.last = struct
    return steps
  }

  private siblings(holder: object, key: string): Siblings {
    let keys = this.lists.get(holder)
    if (!keys) this.lists.set(holder, (keys = new Map()))
    let siblings = keys.get(key)
    if (!siblings) keys.set(key, (siblings = { fresh: 0, last: undefined, stored: undefined }))
    return siblings
  }

  /** Of what the document has. `key`: of a map. */
  private between({ origin, rightOrigin }: Item, holder: object, key: string | undefined, siblings: Siblings): number {
    if (!(holder instanceof Y.AbstractType)) return 0
    const left = origin && storedAt(this.doc, origin)
    const right = rightOrigin && storedAt(this.doc, rightOrigin)
    if ((origin && !left) || (rightOrigin && !right)) return (siblings.stored ??= count(first(holder, key), null))
    return count(left instanceof Y.Item ? left.right : first(holder, key), right ?? null)
  }
}

/** Typed right behind the one before. */
const follows = ({ origin, rightOrigin }: Item, last: Item | undefined): boolean =>
  last !== undefined &&
  origin !== undefined &&
  origin.client === last.client &&
  origin.clock === last.clock + last.length - 1 &&
  same(rightOrigin, last.rightOrigin)

const same = (a: StructId | undefined, b: StructId | undefined): boolean => a?.client === b?.client && a?.clock === b?.clock

const first = (holder: Y.AbstractType<unknown>, key: string | undefined): Y.Item | null => {
  if (key === undefined) return holder._start
  let item = holder._map.get(key) ?? null
  while (item?.left) item = item.left
  return item
}

const count = (from: Y.Item | null, to: Y.Item | Y.GC | null): number => {
  let steps = 0
  for (let item = from; item && item !== to; item = item.right) steps++
  return steps
}
