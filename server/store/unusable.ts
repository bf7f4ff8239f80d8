/** A store that must not be started on. The message is for whoever started the process: Thai, then English, with what to do. */
export class StoreUnusable extends Error {
  constructor(th: string, en: string, cause?: unknown) {
    super(`${th}\n${en}`, { cause })
    this.name = 'StoreUnusable'
  }
}
