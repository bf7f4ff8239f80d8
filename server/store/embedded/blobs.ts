import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Refusal } from '#shared/refusal.ts'
import type { Blobs } from '../ports.ts'

/** Files under `folder`, each named by its hash: written aside, synced, then moved in place at one stroke. */
export const fileBlobs = (folder: string): Blobs => {
  const pathOf = (hash: string) => join(folder, hash.slice(0, 2), hash)
  const read = async (hash: string): Promise<Uint8Array | undefined> => {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
    try {
      return await readFile(pathOf(hash))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  return {
    put: async (bytes) => {
      const hash = digest(bytes)
      const path = pathOf(hash)
      const kept = await read(hash)
      if (kept && digest(kept) === hash) return hash
      const aside = `${path}.${randomUUID()}`
      try {
        await mkdir(dirname(path), { recursive: true })
        await synced(aside, 'wx', (file) => file.writeFile(bytes))
        await rename(aside, path)
        await synced(dirname(path), 'r')
        await synced(folder, 'r')
      } catch (error) {
        await rm(aside, { force: true })
        const { code } = error as NodeJS.ErrnoException
        throw code === 'ENOSPC' || code === 'EDQUOT' ? new Refusal('store/full') : error
      }
      return hash
    },
    get: async (hash) => {
      const bytes = await read(hash)
      if (bytes && digest(bytes) !== hash) throw new Error(`the file of blob ${hash} is damaged`)
      return bytes
    },
  }
}

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

const synced = async (path: string, flags: string, act?: (file: Awaited<ReturnType<typeof open>>) => Promise<void>): Promise<void> => {
  const file = await open(path, flags)
  try {
    await act?.(file)
    await file.sync()
  } finally {
    await file.close()
  }
}
