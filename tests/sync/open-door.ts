/** A door that knows everybody by `?seat=`, and a log that keeps its lines: the rest of the server, as far as the sync path asks for it. */
import type { SeatId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import { openBoard, type Standing } from '#shared/role.ts'
import type { Log } from '../../server/sync/log.ts'
import type { Door } from '../../server/sync/ports.ts'

export const member: Standing = { role: 'participant', member: true, closed: false, rights: openBoard }

/** Everybody is a member until told otherwise; the seat `foreign` comes from a page of another origin. */
export class OpenDoor implements Door {
  private readonly standings = new Map<string, Standing | undefined>()
  private everybody: Standing = member
  private readonly listeners = new Set<(seats: readonly SeatId[]) => void>()

  async admit(request: { url?: string | undefined }): ReturnType<Door['admit']> {
    const seatId = new URL(request.url ?? '', 'http://hall').searchParams.get('seat') as SeatId | null
    if (!seatId) throw new Refusal('seat/missing')
    if (seatId === 'foreign') throw new Refusal('request/foreign-origin')
    if (!this.standing(seatId)) throw new Refusal('seat/revoked')
    return { seatId, standing: () => this.standing(seatId) }
  }
  onChange(changed: (seats: readonly SeatId[]) => void): () => void {
    this.listeners.add(changed)
    return () => void this.listeners.delete(changed)
  }
  private standing(seat: string): Standing | undefined {
    return this.standings.has(seat) ? this.standings.get(seat) : this.everybody
  }
  set(seat: string, standing: Standing | undefined): void {
    this.standings.set(seat, standing)
    for (const listener of this.listeners) listener([seat as SeatId])
  }
  setAll(standing: Standing): void {
    this.everybody = standing
  }
}

export class NotedLog implements Log {
  readonly lines: { level: string; fields: object; words: string }[] = []
  info(fields: object, words: string): void {
    this.lines.push({ level: 'info', fields, words })
  }
  warn(fields: object, words: string): void {
    this.lines.push({ level: 'warn', fields, words })
  }
  error(fields: object, words: string): void {
    this.lines.push({ level: 'error', fields, words })
  }
  get errors(): object[] {
    return this.lines.filter((line) => line.level === 'error')
  }
}
