/** Debian's Chromium as a cheap tablet: one page in a fresh profile, its main thread slowed down, its frames counted. */
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright'

const program = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface Tablet {
  page: Page
  context: BrowserContext
  cdp: CDPSession
  /** Slows the page's main thread down so many times. */
  slow(times: number): Promise<void>
}
export interface Screen {
  width: number
  height: number
}
export const tabletScreen: Screen = { width: 1180, height: 820 }
export const wallScreen: Screen = { width: 1920, height: 1080 }

export const withBrowser = async <R>(work: (browser: Browser) => Promise<R>): Promise<R> => {
  const browser = await chromium.launch({ executablePath: program, args: flags })
  try {
    return await work(browser)
  } finally {
    await browser.close()
  }
}

/** Runs before the page's own scripts: long tasks and the moment when the board is painted. */
const watch = () => {
  const bench = { blocked: 0, paintedAt: Number.NaN, gaps: [] as number[], keys: [] as number[] }
  Object.assign(window, { bench })
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) bench.blocked += Math.max(0, duration - 50)
  }).observe({ type: 'longtask', buffered: true })
  addEventListener(
    'keydown',
    (event) => requestAnimationFrame(() => setTimeout(() => bench.keys.push(performance.now() - event.timeStamp))),
    { capture: true },
  )
}

export const openTablet = async (browser: Browser, screen: Screen): Promise<Tablet> => {
  const context = await browser.newContext({ viewport: screen, locale: 'th-TH' })
  await context.addInitScript(watch)
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  // In the thread's own time: other work on the machine does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  return { page, context, cdp, slow: async (rate) => void (await cdp.send('Emulation.setCPUThrottlingRate', { rate })) }
}

export interface Bench {
  blocked: number
  paintedAt: number
  gaps: number[]
  keys: number[]
}
/** The page's own notes. */
export const benchOf = (page: Page): Promise<Bench> => page.evaluate(() => (window as unknown as { bench: Bench }).bench)

/** What the page's main thread has spent so far, in ms of its own time; a slowed thread spends its waiting too. */
export const spentMs = async (cdp: CDPSession, on: 'TaskDuration' | 'ScriptDuration'): Promise<number> =>
  ((await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === on)?.value ?? 0) * 1_000

/** Milliseconds between frames while `act` goes on, and the script's ms per second. */
export const framesDuring = async (
  { page, cdp }: Tablet,
  act: () => Promise<void>,
): Promise<{ gaps: number[]; scriptMsPerSecond: number }> => {
  const script = () => spentMs(cdp, 'ScriptDuration')
  await page.evaluate(() => {
    const { bench } = window as unknown as { bench: Bench & { counting?: boolean } }
    bench.gaps = []
    bench.counting = true
    let last = performance.now()
    const frame = (now: number) => {
      bench.gaps.push(now - last)
      last = now
      if (bench.counting) requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
  const before = await script()
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1_000
  const scriptMsPerSecond = ((await script()) - before) / seconds
  const gaps = await page.evaluate(() => {
    const { bench } = window as unknown as { bench: Bench & { counting?: boolean } }
    bench.counting = false
    return bench.gaps
  })
  return { gaps: gaps.slice(1), scriptMsPerSecond }
}

/** Heap in MiB after a full collection. */
export const heapMiB = async ({ cdp }: Tablet): Promise<number> => {
  await cdp.send('HeapProfiler.enable')
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize / 2 ** 20
}
