/**
 * A hall that votes while the service is killed, held against a model that anybody can add up. Each act of a voter is
 * sent one to four times, some copies late, some as two tablets that disagree; in the end the results must equal the model.
 * Promise P4.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { Results, VoteList, VoteView } from '#shared/vote/vote.ts'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { randomOf } from '../sync/kill-run.ts'
import { KilledService, type Said } from './killed-service.ts'

export interface ModelOptions {
  /** At least so many requests, over as many votes as that takes. */
  requests: number
  atOnce: number
  voters: number
  /** Of each vote. */
  requestsPerVote: number
  kills: number
  seed: number
  environment: Record<string, string>
}
export interface ModelResult {
  requests: number
  votes: number
  kills: number
  acknowledged: number
  /** What was not as the model has it; empty when the promise holds. */
  wrong: string[]
}

const choices = ['c1', 'c2', 'c3', 'c4', 'c5']
const budget = 5
type Marks = Record<string, number>
interface Voter {
  name: string
  cookie: string
  /** Busy with an act: a person does one thing at a time. */
  busy: boolean
  turn: number
  /** What the service has acknowledged last; undefined = no ballot. */
  stands: Marks | undefined
  late: (() => Promise<void>)[]
}

export const modelRun = async (options: ModelOptions, tell: (words: string) => void = () => undefined): Promise<ModelResult> => {
  const random = randomOf(options.seed)
  const below = (count: number): number => Math.floor(random() * count)
  const service = await KilledService.start(options.environment)
  const wrong: string[] = []
  let votes = 0
  let acknowledged = 0

  const marksOf = (sum: number): Marks => {
    const marks: Marks = {}
    for (let dot = 0; dot < sum; dot++) {
      const choice = choices[below(choices.length)]!
      marks[choice] = (marks[choice] ?? 0) + 1
    }
    return marks
  }

  const vote = async (leader: { cookie: string; seminarId: string }, voters: readonly Voter[]): Promise<void> => {
    const asked = { title: `ครั้งที่ ${++votes}`, setup: { kind: 'dots', on: 'given', budget, given: choices }, key: `vote-number-${votes}` }
    const opened = await service.ask(leader.cookie, 'POST', `/api/seminars/${leader.seminarId}/votes`, asked)
    const path = `/api/votes/${(opened.body as VoteList).votes[0]!.id}`
    const proxies: Marks[] = []
    const until = service.requests + options.requestsPerVote
    for (const voter of voters) Object.assign(voter, { turn: 0, stands: undefined, late: [] })

    const put = (voter: Voter, marks: Marks, turn: number): Promise<Said> =>
      service.ask(voter.cookie, 'PUT', `${path}/ballot`, { ballot: { kind: 'dots', marks }, turn })
    const send = (voter: Voter, marks: Marks | undefined, turn: number): Promise<Said> =>
      marks ? put(voter, marks, turn) : service.ask(voter.cookie, 'DELETE', `${path}/ballot?turn=${turn}`)

    /** One act, sent by one tablet one to four times; some copies come late, after acts that follow it. */
    const act = async (voter: Voter): Promise<void> => {
      const marks = random() < 0.15 ? undefined : marksOf(below(budget + 1))
      const turn = ++voter.turn
      const copies = 1 + below(4)
      const now = Math.max(1, copies - below(2))
      const said = await Promise.all(Array.from({ length: now }, () => send(voter, marks, turn)))
      if (said.some(({ status }) => status !== 200))
        wrong.push(`${voter.name} turn ${turn}: ${said.map(({ status, code }) => code ?? status).join(' ')}`)
      acknowledged++
      voter.stands = marks
      for (let copy = now; copy < copies; copy++)
        voter.late.push(async () => {
          const { status, code } = await send(voter, marks, turn)
          if (status !== 200 && code !== 'record/changed') wrong.push(`${voter.name}'s late copy: ${code ?? status}`)
        })
    }
    /** Two tablets of one person with different ballots in one turn: at most one is taken. */
    const disagree = async (voter: Voter): Promise<void> => {
      const turn = ++voter.turn
      const ballots = [marksOf(2), marksOf(5)]
      const said = await Promise.all(ballots.map((marks) => put(voter, marks, turn)))
      const taken = said.flatMap(({ status }, at) => (status === 200 ? [ballots[at]!] : []))
      if (taken.length !== 1) wrong.push(`${voter.name}: ${taken.length} of two tablets were acknowledged in one turn`)
      voter.stands = taken[0]
      acknowledged++
    }
    const overspend = async (voter: Voter): Promise<void> => {
      const { code } = await put(voter, marksOf(budget + 1 + below(3)), voter.turn + 1)
      if (code !== 'vote/over-budget') wrong.push(`${voter.name} spent more than there is: ${code}`)
    }
    const enterProxy = async (): Promise<void> => {
      const marks = marksOf(below(budget) + 1)
      const key = `paper-${votes}-${proxies.push(marks)}`
      const copies = Array.from({ length: 1 + below(3) }, () =>
        service.ask(leader.cookie, 'POST', `${path}/proxy`, { ballot: { kind: 'dots', marks }, key }),
      )
      const numbers = new Set((await Promise.all(copies)).map(({ body }) => (body as { number: number }).number))
      if (numbers.size !== 1) wrong.push(`one paper ballot has the numbers ${[...numbers].join(', ')}`)
      acknowledged++
    }

    const work = async (): Promise<void> => {
      while (service.requests < until) {
        if (random() < 0.03) {
          await enterProxy()
          continue
        }
        const voter = voters[below(voters.length)]!
        if (voter.busy) {
          await pause(1)
          continue
        }
        voter.busy = true
        const late = voter.late.length > 0 && random() < 0.4 ? voter.late.shift() : undefined
        const chance = random()
        await (late ? late() : chance < 0.1 ? overspend(voter) : chance < 0.2 ? disagree(voter) : act(voter))
        voter.busy = false
      }
    }
    await Promise.all(Array.from({ length: options.atOnce }, work))
    await Promise.all(voters.flatMap((voter) => voter.late.splice(0).map((late) => late())))

    const view = (await service.ask(leader.cookie, 'GET', path)).body as VoteView
    const standing = voters.filter(({ stands }) => stands)
    if (view.cast !== standing.length + proxies.length)
      wrong.push(`${view.cast} have cast, ${standing.length + proxies.length} by the model`)
    // Closed while the last ones still try: what is acknowledged counts, what is refused does not.
    const last = voters.slice(0, 8).map(async (voter) => {
      const marks = marksOf(budget)
      const { status, code, unsure } = await put(voter, marks, voter.turn + 1)
      if (status === 200) voter.stands = marks
      else if (code !== 'vote/closed') wrong.push(`${voter.name} at the close: ${code}`)
      return unsure ? ([voter, marks] as const) : undefined
    })
    const closing = service.ask(leader.cookie, 'POST', `${path}/close`)
    const doubts = (await Promise.all(last)).filter((doubt) => doubt !== undefined)
    compare(((await closing).body as VoteView).vote.results!, voters, proxies, doubts)
  }

  /** Whose try was cut off by a kill at the very close may have been counted with it or without: any such reading may hold. */
  const compare = (
    results: Results,
    voters: readonly Voter[],
    proxies: readonly Marks[],
    doubts: readonly (readonly [Voter, Marks])[],
  ): void => {
    const readings = 2 ** doubts.length
    const counted = JSON.stringify([
      results.cast,
      results.proxies,
      choices.map((id) => results.ranked.find(({ choice }) => choice === id)!.score),
    ])
    for (let reading = 0; reading < readings; reading++) {
      const ballots = voters.flatMap((voter) => {
        const doubt = doubts.findIndex(([doubted]) => doubted === voter)
        const stands = doubt >= 0 && (reading >> doubt) & 1 ? doubts[doubt]![1] : voter.stands
        return stands ? [stands] : []
      })
      const sums = choices.map((id) => [...ballots, ...proxies].reduce((sum, marks) => sum + (marks[id] ?? 0), 0))
      if (JSON.stringify([ballots.length + proxies.length, proxies.length, sums]) === counted) return
    }
    wrong.push(`vote ${votes}: counted ${counted}`)
  }

  let over = false
  const killing = async (): Promise<void> => {
    const gap = options.requests / (options.kills + 1)
    while (!over && service.kills < options.kills) {
      if (service.requests < gap * (service.kills + 1)) {
        await pause(5)
        continue
      }
      await pause(random() * 200)
      await service.kill()
      service.spawn()
      await service.ready()
      tell(`${service.kills} kills, ${service.requests} requests`)
    }
  }

  try {
    const quick = await service.enter('/api/quick', { groups: 1 })
    const { seminarId, joinCode } = quick.body as QuickAnswer
    const voters: Voter[] = []
    for (let seat = 0; seat < options.voters; seat++) {
      const { cookie } = await service.enter('/api/join', { code: joinCode })
      voters.push({ name: `voter ${seat}`, cookie, busy: false, turn: 0, stands: undefined, late: [] })
    }
    const killer = killing()
    while (service.requests < options.requests) await vote({ cookie: quick.cookie, seminarId }, voters)
    over = true
    await killer
    return { requests: service.requests, votes, kills: service.kills, acknowledged, wrong }
  } finally {
    over = true
    await service.end()
  }
}
