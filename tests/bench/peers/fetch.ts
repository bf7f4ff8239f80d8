/** Peers are no dependencies of ours: they are installed into a cache of their own when they are measured, without install scripts. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Answers the folder whose node_modules has the packages (`name@version`); installs what is missing. */
export const fetchPeers = (folder: string, packages: readonly string[]): string => {
  const place = join(import.meta.dirname, '../../../node_modules/.cache', folder)
  const missing = packages.filter((name) => !existsSync(join(place, 'node_modules', name.slice(0, name.lastIndexOf('@')), 'package.json')))
  if (missing.length === 0) return place
  mkdirSync(place, { recursive: true })
  writeFileSync(join(place, 'package.json'), '{ "private": true, "type": "module" }\n')
  const options = ['--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel', 'error']
  execFileSync('npm', ['install', ...options, '--prefix', place, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] })
  return place
}
