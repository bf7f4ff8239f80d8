/**
 * Somebody who has everything and wants to know who wrote what: the whole store, the log, every export, and the recorded
 * traffic of one tablet. Each way of guessing is held against what guessing at random would find.
 */
import type { SeatId } from '#shared/id.ts'
import { decodeUpdate } from '../../server/sync/decode.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import type { LoadedRoom } from '../../server/store/ports.ts'

/** One idea, as it was found, and who really wrote it. */
interface Found {
  id: string
  text: string
  at: number
  author: SeatId
}
/** What is heard or logged, in order; `at`: epoch ms. */
export interface Heard {
  at: number
  words: string
}
export interface Loot {
  seats: readonly SeatId[]
  /** In the order of the document. */
  ideas: readonly Found[]
  board: LoadedRoom
  files: readonly Buffer[]
  records: readonly string[]
  log: readonly Heard[]
  traffic: readonly Heard[]
}

/** Guesses the author of an idea, or says nothing. */
type Accuse = (idea: Found, n: number) => string | undefined
/** Guesses that two ideas are of one author. */
type Pair = (a: Found, b: Found, m: number, n: number) => boolean

const seatsIn = (words: string, seats: readonly SeatId[]): SeatId[] => seats.filter((seat) => words.includes(seat))

/** The seat that is spoken of nearest to a moment. */
const nearest = (lines: readonly Heard[], at: number, seats: readonly SeatId[], before = false): SeatId | undefined => {
  let best: { far: number; seat: SeatId } | undefined
  for (const line of lines) {
    const far = before ? at - line.at : Math.abs(at - line.at)
    const [seat] = seatsIn(line.words, seats)
    if (seat && far >= 0 && (!best || far < best.far)) best = { far, seat }
  }
  return best?.seat
}

/** When an idea was first heard of. */
const firstHeard = (lines: readonly Heard[], { id, text }: Found): number | undefined =>
  lines.find(({ words }) => words.includes(id) || words.includes(text))?.at

const accusations = ({ seats, board, files, records, log, traffic, ideas }: Loot): Record<string, Accuse> => {
  const index = board.snapshot ? RoomIndex.decode(board.snapshot.index) : new RoomIndex()
  for (const { update, seat } of board.tail) index.learnUpdate(update, seat)
  const entryOf = ({ id }: Found) => board.tail.find(({ update }) => Buffer.from(update).includes(id))
  const everything = Buffer.concat(files)
  const asked = log.filter(({ words }) => words.includes('"POST"') && words.includes('unnamed-ideas'))
  const near = (place: number, reach: number): string | undefined => {
    let best: { far: number; seat: SeatId } | undefined
    for (const seat of seats)
      for (const at of [everything.lastIndexOf(seat, place), everything.indexOf(seat, place)])
        if (at >= 0 && Math.abs(at - place) < (best?.far ?? reach)) best = { far: Math.abs(at - place), seat }
    return best?.seat
  }
  return {
    'the index says whose the idea is': ({ id }) => index.ideas.get(id),
    'the entry that brought it says whose it is': (idea) => entryOf(idea)?.seat,
    'the client id under it belongs to a seat': (idea) => {
      const entry = entryOf(idea)
      return entry && index.clients.get([...decodeUpdate(entry.update).structs.keys()][0]!)
    },
    'a seat stands near its id in the files': ({ id }) => near(everything.indexOf(id), 4_096),
    'a seat stands near its text in the files': ({ text }) => near(everything.indexOf(text), 4_096),
    'a record names both': ({ id, text }) =>
      records.flatMap((record) => (record.includes(id) || record.includes(text) ? seatsIn(record, seats) : []))[0],
    'a line of the log names both': ({ id, text }) =>
      log.flatMap(({ words }) => (words.includes(id) || words.includes(text) ? seatsIn(words, seats) : []))[0],
    'the log names a seat when it was handed in': (_, n) => asked[n] && nearest(log, asked[n].at, seats),
    'the log names a seat just before it was handed in': (_, n) => asked[n] && nearest(log, asked[n].at, seats, true),
    'a line of the log gives its length': ({ text }) => {
      const bytes = Buffer.byteLength(text)
      return log.flatMap(({ words }) => (new RegExp(`"bytes":${bytes}\\b`).test(words) ? seatsIn(words, seats) : []))[0]
    },
    'the tablet hears of a seat when it hears of the idea': (idea) => {
      const at = firstHeard(traffic, idea)
      return at === undefined ? undefined : nearest(traffic, at, seats)
    },
    'the tablet hears of a seat just before': (idea) => {
      const at = firstHeard(traffic, idea)
      return at === undefined ? undefined : nearest(traffic, at, seats, true)
    },
    'ideas stand in the order of people': (_, n) => seats[Math.floor((n * seats.length) / ideas.length)],
    'ideas stand by turns': (_, n) => seats[n % seats.length],
  }
}

const commonStart = (a: string, b: string): number => [...a].findIndex((letter, n) => letter !== b[n])

const pairings = ({ board, ideas, traffic }: Loot): Record<string, Pair> => {
  const clientsOf = new Map<string, string>()
  for (const { update } of board.tail)
    for (const [client, structs] of decodeUpdate(update).structs)
      for (const struct of structs)
        if (struct.kind === 'item' && struct.parent === 'ideas' && struct.parentSub !== undefined)
          clientsOf.set(struct.parentSub, String(client))
  const clients = new Set(clientsOf.values())
  const byId = [...ideas].sort((a, b) => (a.id < b.id ? -1 : 1))
  const rank = new Map(byId.map(({ id }, n) => [id, n]))
  const heard = new Map(ideas.map((idea) => [idea.id, firstHeard(traffic, idea) ?? 0]))
  return {
    'one client id': (a, b) => clients.size > 1 && clientsOf.get(a.id) === clientsOf.get(b.id),
    'beside each other in the document': (_a, _b, m, n) => Math.abs(m - n) === 1,
    'one time of writing': (a, b) => a.at === b.at && ideas.some(({ at }) => at !== a.at),
    'next times of writing': (a, b) => Math.abs(a.at - b.at) === 1,
    'ids that begin alike': (a, b) => commonStart(a.id, b.id) > 0,
    'next ids': (a, b) => Math.abs(rank.get(a.id)! - rank.get(b.id)!) === 1,
    'one length': (a, b) => a.text.length === b.text.length,
    'heard at one moment, and others at another': (a, b) =>
      heard.get(a.id) === heard.get(b.id) && ideas.some(({ id }) => heard.get(id) !== heard.get(a.id)),
  }
}

/** How far above chance a count of hits is, in sigma: authors are dealt out anew a thousand times. */
const sigmas = (authors: readonly SeatId[], hits: (authors: readonly SeatId[]) => number): number => {
  const real = hits(authors)
  const dealt = [...authors]
  const chance = Array.from({ length: 1_000 }, () => {
    for (let left = dealt.length; left > 1; left--) {
      const drawn = Math.floor(Math.random() * left)
      ;[dealt[left - 1], dealt[drawn]] = [dealt[drawn]!, dealt[left - 1]!]
    }
    return hits(dealt)
  })
  const mean = chance.reduce((sum, count) => sum + count, 0) / chance.length
  const sigma = Math.sqrt(chance.reduce((sum, count) => sum + (count - mean) ** 2, 0) / chance.length)
  return real <= mean ? 0 : sigma === 0 ? Infinity : (real - mean) / sigma
}

/** Every way of guessing, with how far above chance it comes, in sigma. `known`: the recorded tablet's own seat, which knows what it wrote. */
export const link = (loot: Loot, known: SeatId): Map<string, number> => {
  const ideas = loot.ideas.map((idea, n) => ({ idea, n })).filter(({ idea }) => idea.author !== known)
  const authors = ideas.map(({ idea }) => idea.author)
  const found = new Map<string, number>()
  for (const [way, accuse] of Object.entries(accusations(loot))) {
    const accused = ideas.map(({ idea, n }) => accuse(idea, n))
    found.set(
      way,
      sigmas(authors, (dealt) => dealt.filter((author, n) => author === accused[n]).length),
    )
  }
  for (const [way, pair] of Object.entries(pairings(loot))) {
    const pairs: [number, number][] = []
    for (let a = 0; a < ideas.length; a++)
      for (let b = a + 1; b < ideas.length; b++) if (pair(ideas[a]!.idea, ideas[b]!.idea, ideas[a]!.n, ideas[b]!.n)) pairs.push([a, b])
    found.set(
      way,
      sigmas(authors, (dealt) => pairs.filter(([a, b]) => dealt[a] === dealt[b]).length),
    )
  }
  return found
}
