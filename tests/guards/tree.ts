import { readFileSync, readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const top = fileURLToPath(new URL('../..', import.meta.url))

/** Files of our own under the given trees, as paths from the top. */
export const files = (trees: readonly string[], ending: RegExp): string[] =>
  trees.flatMap((tree) =>
    readdirSync(`${top}${tree}`, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && ending.test(entry.name))
      .map((entry) => `${entry.parentPath}/${entry.name}`.slice(top.length))
      .filter((path) => !/\/(dist|results|pictures|node_modules)\//.test(path)),
  )

export const text = (path: string): string => readFileSync(`${top}${path}`, 'utf8')

/** What a file imports, as paths from the top for our own files. */
export const imports = (path: string): string[] =>
  [...text(path).matchAll(/(?:(?<!')\bfrom|import\()\s*'([^']+)'/g)].map(([, target]) => {
    if (target!.startsWith('#shared/')) return target!.slice(1)
    if (target!.startsWith('.')) return new URL(target!, `file:///${path}`).pathname.slice(1)
    return target!
  })
