/** What the sync path counts, for /metrics. Sums since the process began, unless said otherwise. */
import type { RefusalCode } from '#shared/refusal.ts'

export const figures = {
  /** Now. */
  sockets: 0,
  rooms: 0,
  /** Accepted edits, and how many of them are durable. */
  edits: 0,
  durable: 0,
  appends: 0,
  appendFailures: 0,
  flushes: 0,
  flushMs: 0,
  /** Writes to sockets by flushes. */
  writes: 0,
  /** Edits times those who got them. */
  deliveries: 0,
  skipped: 0,
  joins: 0,
  compactions: 0,
  compactionFailures: 0,
  rebuilds: 0,
  refused: new Map<RefusalCode, number>(),
}

export const countRefusal = (code: RefusalCode): void => void figures.refused.set(code, (figures.refused.get(code) ?? 0) + 1)

/** A plain copy for whoever publishes it. */
export const syncFigures = (): Omit<typeof figures, 'refused'> & { refused: Partial<Record<RefusalCode, number>> } => ({
  ...figures,
  refused: Object.fromEntries(figures.refused),
})
