/** What a participant's tablet must fetch before the board shows, and when the field for the first idea can be used. */
import { fillBoard } from '../boards.ts'
import { ours } from '../contestants.ts'
import { openHall } from '../hall.ts'
import { figureOf, type Goal, type Outcome, type Section } from '../section.ts'
import { ServerProcess } from '../server-process.ts'
import { openTablet, tabletScreen, withBrowser } from './browser.ts'

interface Visit {
  scriptKiB: number
  styleKiB: number
  fontKiB: number
  otherKiB: number
  requests: number
  shellMs: number
  fieldMs: number
}
const wifi = { offline: false, latency: 20, downloadThroughput: (10 * 1024 * 1024) / 8, uploadThroughput: (10 * 1024 * 1024) / 8 }
const kinds: Record<string, 'scriptKiB' | 'styleKiB' | 'fontKiB'> = { Script: 'scriptKiB', Stylesheet: 'styleKiB', Font: 'fontKiB' }

/** A first visit to the board's page with a seat that was just taken; counted until the board shows and the field takes text. */
const visit = (server: ServerProcess, board: string, cookie: { name: string; value: string }): Promise<Visit> =>
  withBrowser(async (browser) => {
    const { page, context, cdp, slow } = await openTablet(browser, tabletScreen)
    const found: Visit = { scriptKiB: 0, styleKiB: 0, fontKiB: 0, otherKiB: 0, requests: 0, shellMs: Number.NaN, fieldMs: Number.NaN }
    const kindOf = new Map<string, string>()
    const headers = new Map<string, number>()
    await cdp.send('Network.enable')
    cdp.on('Network.requestWillBeSent', ({ requestId, type }) => kindOf.set(requestId, type ?? 'Other'))
    cdp.on('Network.responseReceived', ({ requestId, response }) => headers.set(requestId, response.encodedDataLength))
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (!Number.isNaN(found.fieldMs) || !kindOf.has(requestId)) return
      found.requests++
      found[kinds[kindOf.get(requestId)!] ?? 'otherKiB'] += (encodedDataLength - (headers.get(requestId) ?? 0)) / 1_024
    })
    await cdp.send('Network.emulateNetworkConditions', wifi)
    await slow(4)
    await context.addCookies([{ ...cookie, url: `http://${server.address}` }])
    await page.goto(`http://${server.address}/board/${board}`, { waitUntil: 'commit' })
    found.fieldMs = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          const look = () => {
            const field = document.querySelector<HTMLTextAreaElement>('footer textarea')
            if (!field || document.querySelector('main [data-idea]') === null) return requestAnimationFrame(look)
            field.focus()
            requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())))
          }
          look()
        }),
    )
    await page.keyboard.insertText('น้ำท่วม')
    await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('footer button[type=submit]')?.disabled)
    found.shellMs = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN)
    return found
  })

const atMost = (name: string, values: number[], limit: number, digits = 0): Goal => ({ name, values, limit, digits, wanted: 'at most' })

export const participantPage: Section = {
  name: 'client-page',
  about: "a participant's first visit at 10 Mbit/s, main thread four times slower",
  run: async (circumstances): Promise<Outcome> => {
    const server = await ServerProcess.start(ours.program())
    try {
      const hall = await openHall(server.address, 1, circumstances.runs, '')
      await fillBoard({ server, hall, load: () => Promise.reject(new Error('ours has an import')) }, 40)
      const board = hall.seats[0]!.room.split('/')[1]!
      const rounds: Visit[] = []
      for (const cookie of hall.cookies ?? []) rounds.push(await visit(server, board, cookie))
      const figure = (name: string, digits: number, pick: (r: Visit) => number) => figureOf(name, digits, { ours: rounds }, pick)
      const script = figure('script before the board shows, KiB compressed', 1, (r) => r.scriptKiB)
      const style = figure('styles, KiB', 1, (r) => r.styleKiB)
      const font = figure('fonts, KiB', 1, (r) => r.fontKiB)
      const requests = figure('requests', 0, (r) => r.requests)
      const shell = figure('first words painted, ms', 0, (r) => r.shellMs)
      const field = figure('first idea can be typed, ms', 0, (r) => r.fieldMs)
      const own = (of: { values: Record<string, number[]> }) => of.values['ours']!
      return {
        title: participantPage.about,
        figures: [script, style, font, figure('document, data and pictures, KiB', 1, (r) => r.otherKiB), requests, shell, field],
        goals: [
          atMost('script, KiB compressed', own(script), 80, 1),
          atMost(
            'script and styles, KiB (hard limit)',
            rounds.map((r) => r.scriptKiB + r.styleKiB),
            110,
            1,
          ),
          atMost('fonts, KiB', own(font), 45, 1),
          atMost('requests', own(requests), 12),
          atMost('first words painted, ms', own(shell), 800),
          atMost('first idea can be typed, ms', own(field), 2_500),
        ],
        foot: [
          'Counted from the navigation until the board shows 40 ideas and its field takes text, as the server packs it, headers left out; empty cache, latency 20 ms.',
        ],
        rounds,
      }
    } finally {
      await server.end()
    }
  },
}
