/**
 * How far Yjs will have to look for the places of an update's structs among their siblings. Whoever types stands right between
 * two neighbours, and nothing has to be looked for unless others wrote there meanwhile; a forged update can put ten thousand
 * structs between neighbours that are ten thousand stretches apart, and one frame would hold up everybody for minutes.
 */
import * as Y from 'yjs'
import type { Struct, StructId } from './decode.ts'
import { storedAt } from './order.ts'

type Item = Struct & { kind: 'item' }
interface Spot {
  readonly level: string
  readonly key: string
  readonly holder: object | undefined
}
/** Of one text, or of one key of a map. */
interface Siblings {
  /** What stands first now; undefined = nothing, unasked = not looked for yet. */
  first: StructId | undefined | typeof unasked
  /** How many the document has, and how many the update has put there so far. */
  stored: number | undefined
  fresh: number
}
const unasked = Symbol('unasked')

export class Strides {
  private readonly doc: Y.Doc
  /** Most updates are one letter: nothing of it need be remembered for the next. */
  private readonly alone: boolean
  private readonly lists = new Map<object, Map<string, Siblings>>()
  /** What stands right of a place now that the update has put something there. */
  private readonly rights = new Map<number, Map<number, StructId | undefined>>()

  /** `alone`: there is one struct to be taken. */
  constructor(doc: Y.Doc, alone: boolean) {
    this.doc = doc
    this.alone = alone
  }

  /** Siblings to pass until this struct stands where it belongs, at most; structs must come in the order of the update. */
  take(struct: Item, spot: Spot): number {
    const { holder } = spot
    if (!holder) return 0
    const { origin, rightOrigin } = struct
    if (this.alone) return same(origin ? this.rightOf(origin) : firstStored(spot)?.id, rightOrigin) ? 0 : (this.between(struct, spot) ?? 0)
    const siblings = this.siblings(holder, spot.key)
    const right = origin ? this.rightOf(origin) : this.firstOf(siblings, spot)
    const steps = same(right, rightOrigin)
      ? 0
      : siblings.fresh + (this.between(struct, spot) ?? (siblings.stored ??= count(firstStored(spot), null)))
    if (origin) this.setRight(origin, struct)
    else siblings.first = struct
    this.setRight({ client: struct.client, clock: struct.clock + struct.length - 1 }, right)
    siblings.fresh++
    return steps
  }

  private siblings(holder: object, key: string): Siblings {
    let keys = this.lists.get(holder)
    if (!keys) this.lists.set(holder, (keys = new Map()))
    let siblings = keys.get(key)
    if (!siblings) keys.set(key, (siblings = { first: unasked, stored: undefined, fresh: 0 }))
    return siblings
  }

  private firstOf(siblings: Siblings, spot: Spot): StructId | undefined {
    if (siblings.first === unasked) siblings.first = firstStored(spot)?.id
    return siblings.first
  }

  private rightOf({ client, clock }: StructId): StructId | undefined {
    const rights = this.rights.get(client)
    if (rights?.has(clock)) return rights.get(clock)
    const stored = storedAt(this.doc, { client, clock })
    const isLast = stored instanceof Y.Item && clock === stored.id.clock + stored.length - 1
    return isLast ? stored.right?.id : { client, clock: clock + 1 }
  }
  private setRight({ client, clock }: StructId, right: StructId | undefined): void {
    let rights = this.rights.get(client)
    if (!rights) this.rights.set(client, (rights = new Map()))
    rights.set(clock, right)
  }

  /** Of those that the document has; undefined when a neighbour is none of them. */
  private between({ origin, rightOrigin }: Item, spot: Spot): number | undefined {
    const left = origin && storedAt(this.doc, origin)
    const right = rightOrigin && storedAt(this.doc, rightOrigin)
    if ((origin && !left) || (rightOrigin && !right)) return undefined
    return count(left instanceof Y.Item ? left.right : firstStored(spot), right ?? null)
  }
}

const same = (a: StructId | undefined, b: StructId | undefined): boolean => a?.client === b?.client && a?.clock === b?.clock

const firstStored = ({ holder, level, key }: Spot): Y.Item | null => {
  if (!(holder instanceof Y.AbstractType)) return null
  if (level === 'text') return holder._start
  let item = holder._map.get(key) ?? null
  while (item?.left) item = item.left
  return item
}

const count = (from: Y.Item | null, to: Y.Item | Y.GC | null): number => {
  let steps = 0
  for (let item = from; item && item !== to; item = item.right) steps++
  return steps
}
