/** Leading the room: a phase change reaches every tablet and the gate, and a reveal brings every draft onto its board. */
import { setTimeout as pause } from 'node:timers/promises'
import type { Activity } from '#shared/activity/activity.ts'
import type { CourseAct } from '#shared/activity/course.ts'
import { phase, written } from '../activity/sample.ts'
import { percentile } from '../load/statistics.ts'
import { inTime, openConductedHall, type ConductedHall } from './conducted.ts'
import { ours } from './contestants.ts'
import { figureOf, takeTurns, type Section } from './section.ts'
import { ServerProcess } from './server-process.ts'

const groups = 30
const people = 10
const draftsEach = 5

interface Measured {
  /** Of each change and tablet: from the facilitator's tap to the announcement on the tablet. */
  changeP99: number
  changeSlowest: number
  answered: number
  acceptedAfter: number
  revealed: number
  revealAnswered: number
  stall: number
  quietStall: number
  wait: number
  quietWait: number
}

/** The longest time for which the server's event loop stood since this was asked the last time. */
const stoodFor = async (server: ServerProcess): Promise<number> => {
  const metrics = await (await fetch(`http://${server.address}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(metrics)?.[1]) * 1_000
}

/** Asks the server for a sign of life without a pause, and keeps the longest wait. */
const listenFor = (server: ServerProcess) => {
  let longest = 0
  let on = true
  const asking = (async () => {
    while (on) {
      const from = performance.now()
      await (await fetch(`http://${server.address}/healthz`)).arrayBuffer()
      longest = Math.max(longest, performance.now() - from)
      await pause(3)
    }
  })()
  return async (): Promise<number> => {
    on = false
    await asking
    return longest
  }
}

const conduct = async (hall: ConductedHall, act: CourseAct) => {
  const from = performance.now()
  await hall.ask('POST', `${hall.seminar}/course`, { act })
  return { from, answeredMs: performance.now() - from }
}

const changes = async (hall: ConductedHall, rounds: number) => {
  const latencies: number[] = []
  const answers: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const act of [{ do: 'next' }, { do: 'begin' }, { do: 'back' }, { do: 'begin' }] as const) {
      const before = new Map(hall.tablets.map((tablet) => [tablet, tablet.now?.serverNow]))
      const { from, answeredMs } = await conduct(hall, act)
      answers.push(answeredMs)
      const state = act.do === 'begin' ? 'running' : 'reading'
      await inTime('the change on every tablet', () =>
        hall.tablets.every((tablet) => tablet.now?.serverNow !== before.get(tablet) && tablet.now?.run?.state === state),
      )
      latencies.push(...hall.tablets.map(({ heardAt }) => heardAt - from))
      await pause(100)
    }
  }
  return { latencies, answers }
}

/** Everybody writes as soon as the facilitator has the answer: nothing of it may be accepted. */
const tooLate = async (hall: ConductedHall): Promise<number> => {
  const before = new Map(hall.tablets.map(({ line }) => [line, line.acked]))
  await conduct(hall, { do: 'end' })
  hall.tablets.forEach(({ line, seatId }, n) => line.write(`late${n}`, 'มาช้าไป', seatId))
  const decided = () => hall.tablets.every(({ line }) => line.closed || line.acked > before.get(line)!)
  await inTime('an answer to everybody who wrote', decided)
  return hall.tablets.filter(({ line }) => !line.closed).length
}

const reveal = async (hall: ConductedHall, server: ServerProcess) => {
  const drafts = hall.tablets.map((tablet) => hall.draft(tablet))
  await inTime('every draft room', () => drafts.every((line) => line.ready))
  drafts.forEach((line, n) => {
    for (let i = 0; i < draftsEach; i++) line.write(`d${n}-${i}`, `เปิดทางน้ำให้ไหลลงคลองก่อนฝนมา ${n} ${i}`, hall.tablets[n]!.seatId)
  })
  await inTime('every draft stored', () => drafts.every((line) => line.ready))
  await pause(500)
  const onBoards = hall.tablets.map(({ line }) => line.ideas)
  await stoodFor(server)
  const stop = listenFor(server)
  const { from, answeredMs } = await conduct(hall, { do: 'reveal', whose: 'all' })
  await inTime('every draft on every tablet of its board', () =>
    hall.tablets.every(({ line }, n) => line.ideas - onBoards[n]! === people * draftsEach),
  )
  const revealedMs = performance.now() - from
  const wait = await stop()
  const stall = await stoodFor(server)
  drafts.forEach((line) => line.end())
  return { revealedMs, answeredMs, stall, wait }
}

const measure = async (quick: boolean): Promise<Measured> => {
  const server = await ServerProcess.start(ours.program())
  try {
    const hall = await openConductedHall(server, groups, people)
    const start = async (...phases: Parameters<typeof written>) => {
      const activity = await hall.ask<Activity>('POST', `${hall.seminar}/activities`, written(...phases))
      await conduct(hall, { do: 'start', activityId: activity.id })
      await conduct(hall, { do: 'begin' })
    }
    await start(phase('draft', { visibility: 'private' }))
    await stoodFor(server)
    const quiet = listenFor(server)
    await pause(1_000)
    const quietWait = await quiet()
    const quietStall = await stoodFor(server)
    const { revealedMs, answeredMs, stall, wait } = await reveal(hall, server)
    await start(phase('write', { minutes: 10 }), phase('sort', { minutes: 10 }))
    const { latencies, answers } = await changes(hall, quick ? 2 : 10)
    const acceptedAfter = await tooLate(hall)
    hall.end()
    return {
      changeP99: percentile(latencies, 0.99),
      changeSlowest: Math.max(...latencies),
      answered: percentile(answers, 0.5),
      acceptedAfter,
      revealed: revealedMs,
      revealAnswered: answeredMs,
      stall,
      quietStall,
      wait,
      quietWait,
    }
  } catch (error) {
    throw new Error(`the server said:\n${server.words}`, { cause: error })
  } finally {
    await server.end()
  }
}

export const course: Section = {
  name: 'course',
  about: `leading ${groups} groups of ${people}: phase changes and a reveal of ${groups} boards × ${people * draftsEach} drafts`,
  run: async (circumstances) => {
    const rounds = await takeTurns([{ name: ours.name }], circumstances, () => measure(circumstances.quick))
    const change = figureOf('a phase change on a tablet, p99, ms', 1, rounds, (r) => r.changeP99)
    const late = figureOf('edits accepted after the answer to a phase change', 0, rounds, (r) => r.acceptedAfter)
    const revealed = figureOf('a reveal on every tablet, ms', 0, rounds, (r) => r.revealed)
    const stall = figureOf('longest standstill of the server’s event loop during the reveal, ms', 1, rounds, (r) => r.stall)
    const goal = (figure: typeof change, limit: number) =>
      ({ name: figure.name, values: figure.values[ours.name] ?? [], limit, digits: figure.digits, wanted: 'at most' }) as const
    return {
      title: course.about,
      figures: [
        change,
        figureOf('… the slowest tablet, ms', 1, rounds, (r) => r.changeSlowest),
        figureOf('… the answer to the facilitator, median, ms', 1, rounds, (r) => r.answered),
        late,
        revealed,
        figureOf('… the answer to the facilitator, ms', 0, rounds, (r) => r.revealAnswered),
        stall,
        figureOf('… the same in a second before it, with nothing to do, ms', 1, rounds, (r) => r.quietStall),
        figureOf('longest wait for a sign of life during the reveal, ms', 1, rounds, (r) => r.wait),
        figureOf('… the same before the reveal, ms', 1, rounds, (r) => r.quietWait),
      ],
      goals: [goal(change, 1_000), goal(late, 0), goal(revealed, 2_000), goal(stall, 100)],
      foot: [
        'Each of the 300 tablets has the board and the announcements open; times run from the facilitator’s request. The 300 tablets share one process, whose own work is in every figure.',
      ],
      rounds,
    }
  },
}
