/** The whole board on the wall: many ideas at once, drawn as an overview, and still moved without a jerk. */
import { figureOf, type Outcome, type Section } from '../section.ts'
import { pan, rest } from './acts.ts'
import { openTablet, wallScreen, withBrowser } from './browser.ts'
import { ourDrawing, settledMs } from './drawings.ts'

const limits = { 1_000: 33.5, 3_000: 67 } as const

const panned = (ideas: number, seconds: number): Promise<number> =>
  withBrowser(async (browser) => {
    const drawing = await ourDrawing.prepare(ideas)
    try {
      const wall = await openTablet(browser, wallScreen)
      await drawing.open(wall)
      await rest(settledMs)
      await wall.page.locator('main [data-tools] button').last().click()
      await rest(settledMs)
      return (await pan(wall, { ...drawing, empty: async () => ({ x: 960, y: 500 }) }, seconds)).p95
    } finally {
      await drawing.close()
    }
  })

export const wall: Section = {
  name: 'client-wall',
  about: 'the whole board at 1920×1080: pan with 1,000 and 3,000 ideas in view',
  run: async (circumstances): Promise<Outcome> => {
    const rounds: Record<string, number>[] = []
    for (let round = 0; round < circumstances.runs; round++) {
      const seconds = circumstances.quick ? 2 : 4
      rounds.push({ 1_000: await panned(1_000, seconds), 3_000: await panned(3_000, seconds) })
      circumstances.say(`round ${round + 1}/${circumstances.runs}`)
    }
    const figures = [1_000, 3_000].map((ideas) =>
      figureOf(`pan with ${ideas.toLocaleString('en')} ideas in view, p95 ms`, 1, { ours: rounds }, (r) => r[ideas]!),
    )
    return {
      title: wall.about,
      figures,
      goals: figures.map((figure, n) => ({
        name: figure.name,
        values: figure.values['ours']!,
        digits: 1,
        limit: Object.values(limits)[n]!,
        wanted: 'at most' as const,
      })),
      foot: ['Main thread not slowed: a wall is driven by a notebook. No GPU.'],
      rounds,
    }
  },
}
