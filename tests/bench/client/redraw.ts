/** A remote edit redraws one card; and a tablet that was asleep on a dead socket sees others' edits soon after it wakes. */
import type { Page } from 'playwright'
import { Storm } from '../../load/storm-writers.ts'
import { fillBoard } from '../boards.ts'
import { ours } from '../contestants.ts'
import { openHall } from '../hall.ts'
import { figureOf, type Outcome, type Section } from '../section.ts'
import { ServerProcess } from '../server-process.ts'
import { rest } from './acts.ts'
import { openTablet, tabletScreen, withBrowser } from './browser.ts'
import { openWire } from './wire.ts'

const ideas = 300

/** In the page: which cards changed since the last question, by MutationObserver. */
const watchCards = (page: Page) =>
  page.evaluate(() => {
    const touched = new Set<string>()
    Object.assign(window, { touched })
    new MutationObserver((records) => {
      for (const { target } of records) {
        const card = (target instanceof Element ? target : target.parentElement)?.closest<HTMLElement>('[data-idea]')
        if (card) touched.add(card.dataset['idea']!)
      }
    }).observe(document.querySelector('main')!, { subtree: true, childList: true, characterData: true, attributes: true })
  })
const touchedCards = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { touched } = window as unknown as { touched: Set<string> }
    const list = [...touched]
    touched.clear()
    return list
  })
const firstCard = (page: Page) => page.evaluate(() => document.querySelector<HTMLElement>('main [data-idea]')!.dataset['idea']!)
const textOf = (page: Page, id: string) => page.evaluate((idea) => document.querySelector(`main [data-idea="${idea}"]`)!.textContent, id)

/** Turns the page to the back or to the front, as the browser tells it. */
const turn = (page: Page, visibility: 'hidden' | 'visible') =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state })
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => state === 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
  }, visibility)

const until = async (what: string, holds: () => Promise<boolean>, withinMs = 30_000): Promise<void> => {
  for (const end = Date.now() + withinMs; !(await holds()); await rest(20)) if (Date.now() > end) throw new Error(`never: ${what}`)
}

interface Round {
  cards: number
  backMs: number
}

const measure = (server: ServerProcess, hall: Awaited<ReturnType<typeof openHall>>): Promise<Round> =>
  withBrowser(async (browser) => {
    const wire = await openWire(server.port)
    const storm = await Storm.open(hall.seats.slice(1, 2))
    try {
      const { page, context } = await openTablet(browser, tabletScreen)
      await context.addCookies([{ ...hall.cookies![0]!, url: wire.url }])
      await page.goto(`${wire.url}/board/${hall.seats[0]!.room.split('/')[1]}`)
      await page.waitForSelector('main [data-idea]')
      await rest(1_500)
      const id = await firstCard(page)
      await watchCards(page)
      const before = await textOf(page, id)
      storm.reword(0, id)
      await until('the edit is seen', async () => (await textOf(page, id)) !== before)
      const cards = (await touchedCards(page)).length

      await turn(page, 'hidden')
      wire.cut()
      await rest(3_000)
      const asleep = await textOf(page, id)
      storm.reword(0, id)
      await rest(1_000)
      if ((await textOf(page, id)) !== asleep) throw new Error('the cut wire still carries edits')
      const woke = performance.now()
      await turn(page, 'visible')
      await until('the missed edit is seen', async () => (await textOf(page, id)) !== asleep)
      return { cards, backMs: performance.now() - woke }
    } finally {
      await storm.end()
      await wire.close()
    }
  })

export const redraw: Section = {
  name: 'client-return',
  about: 'cards redrawn by one remote edit; back from the background on a dead socket',
  run: async (circumstances): Promise<Outcome> => {
    const server = await ServerProcess.start(ours.program())
    try {
      const hall = await openHall(server.address, 1, 2, '&v=1')
      await fillBoard({ server, hall, load: () => Promise.reject(new Error('ours has an import')) }, ideas)
      const rounds: Round[] = []
      for (let round = 0; round < circumstances.runs; round++) rounds.push(await measure(server, hall))
      const cards = figureOf(`cards of ${ideas} that one remote edit changes`, 0, { ours: rounds }, (r) => r.cards)
      const back = figureOf('from waking on a dead socket to a missed edit on the screen, ms', 0, { ours: rounds }, (r) => r.backMs)
      return {
        title: redraw.about,
        figures: [cards, back],
        goals: [
          { name: cards.name, values: cards.values['ours']!, digits: 0, limit: 1, wanted: 'at most' },
          { name: 'back from the background, ms', values: back.values['ours']!, digits: 0, limit: 1_500, wanted: 'at most' },
        ],
        foot: ['The socket is dead as Wi-Fi kills it: nothing comes through, and nobody is told.'],
        rounds,
      }
    } finally {
      await server.end()
    }
  },
}
