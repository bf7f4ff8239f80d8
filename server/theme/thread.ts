/**
 * One worker thread, begun when it is first spoken to. The conversation:
 *
 *   we      {errand}               it does it
 *   we      {ask: n, errand}       it answers {answer: n, value} or {answer: n, failure}
 *   we      {ask: n}               are you there? answered between two errands: silence means that it hangs
 *   it      {news}                 whenever it likes
 *   we      {end}                  it puts away what it has and ends by itself: cut off in its compiling it can take the process along
 *
 * A thread that ended or fell silent is gone with all it knew: `lost` is called, and whoever needs it begins anew.
 */
import { getCompileCacheDir } from 'node:module'
import { setPriority } from 'node:os'
import { parentPort, Worker, type Transferable } from 'node:worker_threads'

export interface ThreadParts<News> {
  file: URL
  name: string
  heard(news: News): void
  lost(error: Error): void
  /** So long without an answer, and it is taken to hang. */
  silentMs: number
  /** Its nursery, in MB. */
  youngMb?: number
  /** Handed to it at its beginning. */
  given?: Readonly<Record<string, unknown>>
}
type Said<News> = { news: News } | { answer: number; value: unknown } | { answer: number; failure: string }

/** It has time: a large nursery would be held for as long as it lives. What makes much that is soon forgotten needs one: sweeping goes on beside everybody's edits. */
const usualYoungMb = 8
/** One that does not end by itself within this is cut off. */
const endMs = 3_000

export class Thread<Errand extends object, News> {
  readonly #parts: ThreadParts<News>
  readonly #asked = new Map<number, { done: (value: unknown) => void; failed: (error: Error) => void }>()
  #worker: Worker | undefined
  #round: NodeJS.Timeout | undefined
  #last = 0
  #calledAt: number | undefined

  constructor(parts: ThreadParts<News>) {
    this.#parts = parts
  }

  post(errand: Errand, moved: Transferable[] = []): void {
    this.#running().postMessage({ errand }, moved)
  }

  /** @throws Error when the errand fails or the thread is lost meanwhile */
  ask<Value>(errand?: Errand): Promise<Value> {
    const ask = ++this.#last
    return new Promise<Value>((done, failed) => {
      const worker = this.#running()
      this.#asked.set(ask, { done: done as (value: unknown) => void, failed })
      worker.postMessage({ ask, errand })
    })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#leave(new Error('the thread was closed'))
    if (!worker) return
    const ended = new Promise((done) => worker.once('exit', done))
    worker.postMessage({ end: true })
    const late = setTimeout(() => void worker.terminate(), endMs)
    await ended
    clearTimeout(late)
  }

  #running(): Worker {
    if (this.#worker) return this.#worker
    const { file, name, given, silentMs, youngMb = usualYoungMb } = this.#parts
    const worker = new Worker(file, {
      workerData: { ...given, codeCache: getCompileCacheDir?.() },
      name,
      resourceLimits: { maxYoungGenerationSizeMb: youngMb },
    })
    worker.unref()
    worker.on('message', (said: Said<News>) => worker === this.#worker && this.#hear(said))
    worker.on('error', (error) => this.#lose(worker, error as Error))
    worker.on('exit', () => this.#lose(worker, new Error(`the thread ${name} ended`)))
    this.#worker = worker
    this.#round = setInterval(() => this.#call(worker), silentMs / 4).unref()
    return worker
  }

  #hear(said: Said<News>): void {
    if ('news' in said) return this.#parts.heard(said.news)
    const asked = this.#asked.get(said.answer)
    this.#asked.delete(said.answer)
    if ('failure' in said) asked?.failed(new Error(said.failure))
    else asked?.done(said.value)
  }

  #call(worker: Worker): void {
    if (this.#calledAt !== undefined) {
      if (performance.now() - this.#calledAt < this.#parts.silentMs) return
      this.#lose(worker, new Error(`the thread ${this.#parts.name} hangs`))
      return void worker.terminate()
    }
    this.#calledAt = performance.now()
    const answered = (): void => void (this.#worker === worker && (this.#calledAt = undefined))
    this.ask().then(answered, answered)
  }

  #lose(worker: Worker, error: Error): void {
    if (worker !== this.#worker) return
    this.#leave(error)
    this.#parts.lost(error)
  }

  #leave(error: Error): void {
    clearInterval(this.#round)
    this.#worker = undefined
    this.#calledAt = undefined
    const asked = [...this.#asked.values()]
    this.#asked.clear()
    for (const { failed } of asked) failed(error)
  }
}

/**
 * Lets everybody else go first: of two threads that want the same core this one waits. Only Linux has a priority for each thread;
 * elsewhere it would be the whole process'.
 */
export const standBack = (priority: number): void => {
  if (process.platform === 'linux') setPriority(priority)
}

/**
 * The thread's own side: does each errand as it comes; one that fails without being asked for ends the thread. `putAway` ends
 * whatever would keep it alive.
 */
export const attend = <Errand, News>(
  run: (errand: Errand) => unknown,
  putAway: () => void | Promise<void>,
): ((news: News, moved?: Transferable[]) => void) => {
  const port = parentPort!
  port.on('message', async ({ ask, errand, end }: { ask?: number; errand?: Errand; end?: true }) => {
    if (end) {
      await putAway()
      return port.close()
    }
    if (ask === undefined) return void run(errand!)
    try {
      port.postMessage({ answer: ask, value: errand && (await run(errand)) })
    } catch (error) {
      port.postMessage({ answer: ask, failure: error instanceof Error ? error.message : String(error) })
    }
  })
  return (news, moved = []) => port.postMessage({ news }, moved)
}
