/**
 * `npm run archive -- verify FILE` and `npm run archive -- import FILE`. Ends with 0 when all is well, 1 when the bundle or the store
 * is refused, 2 when the command was not understood. Import writes to the store of DATA_DIR or REDIS_URL.
 */
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { Refusal } from '#shared/refusal.ts'
import { BadSetting, readConfig } from '../config.ts'
import { openStore } from '../store/open.ts'
import { StoreUnusable } from '../store/unusable.ts'
import { importBundle } from './archive.ts'
import { sayFault, sayManifest } from './archive-words.ts'
import { verifyBundle } from './bundle.ts'
import { bundleLimits } from './manifest.ts'
import { unsafe } from './unpack.ts'

const say = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)

const usage = [
  'วิธีใช้ · Usage',
  '  npm run archive -- verify FILE.zip   ตรวจชุดข้อมูล · check a bundle',
  '  npm run archive -- import FILE.zip   นำเข้าเครื่องแม่ข่ายนี้ (DATA_DIR หรือ REDIS_URL) · restore it here',
]

const verify = async (path: string) => {
  if ((await stat(path)).size > bundleLimits.bytes) throw unsafe(basename(path), 'bomb')
  const bytes = await readFile(path)
  const bundle = verifyBundle(bytes)
  say(`ชุดข้อมูลสมบูรณ์ · The bundle is whole: ${basename(path)}`, ...sayManifest(bundle.manifest))
  return { bytes, bundle }
}

const restore = async (path: string): Promise<void> => {
  const { bytes, bundle } = await verify(path)
  const config = readConfig(process.env)
  const store = await openStore(config)
  try {
    await importBundle(store, bundle, bytes)
  } finally {
    await store.close()
  }
  say('นำเข้าแล้ว ลายนิ้วมือของทุกกระดานตรงกัน · Restored; the hash of every board is equal.')
}

/** The fault in words, when it is the file's, the store's or the caller's; others are ours and are thrown on. */
const faultLines = (fault: unknown, path: string): string[] => {
  if (fault instanceof Refusal) return sayFault(fault)
  if (fault instanceof StoreUnusable || fault instanceof BadSetting) return fault.message.split('\n')
  const code = fault instanceof Error && 'code' in fault ? fault.code : undefined
  if (code === 'ENOENT' || code === 'EISDIR' || code === 'EACCES') return [`เปิดไฟล์ไม่ได้ · Cannot open the file: ${path} (${code})`]
  throw fault
}

const run = async ([verb, path, ...more]: string[]): Promise<number> => {
  const act = new Map<string | undefined, (path: string) => Promise<unknown>>([
    ['verify', verify],
    ['import', restore],
  ]).get(verb)
  if (!act || !path || more.length > 0) {
    say(...usage)
    return 2
  }
  try {
    await act(path)
    return 0
  } catch (fault) {
    say(...faultLines(fault, path))
    return 1
  }
}

process.exitCode = await run(process.argv.slice(2))
