/** What the generator is told on its standard input, and what it answers on its standard output: one line of JSON each. */
import type { DialectName } from './dialect.ts'

export interface SeatAddress {
  url: string
  room: string
}
interface Common {
  dialect: DialectName
  seats: SeatAddress[]
  /** Whose CPU time and memory is watched. */
  serverPid: number
  /** The relay keeps nothing: a client is synced as soon as it is open, and must be there before the first edit. */
  keepsNothing: boolean
}

/** People who write and point, at fixed rates; the figures are of the last `seconds`. */
export interface CrowdJob extends Common {
  kind: 'crowd'
  editsPerSecond: number
  /** This many seats of each room send cursors. */
  cursorsPerRoom: number
  cursorHertz: number
  warmSeconds: number
  seconds: number
}
/** A room in which edits (and ten cursor moves with each) come faster and faster until p99 passes `limitMs`. */
export interface SaturationJob extends Common {
  kind: 'saturation'
  firstRate: number
  factor: number
  cursorsPerEdit: number
  stepSeconds: number
  limitMs: number
}
/** Everybody opens at once. */
export interface StormJob extends Common {
  kind: 'storm'
}
/** Everybody is there and does nothing. */
export interface IdleJob extends Common {
  kind: 'idle'
  seconds: number
}
/** `edits` real edits as fast as the server takes them. */
export interface HistoryJob extends Common {
  kind: 'history'
  edits: number
  editsPerSecond: number
}
/** Sends one state (base64) into the first seat's room. */
export interface FillJob extends Common {
  kind: 'fill'
  state: string
}
/** The first seat opens and waits until it holds `ideas` ideas; connecting is tried again until the server is there. */
export interface ReopenJob extends Common {
  kind: 'reopen'
  ideas: number
  stateVector?: string
  /** When the server's process was started, epoch ms. */
  spawnedAt: number
}
export type Job = CrowdJob | SaturationJob | StormJob | IdleJob | HistoryJob | FillJob | ReopenJob

export interface CrowdResult {
  deliveriesDue: number
  cpuMicros: number
  microsPerDelivery: number
  /** The same by thread name (threads that ended meanwhile left out): where the time goes. */
  microsByThread: Record<string, number>
  p50: number
  p99: number
  /** From sending to the server's word that it is durable (ours) or applied (Hocuspocus); NaN where there is no such word. */
  ackP50: number
  ackP99: number
  bytesPerClientSecond: number
  framesPerSecond: number
  /** Share of the core that the server and the load used. */
  serverBusy: number
  loadBusy: number
  equal: boolean
  documents: number
  refusals: string[]
}
export interface SaturationResult {
  /** The highest rate whose p99 stayed under the limit. */
  editsPerSecond: number
  steps: { rate: number; reached: number; p50: number; p99: number; serverBusy: number; loadBusy: number }[]
  equal: boolean
  refusals: string[]
}
export interface StormResult {
  syncedMs: number
  cpuMicros: number
  memoryBefore: number
  memoryPeak: number
  memoryAfter: number
  bytesPerClient: number
  ideas: number
  equal: boolean
}
export interface IdleResult {
  rss: number
  pss: number
}
export interface HistoryResult {
  seconds: number
  stateVector: string
  ideas: number
  refusals: string[]
}
export interface ReopenResult {
  /** From the start of the server's process, and from the connection that it took, to the whole board. */
  fromStartMs: number
  fromOpenMs: number
  answeredEmptyFirst: boolean
  ideas: number
  complete: boolean
  state: string
}
export interface ResultOf {
  crowd: CrowdResult
  saturation: SaturationResult
  storm: StormResult
  idle: IdleResult
  history: HistoryResult
  fill: { ideas: number }
  reopen: ReopenResult
}
