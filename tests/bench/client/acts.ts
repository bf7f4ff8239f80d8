/** What people do on a board, done by a machine: drag the board, zoom, carry an idea, type. */
import { percentile } from '../../load/statistics.ts'
import { benchOf, framesDuring, type Tablet } from './browser.ts'
import type { Drawing, Point } from './drawings.ts'

export interface Smoothness {
  p95: number
  scriptMsPerSecond: number
}
export const rest = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

const smoothness = async (tablet: Tablet, act: () => Promise<void>): Promise<Smoothness> => {
  const { gaps, scriptMsPerSecond } = await framesDuring(tablet, act)
  return { p95: percentile(gaps, 0.95), scriptMsPerSecond }
}

/** A finger's way: about 60 moves a second, to and fro, for `seconds`. */
const sweep = async ({ page }: Tablet, from: Point, reach: Point, seconds: number): Promise<void> => {
  await page.mouse.move(from.x, from.y)
  await page.mouse.down()
  const start = performance.now()
  for (let at = 0; at < seconds * 1_000; at = performance.now() - start) {
    const share = Math.sin((at / 1_000) * Math.PI)
    await page.mouse.move(from.x - reach.x * share, from.y - reach.y * share)
    await rest(8)
  }
  await page.mouse.up()
}

export const pan = async (tablet: Tablet, drawing: Drawing, seconds: number): Promise<Smoothness> => {
  await drawing.pan(tablet.page)
  const from = await drawing.empty(tablet.page)
  const found = await smoothness(tablet, () => sweep(tablet, from, { x: 420, y: 260 }, seconds))
  await drawing.point(tablet.page)
  await rest(500)
  return found
}

export const carry = async (tablet: Tablet, drawing: Drawing, seconds: number): Promise<Smoothness> => {
  await drawing.point(tablet.page)
  const from = await drawing.grip(tablet.page)
  const found = await smoothness(tablet, () => sweep(tablet, from, { x: 220, y: 140 }, seconds))
  await tablet.page.keyboard.press('Escape')
  await rest(500)
  return found
}

/** Out over the border from notes to overview, and in again. */
export const zoom = async (tablet: Tablet, seconds: number): Promise<Smoothness> => {
  const { page } = tablet
  await page.mouse.move(590, 400)
  await page.keyboard.down('Control')
  const found = await smoothness(tablet, async () => {
    const start = performance.now()
    for (let at = 0; at < seconds * 1_000; at = performance.now() - start) {
      await page.mouse.wheel(0, at % 2_000 < 1_000 ? 24 : -24)
      await rest(8)
    }
  })
  await page.keyboard.up('Control')
  await rest(800)
  return found
}

/** Others edit, nobody touches the board. */
export const watchStorm = async (tablet: Tablet, drawing: Drawing, perSecond: number, seconds: number): Promise<Smoothness> => {
  const end = await drawing.storm(tablet.page, perSecond)
  await rest(500)
  const found = await smoothness(tablet, () => rest(seconds * 1_000))
  await end()
  await rest(500)
  return found
}

/** From a key to the frame that shows it, p95 in ms; the idea's text is open. */
export const type = async (tablet: Tablet, keys: number): Promise<number> => {
  await tablet.page.evaluate(() => ((window as unknown as { bench: { keys: number[] } }).bench.keys = []))
  for (let n = 0; n < keys; n++) {
    await tablet.page.keyboard.press('k')
    await rest(60)
  }
  await rest(200)
  return percentile((await benchOf(tablet.page)).keys, 0.95)
}
