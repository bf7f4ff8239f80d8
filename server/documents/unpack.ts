/** Opens a ZIP that somebody else may have made: what it says of itself is judged before a byte is unpacked. */
import { unzipSync } from 'fflate'
import { Refusal } from '#shared/refusal.ts'
import { bundleLimits } from './manifest.ts'

/** Plain relative paths only: no climbing, no root, no drive, no backslash, nothing hidden, nothing that two systems read differently. */
const safePath = /^(?!.*\/\/)[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*)*$/
const shown = (path: string): string => path.replace(/[^\x20-\x7E]/g, '?').slice(0, 120)

export const unsafe = (file: string, why: string): Refusal => new Refusal('bundle/unsafe', { file: shown(file), why })
export const damaged = (file: string, why: string): Refusal => new Refusal('bundle/damaged', { file: shown(file), why })

const guarded = <T>(file: string, open: () => T): T => {
  try {
    return open()
  } catch (fault) {
    throw fault instanceof Refusal ? fault : damaged(file, 'archive')
  }
}

export interface Archive {
  /** Paths with their unpacked sizes, as the archive tells them. */
  readonly sizes: ReadonlyMap<string, number>
  /** Unpacks one file; never more than its told size. @throws bundle/damaged */
  read(path: string): Uint8Array
}

/** Reads an archive's directory. @throws bundle/unsafe (path, twice, bomb), bundle/damaged */
export const openArchive = (bytes: Uint8Array): Archive => {
  if (bytes.length > bundleLimits.bytes) throw unsafe('', 'bomb')
  const sizes = new Map<string, number>()
  const known = new Set<string>()
  let total = 0
  guarded('', () =>
    unzipSync(bytes, {
      filter: ({ name, size, originalSize, compression }) => {
        if (!safePath.test(name)) throw unsafe(name, 'path')
        // Some file systems take names that differ in case for one.
        if (known.has(name.toLowerCase())) throw unsafe(name, 'twice')
        known.add(name.toLowerCase())
        total += originalSize
        const packedTooWell = originalSize > bundleLimits.freeBytes && originalSize > size * bundleLimits.ratio
        if (known.size > bundleLimits.files || originalSize > bundleLimits.fileBytes || total > bundleLimits.totalBytes || packedTooWell)
          throw unsafe(name, 'bomb')
        if (compression === 0 && size !== originalSize) throw damaged(name, 'size')
        sizes.set(name, originalSize)
        return false
      },
    }),
  )
  return {
    sizes,
    read: (path) => {
      const file = guarded(path, () => unzipSync(bytes, { filter: ({ name }) => name === path })[path])
      if (!file || file.length !== sizes.get(path)) throw damaged(path, 'size')
      return file
    },
  }
}
