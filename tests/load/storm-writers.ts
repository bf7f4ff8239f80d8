/** Others on a board that is looked at: seats that reword its ideas, so many times a second all together. */
import * as Y from 'yjs'
import { ideasOf } from '#shared/idea/idea.ts'
import { Client } from './client.ts'
import type { SeatAddress } from './job.ts'

interface Hand {
  client: Client
  doc: Y.Doc
}

export class Storm {
  readonly #hands: Hand[]
  readonly #ids: string[]
  #timer: NodeJS.Timeout | undefined
  /** Edits sent so far. */
  made = 0

  private constructor(hands: Hand[]) {
    this.#hands = hands
    this.#ids = [...ideasOf(hands[0]!.doc).keys()]
  }

  static async open(seats: readonly SeatAddress[]): Promise<Storm> {
    const hands = seats.map((address): Hand => {
      const doc = new Y.Doc()
      let whole = false
      const updated = (update: Uint8Array) => {
        // Afterwards it only writes: its own edits need nothing of the others'.
        if (!whole) Y.applyUpdate(doc, update, 'server')
      }
      const client = new Client({ dialect: 'y-websocket', keepsNothing: false }, address, { keep: false, updated })
      void client.synced.then(() => (whole = true))
      return { client, doc }
    })
    await Promise.all(hands.map(({ client }) => client.synced))
    for (const { client, doc } of hands) {
      doc.clientID = client.clientId
      doc.on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'server') client.send(client.frameEdit(update))
      })
    }
    return new Storm(hands)
  }

  /** Rewords one idea, chosen by chance unless told. */
  reword(hand: number, id = this.#ids[Math.floor(Math.random() * this.#ids.length)]!): void {
    const { doc } = this.#hands[hand % this.#hands.length]!
    const text = ideasOf(doc).get(id)?.get('text') as Y.Text
    doc.transact(() => {
      if (text.length > 60) text.delete(20, text.length - 20)
      text.insert(Math.min(8, text.length), `${this.made % 10}`)
    }, 'storm')
    this.made++
  }

  begin(perSecond: number): void {
    let owed = 0
    this.#timer = setInterval(() => {
      for (owed += perSecond * 0.016; owed >= 1; owed--) this.reword(this.made)
    }, 16)
  }

  async end(): Promise<void> {
    clearInterval(this.#timer)
    for (const { client } of this.#hands) client.close()
  }
}
