/**
 * Gathers work and carries it to the store's thread. While one load is on its way everything else collects and leaves
 * with the next: a quiet store commits at once, a busy one commits ever larger groups, and no timer has a part in it.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Worker } from 'node:worker_threads'
import { Refusal } from '#shared/refusal.ts'
import { beginThread } from '../../threads.ts'
import { Packer } from '../parcel.ts'
import type { LogEntry, Position } from '../ports.ts'
import { StoreUnusable } from '../unusable.ts'
import type { Answers, Errand, FromThread, Load, Outcome } from './errand.ts'

interface Append {
  positions: Position[]
  resolve: (positions: Position[]) => void
  reject: (error: Error) => void
}
interface Asked {
  resolve: (value: never) => void
  reject: (error: Error) => void
}

export class Courier {
  readonly #folder: string
  readonly #numbers = new Map<string, number>()
  readonly #packer = new Packer()
  /** Undefined while a thread that died is being replaced. */
  #worker: Worker | undefined
  #reviving: Promise<void> | undefined
  #last: number
  #names: string[] = []
  #appends: Append[] = []
  #errands: Errand[] = []
  #asked: Asked[] = []
  #onTheWay: { appends: Append[]; asked: Asked[]; last: number } | undefined
  #scheduled = false
  #closed: Promise<void> | undefined
  #idle: (() => void) | undefined
  /** Why the thread died last. */
  #trouble: unknown

  private constructor(folder: string, { worker, last }: Started) {
    this.#folder = folder
    this.#last = last
    this.#attend(worker)
  }

  /** Starts the thread on a folder. @throws StoreUnusable */
  static async open(folder: string): Promise<Courier> {
    return new Courier(folder, await start(folder))
  }

  /** The newest position given to an entry, of whatever room. */
  get last(): number {
    return this.#last
  }

  append(room: string, entries: readonly LogEntry[]): Promise<Position[]> {
    if (!this.#worker || this.#closed) return Promise.reject(this.#away())
    const positions: Position[] = []
    const place = this.#number(room)
    for (const { seat, update } of entries) {
      this.#packer.put(place, this.#number(seat), ++this.#last, update)
      positions.push(String(this.#last))
    }
    return new Promise((resolve, reject) => {
      this.#appends.push({ positions, resolve, reject })
      this.#schedule()
    })
  }

  ask<Verb extends Errand['verb']>(errand: Errand & { verb: Verb }): Promise<Answers[Verb]> {
    if (!this.#worker || this.#closed) return Promise.reject(this.#away())
    return new Promise((resolve, reject) => {
      this.#errands.push(errand)
      this.#asked.push({ resolve, reject })
      this.#schedule()
    })
  }

  /** Ends once all that was accepted is answered and the database is closed. */
  close(): Promise<void> {
    return (this.#closed ??= this.#end())
  }

  async #end(): Promise<void> {
    await this.#reviving
    if (this.#scheduled || this.#onTheWay) await new Promise<void>((resolve) => (this.#idle = resolve))
    const worker = this.#worker
    if (!worker) return
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.postMessage('close')
    await ended
  }

  #number(name: string): number {
    let number = this.#numbers.get(name)
    if (number === undefined) {
      number = this.#numbers.size
      this.#numbers.set(name, number)
      this.#names.push(name)
    }
    return number
  }

  /** At the end of the loop's turn, so that all that came with one poll of the sockets leaves together. */
  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    if (!this.#onTheWay) setImmediate(() => this.#leave())
  }

  #leave(): void {
    if (!this.#worker) return
    this.#scheduled = false
    const parcel = this.#packer.empty ? undefined : this.#packer.take()
    const load: Load = { names: this.#names, parcel, errands: this.#errands }
    this.#onTheWay = { appends: this.#appends, asked: this.#asked, last: this.#last }
    this.#names = []
    this.#appends = []
    this.#errands = []
    this.#asked = []
    this.#worker.postMessage(load, parcel ? [parcel.buffer] : [])
  }

  #returned({ parcel, errands }: Answer): void {
    const { appends, asked } = this.#onTheWay!
    this.#onTheWay = undefined
    // The next load leaves before the answers are looked at: the thread need not wait for that.
    if (this.#scheduled) this.#leave()
    for (const { positions, resolve, reject } of appends) {
      if (parcel.ok) resolve(positions)
      else reject(refusal(parcel))
    }
    asked.forEach(({ resolve, reject }, index) => {
      const outcome = errands[index]!
      if (outcome.ok) resolve(outcome.value as never)
      else reject(refusal(outcome))
    })
    if (!this.#scheduled && !this.#onTheWay) this.#idle?.()
  }

  #attend(worker: Worker): void {
    this.#worker = worker
    worker.on('message', (message: FromThread) => {
      if (message === 'stored') this.#returned(stored)
      else if (message.opened === undefined) this.#returned(message)
    })
    // Every error ends the thread; its end is what is acted on.
    worker.on('error', (error) => (this.#trouble = error))
    worker.on('exit', () => {
      this.#worker = undefined
      if (!this.#closed || this.#onTheWay || this.#scheduled) this.#reviving = this.#revive()
    })
  }

  /** Puts a new thread in place of one that died. What had not left is refused; what was on its way is in the log whole or not at all, and the newest position tells. */
  async #revive(): Promise<void> {
    const lost = this.#onTheWay
    for (const { reject } of [...this.#appends, ...this.#asked, ...(lost?.asked ?? [])]) reject(this.#away())
    this.#packer.take()
    this.#appends = []
    this.#errands = []
    this.#asked = []
    this.#scheduled = false
    const started = await this.#startAgain()
    for (const { positions, resolve, reject } of lost?.appends ?? []) {
      if (started && started.last >= lost!.last) resolve(positions)
      else reject(this.#away())
    }
    this.#onTheWay = undefined
    if (started) {
      this.#last = Math.max(this.#last, started.last)
      this.#names = [...this.#numbers.keys()]
      this.#attend(started.worker)
    }
    this.#idle?.()
  }

  #away(): Refusal {
    return new Refusal('store/away', this.#trouble instanceof Error ? { why: this.#trouble.message } : {})
  }

  /** Tries until it works, or until nobody needs it any more. */
  async #startAgain(): Promise<Started | undefined> {
    do {
      try {
        return await start(this.#folder)
      } catch (error) {
        this.#trouble = error
        await pause(restartMs)
      }
    } while (!this.#closed)
    return undefined
  }
}

type Answer = Extract<FromThread, { opened: undefined }>
const stored: Answer = { opened: undefined, parcel: { ok: true, value: undefined }, errands: [] }

interface Started {
  worker: Worker
  last: number
}
const restartMs = 250

const start = async (folder: string): Promise<Started> => {
  // What passes through is short-lived and small: a large nursery would only be held.
  const limits = { maxYoungGenerationSizeMb: 2 }
  const worker = beginThread(new URL('./thread.ts', import.meta.url), { folder }, { name: 'store', resourceLimits: limits })
  const first = await new Promise<FromThread>((resolve, reject) =>
    worker
      .once('message', resolve)
      .once('error', reject)
      .once('exit', () => reject(new Error('the thread ended'))),
  )
  if (first === 'stored') throw new Error('the store did not open')
  if (first.opened) return { worker, last: first.last }
  if (first.opened === false) throw unusable(folder, first.why, first.message)
  throw new Error('the store did not open')
}

const refusal = (outcome: Outcome<unknown> & { ok: false }): Error =>
  outcome.code === undefined ? new Error(outcome.message) : new Refusal(outcome.code, outcome.detail)

const unusable = (folder: string, why: 'in-use' | 'damaged' | 'unwritable', message: string): StoreUnusable => {
  if (why === 'in-use')
    return new StoreUnusable(
      `โฟลเดอร์ ${folder} ถูกใช้งานโดยโปรแกรมอื่นอยู่ กรุณาปิดโปรแกรมนั้นก่อน หรือกำหนด DATA_DIR เป็นโฟลเดอร์อื่น`,
      `The folder ${folder} is in use by another process. Stop that one first, or set DATA_DIR to another folder.`,
    )
  if (why === 'damaged')
    return new StoreUnusable(
      `ฐานข้อมูลใน ${folder} เสียหาย (${message}) กรุณากู้คืนจากข้อมูลสำรอง ระบบไม่ได้แก้ไขไฟล์ใด ๆ`,
      `The database in ${folder} is damaged (${message}). Restore it from a backup; nothing in it was changed.`,
    )
  return new StoreUnusable(
    `เขียนลงโฟลเดอร์ ${folder} ไม่ได้ (${message}) กรุณาตรวจสิทธิ์และพื้นที่ว่าง`,
    `The folder ${folder} cannot be written (${message}). Check its rights and the free space.`,
  )
}
