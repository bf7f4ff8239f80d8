import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openEmbedded } from '../../server/store/embedded/embedded.ts'
import type { LogEntry, Store } from '../../server/store/ports.ts'
import { tempFolder } from '../helpers/temp.ts'
import { until } from '../helpers/until.ts'
import { entry, textOf } from './contract.ts'

const rounds = 6
const kilobyte = 'ก'.repeat(341)

/** Appends to a room until the store says that it is full; answers what was acknowledged and what was refused. */
const fill = async (store: Store, room: string, name: string) => {
  const acknowledged: string[] = []
  const refused: LogEntry[] = []
  let turn = 0
  const write = async (): Promise<void> => {
    while (refused.length === 0) {
      const text = `${name}.${turn++}`
      const mine = entry(`${text} ${kilobyte}`)
      try {
        await store.log.append(room, [mine])
        acknowledged.push(text)
      } catch (error) {
        expect(error).toMatchObject({ code: 'store/full' })
        refused.push(mine)
      }
    }
  }
  await Promise.all(Array.from({ length: 10 }, write))
  return { acknowledged, refused }
}
const marks = async (store: Store, room: string) => (await store.log.load(room)).tail.map((stored) => textOf(stored).split(' ')[0]!)

const mountable = (() => {
  const folder = fileURLToPath(new URL(`../../node_modules/.small-disk-${process.pid}`, import.meta.url))
  mkdirSync(folder, { recursive: true })
  const mounted = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  if (mounted) execFileSync('/bin/umount', [folder])
  rmSync(folder, { recursive: true, force: true })
  return mounted
})()

if (mountable)
  test(
    `[ST19] ${rounds} times the disk is full: a plain refusal, reading goes on, nothing is half stored, and with space all goes on`,
    { timeout: 120_000 },
    async () => {
      const disk = tempFolder('small-disk')
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk])
      try {
        let store = await openEmbedded({ dataDir: join(disk, 'data') })
        await store.records.put('kind', 'id', 'kept', 0)
        for (let round = 0; round < rounds; round++) {
          const room = `board/${round}`
          const { bavail, bsize } = statfsSync(disk)
          writeFileSync(join(disk, 'ballast'), Buffer.alloc(Math.max(0, bavail * bsize - 1_000_000)))
          const { acknowledged, refused } = await fill(store, room, String(round))
          await expect(store.blobs.put(Buffer.alloc(3_000_000))).rejects.toMatchObject({ code: 'store/full' })
          await until('not ready', () =>
            store.ready().then(
              () => false,
              (error: Error) => error.message === 'store/full',
            ),
          )
          expect(await store.records.get('kind', 'id')).toEqual({ value: 'kept', version: 1 })
          expect((await marks(store, room)).sort()).toEqual([...acknowledged].sort())
          rmSync(join(disk, 'ballast'))
          await until('ready again', () =>
            store.ready().then(
              () => true,
              () => false,
            ),
          )
          for (const mine of refused) await store.log.append(room, [mine])
          const whole = [...acknowledged, ...refused.map((mine) => textOf(mine).split(' ')[0]!)].sort()
          expect((await marks(store, room)).sort()).toEqual(whole)
          const { tail } = await store.log.load(room)
          await store.log.compact(room, { update: Buffer.from('small'), index: Buffer.of(), position: tail.at(-1)!.position })
          await store.close()
          store = await openEmbedded({ dataDir: join(disk, 'data') })
          expect(textOf((await store.log.load(room)).snapshot!)).toBe('small')
        }
        await store.close()
      } finally {
        execFileSync('/bin/umount', ['-l', disk])
      }
    },
  )

// Linux can raise the limit of a running process; other systems cannot.
if (process.platform === 'linux')
  test('[ST19] where files must not grow any more it is the same refusal, and it ends when they may', { timeout: 60_000 }, async () => {
    const dataDir = tempFolder()
    const file = fileURLToPath(new URL('./limited.ts', import.meta.url))
    const child = spawn('sh', ['-c', `trap '' XFSZ; ulimit -S -f 2000; exec "$0" "$@"`, process.execPath, file, dataDir], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    let said = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
    const ended = once(child, 'close')
    await until('the refusal', () => said.includes('refused store/full\n'), { timeoutMs: 20_000 })
    execFileSync('/usr/bin/prlimit', ['--pid', String(child.pid), '--fsize=unlimited:unlimited'])
    child.stdin.end('go on\n')
    await ended
    const count = Number(/stored (\d+)/.exec(said)![1])
    const store = await openEmbedded({ dataDir })
    expect(await marks(store, 'board/limited')).toEqual(Array.from({ length: count }, (_, index) => String(index)))
    await store.close()
  })
