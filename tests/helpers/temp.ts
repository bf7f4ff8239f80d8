import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new empty folder; whoever asked removes it. */
export const newFolder = (name = 'store'): string => mkdtempSync(join(tmpdir(), `khlang-panya-${name}-`))

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true })

/** A new empty folder that goes away when the running test ends. */
export const tempFolder = (name?: string): string => {
  const folder = newFolder(name)
  onTestFinished(() => removeFolder(folder))
  return folder
}
