/** What one socket shows of itself to the others. */
import { Bucket } from './budget.ts'
import type { Limits } from './limits.ts'

export class Shown {
  /** The awareness client id it shows itself under: the first that it named. */
  clientId: number | undefined
  /** JSON as the tablet sent it; read when it is shown, since most states are overtaken before. Undefined = nothing shown. */
  raw: Uint8Array | undefined
  entry: Buffer | undefined
  /** Somebody was told of it, and must be told of its end. */
  known = false
  /** Its place in the flush under way; outside a flush -1. */
  place = -1
  readonly bucket: Bucket

  constructor(limits: Limits) {
    this.bucket = new Bucket(1_000 / limits.presenceMs, limits.presenceAtOnce)
  }
}
