/** One act after another of each seminar, whatever becomes of the one before. */
import type { SeminarId } from '#shared/id.ts'

export class Lines {
  readonly #last = new Map<SeminarId, Promise<void>>()

  /** Acts when the acts before are through. @throws whatever `act` throws */
  act<Value>(seminarId: SeminarId, act: () => Promise<Value>): Promise<Value> {
    const acting = this.through(seminarId).then(act)
    // Whoever asked hears of what went wrong; the next one only waits its turn.
    const done = acting
      .then(
        () => undefined,
        () => undefined,
      )
      .then(() => void (this.#last.get(seminarId) === done && this.#last.delete(seminarId)))
    this.#last.set(seminarId, done)
    return acting
  }
  /** Resolves when all acts of a seminar so far are through. */
  through(seminarId: SeminarId): Promise<void> {
    return this.#last.get(seminarId) ?? Promise.resolve()
  }
  async end(): Promise<void> {
    await Promise.all(this.#last.values())
  }
}
