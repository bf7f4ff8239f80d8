/**
 * A process to be killed: `node writer.ts '<StoreConfig>' <mark>` appends unique tokens to a few rooms, compacts now and then,
 * counts up a record, and says each thing on its standard output once the store has acknowledged it.
 */
import { flushCompileCache } from 'node:module'
import { Refusal } from '#shared/refusal.ts'
import { openStore, type StoreConfig } from '../../server/store/open.ts'
import type { LogEntry, Store } from '../../server/store/ports.ts'

export const rooms = ['board/a', 'board/b', 'board/c']

/** The whole of a room as the tests write it: tokens with a space after each. */
export const readWhole = async (store: Store, room: string) => {
  const { snapshot, tail } = await store.log.load(room)
  const texts = [...(snapshot ? [snapshot] : []), ...tail].map(({ update }) => Buffer.from(update).toString())
  return { text: texts.join(''), position: tail.at(-1)?.position }
}

/** Appends until it is stored, as the sync path does: the very same entries again. */
export const appendUntilStored = async (store: Store, room: string, entries: readonly LogEntry[]): Promise<void> => {
  for (;;) {
    try {
      await store.log.append(room, entries)
      return
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
}

const say = (line: string) => process.stdout.write(`${line}\n`)

const write = async (store: Store, mark: string, writer: number): Promise<never> => {
  const room = rooms[writer % rooms.length]!
  for (let turn = 0; ; turn++) {
    const tokens = [`${mark}.${writer}.${turn}.x`, `${mark}.${writer}.${turn}.y`]
    await appendUntilStored(
      store,
      room,
      tokens.map((token) => ({ update: Buffer.from(`${token} `), seat: 'server' })),
    )
    say(`${room} ${tokens.join(' ')}`)
  }
}
const compact = async (store: Store): Promise<never> => {
  for (let turn = 0; ; turn++) {
    const room = rooms[turn % rooms.length]!
    const { text, position } = await readWhole(store, room)
    if (position) await store.log.compact(room, { update: Buffer.from(text), index: Buffer.of(1), position })
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
const count = async (store: Store): Promise<never> => {
  for (;;) {
    const { value, version } = (await store.records.get('counter', 'one')) ?? { value: 0, version: 0 }
    say(`count ${await store.records.put('counter', 'one', (value as number) + 1, version)}`)
  }
}

if (import.meta.main) {
  const [config, mark] = process.argv.slice(2)
  const store = await openStore(JSON.parse(config!) as StoreConfig)
  // What it has compiled is there for the next: a process that is killed writes nothing at its end.
  flushCompileCache()
  // Where the store is away, its own retries go on; what counts and compacts just begins again.
  const again = async (act: (store: Store) => Promise<never>): Promise<never> => {
    for (;;) {
      try {
        await act(store)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
  }
  await Promise.all([...Array.from({ length: 12 }, (_, writer) => write(store, mark!, writer)), again(compact), again(count)])
}
