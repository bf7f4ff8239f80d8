/** Builds the client when it is missing or older than its sources, so that `npm start` is enough. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const sources = ['client', 'shared', 'vite.config.ts', 'package-lock.json'].map((name) => join(root, name))

/** Epoch ms of the youngest file in it, leaving out `dist`. */
const youngest = (path: string): number => {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (!stats) return 0
  if (!stats.isDirectory()) return stats.mtimeMs
  const inside = readdirSync(path).filter((name) => name !== 'dist' && name !== 'node_modules')
  return Math.max(0, ...inside.map((name) => youngest(join(path, name))))
}

export const isBuilt = (clientDir: string): boolean => {
  const built = statSync(join(clientDir, '.vite/manifest.json'), { throwIfNoEntry: false })
  if (!built) return false
  // An image without the sources has nothing to compare with.
  return !existsSync(join(root, 'client/index.html')) || Math.max(...sources.map(youngest)) <= built.mtimeMs
}

/** Runs `vite build` in a child, whose NODE_ENV decides what Svelte puts in. @throws Error with the build's words */
export const buildClient = async (): Promise<void> => {
  const child = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let words = ''
  child.stdout.on('data', (chunk: Buffer) => (words += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (words += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`The client could not be built:\n${words}`)
}
