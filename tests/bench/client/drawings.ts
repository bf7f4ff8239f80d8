/** Three ways to draw a board, opened and held alike: ours through the whole product, the peers as bare pages with the notes inside. */
import type { Page } from 'playwright'
import { Storm } from '../../load/storm-writers.ts'
import { fillBoard } from '../boards.ts'
import { ours as ourService } from '../contestants.ts'
import { openHall } from '../hall.ts'
import { ServerProcess } from '../server-process.ts'
import type { Tablet } from './browser.ts'
import { servePeers } from './peer-pages.ts'

export interface Point {
  x: number
  y: number
}
export interface Drawing {
  /** Goes to the page; resolves when the board is painted. Answers ms from navigation, by the page's own clock. */
  open(tablet: Tablet): Promise<number>
  /** Before the empty board is dragged, and before an idea is. */
  pan(page: Page): Promise<void>
  point(page: Page): Promise<void>
  /** Where a finger finds an empty place, and an idea. */
  empty(page: Page): Promise<Point>
  grip(page: Page): Promise<Point>
  /** Opens an idea's text for writing; undefined where the drawing is measured without. */
  write: ((page: Page) => Promise<void>) | undefined
  /** Others edit so many times a second until stopped. */
  storm(page: Page, perSecond: number): Promise<() => Promise<void>>
  close(): Promise<void>
}
export interface Drawer {
  name: string
  prepare(ideas: number): Promise<Drawing>
}

/** Waits in the page, frame by frame, until `isPainted` is true for two frames; answers performance.now() there. */
const paintedAt = (page: Page, isPainted: string): Promise<number> =>
  page.evaluate(
    (test) =>
      new Promise<number>((done) => {
        const isThere = new Function(`return ${test}`) as () => boolean
        const look = () =>
          isThere() ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))) : requestAnimationFrame(look)
        look()
      }),
    isPainted,
  )

const settledMs = 1_500

const ours: Drawer = {
  name: 'ours',
  prepare: async (ideas) => {
    const server = await ServerProcess.start(ourService.program())
    const hall = await openHall(server.address, 1, 13, '&v=1')
    await fillBoard({ server, hall, load: () => Promise.reject(new Error('ours has an import')) }, ideas)
    const boardId = hall.seats[0]!.room.split('/')[1]!
    return {
      open: async ({ page, context }) => {
        await context.addCookies([{ ...hall.cookies![0]!, url: `http://${server.address}` }])
        await context.addInitScript(() => localStorage.setItem('kp:view', 'canvas'))
        await page.goto(`http://${server.address}/board/${boardId}`, { waitUntil: 'commit' })
        return paintedAt(page, `document.querySelector('main .world [data-idea], main .world canvas:not([hidden])') !== null`)
      },
      pan: async () => undefined,
      point: async () => undefined,
      empty: (page) => page.evaluate(emptyPlace),
      grip: (page) => page.evaluate(ideaInTheMiddle),
      write: async (page) => {
        const { x, y } = await page.evaluate(ideaInTheMiddle)
        await page.mouse.dblclick(x, y)
        await page.waitForSelector('main textarea:focus')
      },
      storm: async (_page, perSecond) => {
        const storm = await Storm.open(hall.seats.slice(1))
        storm.begin(perSecond)
        return () => storm.end()
      },
      close: () => server.end(),
    }
  },
}

/** In the page: a point of the board under which no idea lies. */
const emptyPlace = (): Point => {
  for (let y = 140; y < innerHeight - 220; y += 6)
    for (let x = 12; x < innerWidth - 12; x += 6) {
      const there = document.elementFromPoint(x, y)
      if (there?.closest('main .board') && !there.closest('[data-idea], [data-tools], button')) return { x, y }
    }
  throw new Error('no empty place on the board')
}
/** In the page: the middle of the idea nearest to the middle of the screen. */
const ideaInTheMiddle = (): Point => {
  const middles = [...document.querySelectorAll('main .world [data-idea]')].map((card) => {
    const { left, top, width, height } = card.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  })
  const far = ({ x, y }: Point) => Math.hypot(x - innerWidth / 2, y - innerHeight / 2)
  const [nearest] = middles.sort((a, b) => far(a) - far(b))
  if (!nearest) throw new Error('no idea is drawn as an element')
  return nearest
}

interface PeerPage {
  peer: {
    painted(): boolean
    pan(): void
    point(): void
    storm: { begin(perSecond: number): void; end(): void }
    write?: (n: number) => void
    grip(n: number): Point
  }
}
const peer = (name: string, path: string, writes: boolean): Drawer => ({
  name,
  prepare: async (ideas) => {
    const site = await servePeers()
    const columns = Math.ceil(Math.sqrt(ideas))
    const middle = 1 + columns
    return {
      open: async ({ page }) => {
        await page.goto(`${site.url}/${path}.html?ideas=${ideas}`, { waitUntil: 'commit' })
        return paintedAt(page, 'window.peer !== undefined && window.peer.painted()')
      },
      pan: (page) => page.evaluate(() => (window as unknown as PeerPage).peer.pan()),
      point: (page) => page.evaluate(() => (window as unknown as PeerPage).peer.point()),
      empty: async () => ({ x: 620, y: 430 }),
      grip: (page) => page.evaluate((n) => (window as unknown as PeerPage).peer.grip(n), middle),
      write: writes ? (page) => page.evaluate((n) => (window as unknown as PeerPage).peer.write?.(n), middle) : undefined,
      storm: async (page, perSecond) => {
        await page.evaluate((rate) => (window as unknown as PeerPage).peer.storm.begin(rate), perSecond)
        return () => page.evaluate(() => (window as unknown as PeerPage).peer.storm.end())
      },
      close: () => site.close(),
    }
  },
})

export const drawers: readonly Drawer[] = [ours, peer('tldraw', 'tldraw', true), peer('Excalidraw', 'excalidraw', false)]
export { ours as ourDrawing, settledMs }
