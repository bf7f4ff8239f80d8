/** A ballroom: the real server as its own process, a real Chromium, devices of every size, and hands that break things. */
import { AxeBuilder } from '@axe-core/playwright'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { buildClient, isBuilt } from '../../server/http/client-build.ts'
import { newFolder, removeFolder } from '../helpers/temp.ts'
import { findChromium } from '../helpers/provision.ts'
import { atRest } from '../helpers/at-rest.ts'
import { until } from '../helpers/until.ts'

const top = fileURLToPath(new URL('../..', import.meta.url))
const pictures = `${top}tests/pictures`

export const devices = {
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
  portrait: { width: 820, height: 1180 },
  landscape: { width: 1180, height: 820 },
  laptop: { width: 1440, height: 900 },
  projector: { width: 1920, height: 1080 },
} as const
export type Device = keyof typeof devices

export interface Look {
  language?: 'th' | 'en'
  theme?: 'light' | 'dark'
}
export interface Hall {
  url: string
  seminar(title: string, groups?: number, template?: string): Promise<{ answer: QuickAnswer; facilitator: BrowserContext }>
  /** Somebody with a device of their own: own cookies, own storage. */
  someone(device: Device, look?: Look): Promise<Page>
  /** SIGKILL, as a pulled plug. */
  kill(): Promise<void>
  start(): Promise<void>
  close(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

const answers = async (url: string): Promise<boolean> => {
  try {
    return (await fetch(`${url}/readyz`)).ok
  } catch {
    // Not listening yet: that is the question.
    return false
  }
}

export const openHall = async (env: Record<string, string> = {}): Promise<Hall> => {
  if (!isBuilt(`${top}client/dist`)) await buildClient()
  const folder = newFolder('hall')
  const port = await freePort()
  const url = `http://localhost:${port}`
  let server: ChildProcess
  const start = async () => {
    server = spawn(process.execPath, ['server/main.ts'], {
      cwd: top,
      env: { ...process.env, NODE_ENV: 'production', HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    try {
      await until('the server is ready', () => answers(url), { timeoutMs: 120_000 })
    } catch (error) {
      server.kill('SIGKILL')
      throw error
    }
  }
  const kill = async () => {
    const gone = once(server, 'exit')
    server.kill('SIGKILL')
    await gone
  }
  await start()
  const browser = await openBrowser()
  const newContext = (device: Device, { language = 'th', theme = 'light' }: Look = {}) =>
    browser.newContext({
      baseURL: url,
      viewport: devices[device],
      hasTouch: device !== 'laptop' && device !== 'projector',
      locale: language === 'th' ? 'th-TH' : 'en-GB',
      colorScheme: theme,
      reducedMotion: 'reduce',
    })
  return {
    url,
    seminar: async (title, groups = 3, template = 'problem-causes-solutions') => {
      const facilitator = await newContext('laptop')
      const response = await facilitator.request.post('/api/quick', { data: { title, groups, template } })
      return { answer: (await response.json()) as QuickAnswer, facilitator }
    },
    someone: async (device, look) => {
      const page = await (await newContext(device, look)).newPage()
      page.on('pageerror', (error) => console.error(`${device}: ${error.message}`))
      return page
    },
    kill,
    start,
    close: async () => {
      await browser.close()
      if (server.exitCode === null && server.signalCode === null) await kill()
      removeFolder(folder)
    },
  }
}

const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    args: '--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync'.split(' '),
  })

/** A join link opens on another address of the same machine as here. */
export const here = (hall: Hall, link: string): string => {
  const { pathname, hash } = new URL(link)
  return `${hall.url}${pathname}${hash}`
}

/** Sits down by the QR's link under a name, in the least filled group. */
export const sitDown = async (hall: Hall, page: Page, answer: QuickAnswer, name: string, group?: string): Promise<void> => {
  await page.goto(here(hall, answer.joinUrl))
  await page.getByLabel('ชื่อของท่าน').fill(name)
  if (group) await page.locator('label', { hasText: group }).click()
  await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await atBoard(page)
}

export const atBoard = async (page: Page): Promise<void> => {
  await page.waitForURL('**/board/**')
  await composer(page).waitFor()
}
const composer = (page: Page) => page.locator('form textarea')

/** Writes an idea as people do: into the one field, then Enter. */
export const write = async (page: Page, text: string): Promise<void> => {
  const field = composer(page)
  await field.fill(text)
  await field.press('Enter')
}

/** Waits for a text on the screen, however its lines are broken. */
export const sees = (page: Page, text: string | (() => string | Promise<string>)): Promise<boolean> =>
  until(
    `the screen shows ${text}`,
    async () => {
      const wanted = typeof text === 'string' ? text : await text()
      return page.evaluate((words) => document.body.innerText.replace(/\s+/g, '').includes(words.replace(/\s+/g, '')), wanted)
    },
    { timeoutMs: 30_000 },
  )

export const saved = (page: Page): Promise<void> => page.getByText('บันทึกแล้ว').first().waitFor()

/** What axe finds on the page once it has come to rest, each as `rule: element`. */
export const faults = (page: Page): Promise<string[]> =>
  atRest(async () => {
    const { violations } = await new AxeBuilder({ page }).analyze()
    return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`))
  })

/** Keeps a picture of the screen for looking at. */
export const picture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: `${pictures}/${name}.png` })
}
