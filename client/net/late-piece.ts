/** Pieces of the client that come by themselves after the page. */
import { reconnectDelayMs } from './backoff.ts'

const leastMs = 500

/** A piece that is fetched when it is first needed, and kept. A burst of bad Wi-Fi takes one fetch and not the next: it is asked for until it comes. */
export const latePiece = <T>(load: () => Promise<T>, pauseMs = (tries: number) => leastMs + reconnectDelayMs(tries, Math.random)) => {
  let there: Promise<T> | undefined
  return (): Promise<T> => (there ??= untilThere(load, pauseMs))
}

/** @throws what the piece itself throws when it is read */
const untilThere = async <T>(load: () => Promise<T>, pauseMs: (tries: number) => number): Promise<T> => {
  for (let tries = 0; ; tries++) {
    try {
      return await load()
    } catch (error) {
      // A script that does not come is a TypeError.
      if (!(error instanceof TypeError)) throw error
      console.warn('a piece of the page is asked for again', error)
      await new Promise((resume) => setTimeout(resume, pauseMs(tries)))
    }
  }
}
