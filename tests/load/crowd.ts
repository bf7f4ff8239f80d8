/** A crowd that writes and points at given rates, for as long as it is told. */
import type { Client } from './client.ts'
import type { SendBook } from './probe.ts'
import { Writer } from './writer.ts'

export interface Person {
  client: Client
  writer: Writer
  /** Others in the same room: each is due every message of this person. */
  others: number
  sent: Uint8Array[]
  /** When each update-bearing frame was sent; the first was the answer to the server's step 1. */
  sentAt: number[]
  editsPerSecond: number
  cursorHertz: number
}
/** Counted while the crowd is at work. */
export interface Tally {
  edits: number
  cursors: number
  deliveriesDue: number
}

export const settle = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

export const peopleOf = (clients: readonly Client[], run: string): Person[] => {
  const inRoom = new Map<string, number>()
  for (const client of clients) inRoom.set(client.address.room, (inRoom.get(client.address.room) ?? 0) + 1)
  return clients.map((client, n) => ({
    client,
    writer: new Writer(client.clientId, `${run}-${n}`),
    others: inRoom.get(client.address.room)! - 1,
    sent: [],
    sentAt: [0],
    editsPerSecond: 0,
    cursorHertz: 0,
  }))
}

class Hand {
  readonly person: Person
  readonly #book: SendBook
  readonly #keep: boolean
  #editDue = Infinity
  #cursorDue = Infinity

  constructor(person: Person, book: SendBook, keep: boolean, seconds: number) {
    this.person = person
    this.#book = book
    this.#keep = keep
    person.writer.makeReady(Math.ceil(person.editsPerSecond * seconds) + 1)
  }

  /** Sets out: everybody's first act falls at a random moment, so that nobody acts in step. */
  begin(now: number): void {
    const { editsPerSecond, cursorHertz } = this.person
    if (editsPerSecond > 0) this.#editDue = now + (Math.random() * 1_000) / editsPerSecond
    if (cursorHertz > 0) this.#cursorDue = now + (Math.random() * 1_000) / cursorHertz
  }

  /** Sends what is due by `now`, in one write. */
  act(now: number, tally: Tally): void {
    if (now < this.#editDue && now < this.#cursorDue) return
    const { person } = this
    const frames: Buffer[] = []
    while (this.#cursorDue <= now) {
      this.#cursorDue += 1_000 / person.cursorHertz
      const x = Math.floor(Math.random() * 1_000)
      frames.push(person.client.frameCursor(`{"user":{"name":"คุณกิจ"},"cursor":{"x":${x},"y":${1_000 - x}}}`))
      tally.cursors++
      tally.deliveriesDue += person.others
    }
    while (this.#editDue <= now) {
      this.#editDue += 1_000 / person.editsPerSecond
      const edit = person.writer.next()
      frames.push(person.client.frameEdit(edit.update))
      if (this.#keep) person.sent.push(edit.update)
      const at = performance.now()
      person.sentAt.push(at)
      this.#book.note(person.client.clientId, edit.clock, at)
      tally.edits++
      tally.deliveriesDue += person.others
    }
    person.client.send(frames.length === 1 ? frames[0]! : Buffer.concat(frames))
  }
}

/** Readies everybody's edits, then returns a function that lets the crowd work for some seconds and answers what it did. */
export const crowd = (people: readonly Person[], book: SendBook, options: { keep: boolean; seconds: number }) => {
  const hands = people
    .filter((person) => person.editsPerSecond > 0 || person.cursorHertz > 0)
    .map((person) => new Hand(person, book, options.keep, options.seconds))
  let begun = false
  return async (seconds: number): Promise<Tally> => {
    const tally: Tally = { edits: 0, cursors: 0, deliveriesDue: 0 }
    if (!begun) for (const hand of hands) hand.begin(performance.now())
    begun = true
    const end = performance.now() + seconds * 1_000
    for (let now = performance.now(); now < end; now = performance.now()) {
      for (const hand of hands) hand.act(now, tally)
      await settle(1)
    }
    return tally
  }
}
