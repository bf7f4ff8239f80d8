/** The light, decided: green is a promise ("saved"), so every doubt turns it off. */
import type { Light } from '../board/lens.ts'

export interface Wire {
  /** The socket is open. */
  connected: boolean
  /** Both sides have told each other what they have, on this socket. */
  exchanged: boolean
  /** The last frame with edits that this socket has sent, and the last one that the server called durable. */
  sent: number
  acked: number
  /** Own edits that no socket has carried to a promise of durability yet. */
  unsaved: boolean
  /** The board was reached at least once since the page was opened. */
  reached: boolean
  /** How long the board has not been reachable, in ms. */
  awayMs: number
  /** An attempt to connect has failed, or the device says that it has no network. */
  failed: boolean
}

/** A shorter gap than this is nobody's business. */
export const patienceMs = 1_000
/** A network that says nothing for this long is as good as none. */
export const silenceMs = 6_000

export const lightOf = (wire: Wire): Light => {
  if (wire.connected && wire.exchanged) return wire.acked >= wire.sent && !wire.unsaved ? 'saved' : 'saving'
  if (wire.failed || wire.awayMs >= silenceMs) return wire.awayMs >= patienceMs || !wire.reached ? 'offline' : brief(wire)
  return wire.awayMs >= patienceMs || !wire.reached ? 'connecting' : brief(wire)
}

const brief = (wire: Wire): Light => (wire.unsaved ? 'saving' : 'saved')
