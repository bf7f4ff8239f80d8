/**
 * `npm test` provisions itself: looks for Chromium and redis-server; as root on Debian installs what is missing, elsewhere
 * says the exact command and stops.
 */
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'

const executable = (path: string | undefined): path is string => {
  if (!path) return false
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (['ENOENT', 'EACCES', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return false
    throw error
  }
}

const onPath = (names: readonly string[]): string[] =>
  names.flatMap((name) => (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)))

/** What Playwright has fetched by itself, newest first: `chrome-linux/chrome` and the like under `chromium-<build>` of its cache. */
const playwrights = (): string[] => {
  const cache =
    process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'ms-playwright')
  if (!existsSync(cache)) return []
  return readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((a, b) => Number(b.split('-')[1]) - Number(a.split('-')[1]))
    .flatMap((name) => readdirSync(join(cache, name)).map((inner) => join(cache, name, inner)))
    .flatMap((folder) => [join(folder, 'chrome'), join(folder, 'Chromium.app/Contents/MacOS/Chromium'), join(folder, 'chrome.exe')])
}

/** The path of a Chromium that can be run, or undefined. */
export const findChromium = (): string | undefined =>
  [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    ...onPath(['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...playwrights(),
  ].find(executable)

/** The path of a redis-server that can be run, or undefined. */
export const findRedisServer = (): string | undefined =>
  [
    process.env['REDIS_SERVER'],
    '/usr/bin/redis-server',
    ...onPath(['redis-server']),
    '/usr/local/bin/redis-server',
    '/opt/homebrew/bin/redis-server',
  ].find(executable)

const missing = (): string[] => [...(findChromium() ? [] : ['chromium']), ...(findRedisServer() ? [] : ['redis-server'])]

const provision = (): void => {
  const wanted = missing()
  if (wanted.length === 0) return
  const debian = existsSync('/etc/debian_version') && executable('/usr/bin/apt-get')
  if (debian && process.getuid?.() === 0) {
    const apt = (...words: string[]) =>
      execFileSync('/usr/bin/apt-get', words, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt('-qq', 'update')
    // Debian starts a redis of its own on install; ours need none, and a container has nothing to start it with.
    apt('-qq', 'install', '-y', '--no-install-recommends', ...wanted)
    const still = missing()
    if (still.length === 0) return
    console.error(`installed, but still not found: ${still.join(', ')}`)
  } else {
    const command = debian
      ? `sudo apt-get install -y --no-install-recommends ${wanted.join(' ')}`
      : process.platform === 'darwin'
        ? wanted.map((name) => (name === 'chromium' ? 'npx playwright install chromium' : 'brew install redis')).join(' && ')
        : wanted.map((name) => (name === 'chromium' ? 'npx playwright install chromium' : 'install redis-server 7 or newer')).join(', and ')
    console.error(
      `The tests need ${wanted.join(' and ')}. Run:\n  ${command}\nor say where they are: CHROMIUM=/path REDIS_SERVER=/path npm test`,
    )
  }
  process.exit(1)
}

if (import.meta.main) provision()
