/**
 * Folds rooms off the hot path, in one worker that lives while there is work.
 *
 *   main    {id, snapshot, tail}      worker  {id, folded} or {id, failure}
 *   main    end                       worker  ends
 */
import type { Worker } from 'node:worker_threads'
import type { LoadedRoom } from '../store/ports.ts'
import { beginThread } from '../threads.ts'
import type { Folded } from './fold.ts'

type FoldJob = Pick<LoadedRoom, 'snapshot' | 'tail'> & { id: number }
export type ToFold = FoldJob | 'end'
export type FoldAnswer = { id: number; folded: Folded } | { id: number; failure: string }

const restMs = 2_000
const youngMb = 4

export class Folding {
  private worker: Worker | undefined
  private readonly jobs = new Map<number, { done: (folded: Folded) => void; failed: (error: Error) => void }>()
  private lastId = 0
  private rest: NodeJS.Timeout | undefined

  /** @throws Error as `fold` does, or when the worker died */
  fold({ snapshot, tail }: Pick<LoadedRoom, 'snapshot' | 'tail'>): Promise<Folded> {
    clearTimeout(this.rest)
    const id = ++this.lastId
    return new Promise((done, failed) => {
      this.jobs.set(id, { done, failed })
      this.running().postMessage({ id, snapshot, tail } satisfies FoldJob)
    })
  }

  private running(): Worker {
    if (this.worker) return this.worker
    // It has time: a large nursery would be held for as long as it lives.
    const limits = { maxYoungGenerationSizeMb: youngMb }
    const worker = beginThread(new URL('./fold-worker.ts', import.meta.url), {}, { name: 'folding', resourceLimits: limits })
    worker.unref()
    worker.on('message', (answer: FoldAnswer) => this.answered(answer))
    worker.on('error', (error) => this.died(worker, error as Error))
    worker.on('exit', () => this.died(worker, new Error('the folding worker ended')))
    this.worker = worker
    return worker
  }

  private answered(answer: FoldAnswer): void {
    const job = this.jobs.get(answer.id)
    this.jobs.delete(answer.id)
    if ('folded' in answer) job?.done(answer.folded)
    else job?.failed(new Error(answer.failure))
    if (this.jobs.size === 0) this.rest = setTimeout(() => void this.close(), restMs).unref()
  }

  private died(worker: Worker, error: Error): void {
    if (this.worker !== worker) return
    this.worker = undefined
    for (const { failed } of this.jobs.values()) failed(error)
    this.jobs.clear()
  }

  async close(): Promise<void> {
    clearTimeout(this.rest)
    const { worker } = this
    if (!worker) return
    const isIdle = this.jobs.size === 0
    // At once, and not when it has ended: what comes meanwhile gets a worker of its own.
    this.died(worker, new Error('folding was ended'))
    if (!isIdle) return void (await worker.terminate())
    worker.ref()
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('end' satisfies ToFold)
    await ended
  }
}
