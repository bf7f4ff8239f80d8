/** The board as it is drawn: ours against tldraw and Excalidraw, on a tablet whose main thread is four times slower. */
import { median } from '../../load/statistics.ts'
import { figureOf, ratios, takeTurns, type Circumstances, type Figure, type Goal, type Outcome, type Section } from '../section.ts'
import { carry, pan, rest, type, watchStorm, zoom } from './acts.ts'
import { benchOf, heapMiB, openTablet, spentMs, tabletScreen, withBrowser } from './browser.ts'
import { drawers, settledMs, type Drawer, type Drawing } from './drawings.ts'

const slowdown = 4
const stormPerSecond = 500

interface Drawn {
  firstMs: Record<number, number>
  blockedMs: number
  spentMs: number
  pan: number
  panScript: number
  zoom: number
  carry: number
  storm: number
  stormScript: number
  key: number
  keyInStorm: number
  heap: number
}

/** Opens a board of so many ideas in a fresh profile and works on it. */
const opened = <R>(
  drawer: Drawer,
  ideas: number,
  slow: number,
  work: (drawing: Drawing, tablet: Awaited<ReturnType<typeof openTablet>>, ms: number) => Promise<R>,
) =>
  withBrowser(async (browser) => {
    const drawing = await drawer.prepare(ideas)
    try {
      const tablet = await openTablet(browser, tabletScreen)
      await tablet.slow(slow)
      const ms = await drawing.open(tablet)
      await rest(settledMs)
      return await work(drawing, tablet, ms)
    } finally {
      await drawing.close()
    }
  })

const measure =
  (circumstances: Circumstances) =>
  async (drawer: Drawer): Promise<Drawn> => {
    const seconds = circumstances.quick ? 2 : 4
    const keys = circumstances.quick ? 15 : 40
    const small = await opened(drawer, 200, slowdown, async (_drawing, _tablet, ms) => ms)
    const drawn = await opened(drawer, 1_000, slowdown, async (drawing, tablet, ms) => {
      const { blocked } = await benchOf(tablet.page)
      const panned = await pan(tablet, drawing, seconds)
      const carried = await carry(tablet, drawing, seconds)
      const stormy = await watchStorm(tablet, drawing, stormPerSecond, seconds)
      const zoomed = await zoom(tablet, seconds)
      const typed = { key: Number.NaN, keyInStorm: Number.NaN }
      if (drawing.write) {
        await drawing.write(tablet.page)
        typed.key = await type(tablet, keys)
        const end = await drawing.storm(tablet.page, stormPerSecond)
        typed.keyInStorm = await type(tablet, keys)
        await end()
      }
      return {
        firstMs: { 200: small, 1_000: ms },
        blockedMs: blocked,
        pan: panned.p95,
        panScript: panned.scriptMsPerSecond,
        zoom: zoomed.p95,
        carry: carried.p95,
        storm: stormy.p95,
        stormScript: stormy.scriptMsPerSecond,
        ...typed,
      }
    })
    const heap = await opened(drawer, 3_000, 1, async (_drawing, tablet) => heapMiB(tablet))
    const spent = await opened(drawer, 1_000, 1, async (_drawing, tablet) => spentMs(tablet.cdp, 'TaskDuration'))
    return { ...drawn, spentMs: spent, heap }
  }

/** One frame of a 60 Hz screen, with the clock's own unevenness. */
const oneFrame = 17.5

const goals = (figures: Record<string, Figure>): Goal[] => {
  const own = (name: string, figure: Figure, limit: number): Goal => ({
    name,
    values: figure.values['ours'] ?? [],
    digits: 0,
    limit,
    wanted: 'at most',
  })
  const against = (peer: string, limit: number): Goal => ({
    name: `1,000 ideas painted, × ${peer}`,
    values: ratios(figures['first1000']!, 'ours', peer),
    digits: 2,
    limit,
    wanted: 'at most',
  })
  return [
    against('tldraw', 0.2),
    against('Excalidraw', 0.5),
    own('200 ideas painted, ms', figures['first200']!, 1_000),
    own('1,000 ideas painted, ms', figures['first1000']!, 1_500),
    own('pan, p95 ms (one frame)', figures['pan']!, oneFrame),
    own('zoom, p95 ms', figures['zoom']!, 33.5),
    own('carry an idea, p95 ms (one frame)', figures['carry']!, oneFrame),
    own('500 remote edits/s, p95 ms', figures['storm']!, 33.5),
    own('key to frame, p95 ms', figures['key']!, 50),
    own('key to frame in the storm, p95 ms', figures['keyInStorm']!, 67),
    own('heap with 3,000 ideas, MiB', figures['heap']!, 12),
  ]
}

export const drawing: Section = {
  name: 'client-board',
  about: 'drawing a board beside tldraw and Excalidraw, main thread four times slower',
  run: async (circumstances): Promise<Outcome> => {
    const rounds = await takeTurns(drawers, circumstances, measure(circumstances))
    const figures = {
      first200: figureOf('200 ideas painted, ms', 0, rounds, (r) => r.firstMs[200]!),
      first1000: figureOf('1,000 ideas painted, ms', 0, rounds, (r) => r.firstMs[1_000]!),
      blocked: figureOf('… blocking time, ms', 0, rounds, (r) => r.blockedMs),
      spent: figureOf('… main thread’s own time, not slowed, ms', 0, rounds, (r) => r.spentMs),
      pan: figureOf('pan, p95 ms between frames', 1, rounds, (r) => r.pan),
      panScript: figureOf('… script, ms per s', 0, rounds, (r) => r.panScript),
      zoom: figureOf('zoom, p95 ms', 1, rounds, (r) => r.zoom),
      carry: figureOf('carry an idea, p95 ms', 1, rounds, (r) => r.carry),
      storm: figureOf('500 remote edits/s, p95 ms', 1, rounds, (r) => r.storm),
      stormScript: figureOf('… script, ms per s', 0, rounds, (r) => r.stormScript),
      key: figureOf('key to frame, p95 ms', 1, rounds, (r) => r.key),
      keyInStorm: figureOf('… in 500 edits/s', 1, rounds, (r) => r.keyInStorm),
      heap: figureOf('heap with 3,000 ideas, MiB', 1, rounds, (r) => r.heap),
    }
    const heaviest = median(figures.blocked.values['ours'] ?? [])
    return {
      title: 'Drawing a board of 1,000 ideas, 1180×820, main thread four times slower, close view',
      figures: Object.values(figures),
      goals: goals(figures),
      foot: [
        'Ours comes through the whole product (sign-in by cookie, sync, IndexedDB, remote edits over the socket); the peers are bare pages with their notes inside and remote edits made in the page.',
        Number.isFinite(heaviest) ? 'No GPU: painting is pessimistic, script is not. Excalidraw is not typed into.' : '',
      ],
      rounds,
    }
  },
}
