/** The themes' screen while a full room writes: what each announcement costs a laptop, in every view. */
import { median, percentile } from '../../load/statistics.ts'
import { figureOf, type Outcome, type Section } from '../section.ts'
import { openTablet, spentMs, withBrowser, type Screen } from './browser.ts'
import { openThemesHall, size, type ThemesHall } from './themes-hall.ts'

const laptop: Screen = { width: 1440, height: 900 }
/** Twice a second. */
const everyMs = 500
const settledMs = 3_000
const views = ['map', 'matrix', 'near'] as const
type View = (typeof views)[number]
type Cost = Record<View, { script: number; worst: number; task: number }>

/** Script and whole main thread for each of so many announcements, in ms of the thread's own time. */
const watched = (hall: ThemesHall, announcements: number): Promise<Cost> =>
  withBrowser(async (browser) => {
    const { page, cdp } = await openTablet(browser, laptop)
    await page.goto(`${hall.url}/themes/s1`)
    const rows = page.locator('[data-theme-row]')
    await rows.nth(size.themes - 1).waitFor()
    const show: Record<View, () => Promise<unknown>> = {
      map: () => page.waitForTimeout(settledMs),
      matrix: () => page.getByRole('tab').nth(1).click(),
      near: async () => {
        await page.getByRole('tab').first().click()
        await rows.first().click()
      },
    }
    const costs: Partial<Cost> = {}
    for (const view of views) {
      await show[view]()
      await page.waitForTimeout(settledMs)
      const [script, task]: [number[], number[]] = [[], []]
      for (let n = 0; n < announcements; n++) {
        const [scriptBefore, taskBefore] = [await spentMs(cdp, 'ScriptDuration'), await spentMs(cdp, 'TaskDuration')]
        hall.tell()
        await page.waitForTimeout(everyMs)
        script.push((await spentMs(cdp, 'ScriptDuration')) - scriptBefore)
        task.push((await spentMs(cdp, 'TaskDuration')) - taskBefore)
      }
      costs[view] = { script: median(script), worst: percentile(script, 0.95), task: median(task) }
    }
    return costs as Cost
  })

export const themesScreen: Section = {
  name: 'client-themes',
  about: 'the themes’ screen with 3,000 ideas, 40 themes and 30 groups, an announcement every half second',
  run: async ({ runs, quick, say }): Promise<Outcome> => {
    const rounds: Cost[] = []
    const hall = await openThemesHall()
    try {
      for (let round = 0; round < runs; round++) {
        rounds.push(await watched(hall, quick ? 12 : 40))
        say(`round ${round + 1}/${runs}`)
      }
    } finally {
      await hall.end()
    }
    const names: Record<View, string> = { map: 'map and list', matrix: 'who said what', near: 'map, list and one theme from near' }
    const worst = views.map((view) =>
      figureOf(`${names[view]}: script of an announcement, p95 ms`, 1, { ours: rounds }, (round) => round[view].worst),
    )
    return {
      title: themesScreen.about,
      figures: views.flatMap((view, n) => [
        figureOf(`${names[view]}: script of an announcement, ms`, 1, { ours: rounds }, (round) => round[view].script),
        worst[n]!,
        figureOf(`${names[view]}: main thread, ms`, 1, { ours: rounds }, (round) => round[view].task),
      ]),
      goals: worst.map(({ name, values }) => ({ name, values: values['ours']!, digits: 1, limit: 50, wanted: 'at most' as const })),
      foot: [
        'Main thread not slowed: the screen stands on a notebook. In the thread’s own time. No GPU. Each announcement brings eight ideas, moves six, renames three themes.',
      ],
      rounds,
    }
  },
}
