/** The facilitator's console while thirty groups write: what it costs the laptop, and what it costs the wire. */
import type { Activity } from '#shared/activity/activity.ts'
import { brainstorming } from '#shared/activity/methods/brainstorming.ts'
import { openConductedHall, type ConductedHall } from '../conducted.ts'
import { ours } from '../contestants.ts'
import { figureOf, type Outcome, type Section } from '../section.ts'
import { ServerProcess } from '../server-process.ts'
import { openTablet, spentMs, withBrowser } from './browser.ts'

const groups = 30
const people = 10
/** Each person writes so often: thirty ideas a second in the hall. */
const ideaEveryMs = 10_000
const laptop = { width: 1440, height: 900 }
const settledMs = 4_000

interface Watched {
  percentOfCore: number
  rendererPercent: number
  /** Announcements of figures in which one group was, a second: the busiest group. */
  perGroup: number
  framesPerSecond: number
  kibPerSecond: number
}

/** Everybody in turn, evenly. */
const busy = (hall: ConductedHall): (() => void) => {
  let written = 0
  const write = () => {
    const { line, seatId } = hall.tablets[written % hall.tablets.length]!
    line.write(`b${written++}`, `เปิดทางน้ำให้ไหลลงคลองก่อนฝนมา ${written}`, seatId)
  }
  const timer = setInterval(write, ideaEveryMs / hall.tablets.length)
  return () => clearInterval(timer)
}

/** The console open in a browser for so long, over a hall that writes. */
const watchDesk = (address: string, hall: ConductedHall, seconds: number): Promise<Watched> =>
  withBrowser(async (browser) => {
    const { title, phases } = brainstorming
    const named = phases.map((phase) => ({ ...phase, anonymity: 'named' as const, inspiration: 0 }))
    const activity = await hall.ask<Activity>('POST', `${hall.seminar}/activities`, { title, phases: named })
    const act = (act: object) => hall.ask('POST', `${hall.seminar}/course`, { act })
    await act({ do: 'start', activityId: activity.id, phase: 'aspects' })
    await act({ do: 'begin' })
    const { page, context, cdp } = await openTablet(browser, laptop)
    const [name = '', ...value] = hall.cookie.split('=')
    await context.addCookies([{ name, value: value.join('='), url: `http://${address}` }])
    const stop = busy(hall)
    try {
      await page.goto(`http://${address}${hall.seminar.replace('/api/seminars/', '/console/')}`)
      await page
        .locator('.cells button')
        .nth(groups - 1)
        .waitFor()
      await page.waitForTimeout(settledMs)
      let [frames, bytes] = [0, 0]
      const told = new Map<string, number>()
      await cdp.send('Network.enable')
      cdp.on('Network.webSocketFrameReceived', ({ response: { payloadData } }) => {
        frames++
        bytes += payloadData.length
        if (!payloadData.startsWith('42["figures"')) return
        for (const [, group] of payloadData.matchAll(/"groupId":"([^"]+)"/g)) told.set(group!, (told.get(group!) ?? 0) + 1)
      })
      const system = await browser.newBrowserCDPSession()
      const renderers = async () =>
        (await system.send('SystemInfo.getProcessInfo')).processInfo
          .filter(({ type }) => type === 'renderer')
          .reduce((sum, { cpuTime }) => sum + cpuTime * 1_000, 0)
      const [thread, process, from] = [await spentMs(cdp, 'TaskDuration'), await renderers(), performance.now()]
      await page.waitForTimeout(seconds * 1_000)
      const took = performance.now() - from
      return {
        percentOfCore: (((await spentMs(cdp, 'TaskDuration')) - thread) / took) * 100,
        rendererPercent: (((await renderers()) - process) / took) * 100,
        perGroup: Math.max(0, ...told.values()) / (took / 1_000),
        framesPerSecond: frames / (took / 1_000),
        kibPerSecond: bytes / 1_024 / (took / 1_000),
      }
    } finally {
      stop()
    }
  })

const measure = async (seconds: number): Promise<Watched> => {
  const server = await ServerProcess.start(ours.program())
  try {
    const hall = await openConductedHall(server, groups, people)
    try {
      return await watchDesk(server.address, hall, seconds)
    } finally {
      hall.end()
    }
  } finally {
    await server.end()
  }
}

export const deskOfMany: Section = {
  name: 'console',
  about: 'the facilitator’s console with 30 groups x 10 people who write an idea every 10 s',
  run: async ({ runs, quick, say }): Promise<Outcome> => {
    const rounds: Watched[] = []
    for (let round = 0; round < runs; round++) {
      rounds.push(await measure(quick ? 10 : 30))
      say(`round ${round + 1}/${runs}`)
    }
    const results = { ours: rounds }
    const core = figureOf('main thread, % of a core', 1, results, (round) => round.percentOfCore)
    const told = figureOf('figures of one group, messages a second', 2, results, (round) => round.perGroup)
    return {
      title: deskOfMany.about,
      figures: [
        core,
        figureOf('renderer with software raster, % of a core', 1, results, (round) => round.rendererPercent),
        told,
        figureOf('frames received a second', 1, results, (round) => round.framesPerSecond),
        figureOf('KiB received a second, unpacked', 1, results, (round) => round.kibPerSecond),
      ],
      goals: [
        { name: core.name, values: core.values['ours']!, digits: 1, limit: 10, wanted: 'at most' },
        { name: told.name, values: told.values['ours']!, digits: 2, limit: 1.05, wanted: 'at most' },
      ],
      foot: ['Main thread not slowed: a console stands on a notebook. No GPU.'],
      rounds,
    }
  },
}
