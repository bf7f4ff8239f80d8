import { isRefusalCode, Refusal, type RefusalCode } from '#shared/refusal.ts'

/** A refusal as the server said it: its code, and its sentence in the caller's language. */
export class Refused extends Refusal {
  readonly said: string

  constructor(code: string, said: string, status: number) {
    super(isRefusalCode(code) ? code : status === 404 ? 'request/not-found' : 'request/malformed')
    this.name = 'Refused'
    this.said = said
  }
}
/** Nobody answered: no network, the server is down, or it took too long. Worth trying again. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('the server does not answer', { cause })
    this.name = 'Unreachable'
  }
}

/** Refusals of the moment. */
const passing: ReadonlySet<RefusalCode> = new Set(['store/away', 'store/full', 'request/too-many', 'request/failed'])
/** Whether a refusal says "not now". */
export const saysNotNow = (code: RefusalCode): boolean => passing.has(code)
/** Whether the same, asked again a little later, may well be answered. */
export const isPassing = (error: unknown): boolean => error instanceof Unreachable || (error instanceof Refusal && saysNotNow(error.code))
