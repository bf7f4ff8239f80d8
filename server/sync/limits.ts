/** How much of everything the sync path gives. Tests pass smaller ones. */
export interface Limits {
  /** Per seat, over all its sockets: edits and bytes a second, and how many may come at once after a pause. */
  editsPerSecond: number
  editsAtOnce: number
  bytesPerSecond: number
  bytesAtOnce: number
  /** Open sockets of one seat, over all rooms: more than a hall's worth is no person. */
  socketsPerSeat: number
  /** Presence states of one socket that are shown: every `presenceMs`, and this many at once after a pause. */
  presenceMs: number
  presenceAtOnce: number
  /** Presence alone leaves a room this often, and in large rooms less often, by the second figure for each socket; edits take it along earlier. */
  presenceGapMs: number
  presenceGapMsPerSocket: number
  /** Each process tells the others all that its sockets show this often, and is believed for so long. */
  presenceRepeatMs: number
  presenceBelievedMs: number
  /** A socket that has more than this unsent is skipped until it has drained, then gets what it missed. */
  unsentBytes: number
  /** Under load rooms go to the store together, at most this often. */
  pulseMs: number
  /** Accepted and not yet durable, per room: beyond it edits wait in their sockets. */
  undurableBytes: number
  /** Edits that one socket may have waiting while the room takes none, before it is no longer read. */
  heldBytes: number
  /** A socket that heard nothing from us for this long gets an empty frame; y-websocket gives up after 30 s. */
  silenceMs: number
  pingMs: number
  /** No sign of life for this long: the socket is ended. */
  deadMs: number
  /** A room without sockets is dropped from memory after this. */
  dropMs: number
  /** A room is compacted when its log's tail has more entries or bytes than these and nobody wrote or came in for `quietMs` … */
  tailEntries: number
  tailBytes: number
  quietMs: number
  /** … or when it has this many entries anyway. */
  tailEntriesBusy: number
  /** The round of keep-alive, compaction and dropping. */
  roundMs: number
  /** How long closing waits for the store. */
  closeMs: number
}

export const usualLimits: Limits = {
  editsPerSecond: 50,
  editsAtOnce: 200,
  bytesPerSecond: 1_000_000,
  bytesAtOnce: 2_000_000,
  socketsPerSeat: 500,
  presenceMs: 100,
  presenceAtOnce: 5,
  presenceGapMs: 150,
  presenceGapMsPerSocket: 1.2,
  presenceRepeatMs: 15_000,
  presenceBelievedMs: 40_000,
  unsentBytes: 1_000_000,
  pulseMs: 10,
  undurableBytes: 4_000_000,
  heldBytes: 256_000,
  silenceMs: 20_000,
  pingMs: 15_000,
  deadMs: 45_000,
  dropMs: 60_000,
  tailEntries: 500,
  tailBytes: 256_000,
  quietMs: 1_500,
  tailEntriesBusy: 5_000,
  roundMs: 2_500,
  closeMs: 5_000,
}
