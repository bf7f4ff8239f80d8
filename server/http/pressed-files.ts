/** A step of the client's build: beside each text file its brotli and gzip form, so that the server never presses while people wait. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const pressable = /\.(?:js|css|html|svg|json|webmanifest)$/
/** Below this the headers outweigh what is saved. */
const worthBytes = 1_024

const press = async (file: string): Promise<void> => {
  const bytes = await readFile(file)
  if (bytes.length < worthBytes) return
  const [small, older] = await Promise.all([
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    promisify(gzip)(bytes, { level: 9 }),
  ])
  await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, older)])
}

/** Presses everything under the folder that is text. */
const pressFiles = async (folder: string): Promise<void> => {
  const inside = await readdir(folder, { recursive: true, withFileTypes: true })
  await Promise.all(
    inside.filter((entry) => entry.isFile() && pressable.test(entry.name)).map((entry) => press(join(entry.parentPath, entry.name))),
  )
}

/** The same as a Vite plugin. */
export const pressedFiles = () => {
  let folder = ''
  return {
    name: 'pressed-files',
    apply: 'build' as const,
    configResolved: (config: { build: { outDir: string }; root: string }) => void (folder = resolve(config.root, config.build.outDir)),
    closeBundle: () => pressFiles(folder),
  }
}
