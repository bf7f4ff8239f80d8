/**
 * The course as who leads it sees and conducts it: what each group does, its figures, hands, votes, the wall and the log.
 * The line announces; `/api` gives the whole at the start and is asked for every deed.
 */
import { SvelteMap, SvelteSet } from 'svelte/reactivity'
import type { Activity, ActivityId, Method } from '#shared/activity/activity.ts'
import type { CourseAct } from '#shared/activity/course.ts'
import type { GroupId, SeatId, SeminarId, VoteId } from '#shared/id.ts'
import type { Attention, GroupFigures, GroupNow, HandUp, LogLine, VoteNow, WallShow } from '#shared/live/events.ts'
import type { Listeners } from '../../net/live.svelte.ts'
import { isLater, serverClock } from '../../net/server-clock.ts'
import type { CourseAnswer } from '../room-asks.ts'
import type { Draft } from './adapting.ts'
import { clustersOf } from './clusters.ts'
import * as asks from './desk-asks.ts'

/** Lines of the log that are held for reading. */
const mostLines = 1_000
const secondMs = 1_000
/** These are not done to runs, and fit whatever a group has gone on to meanwhile. */
const ofNoRun: ReadonlySet<CourseAct['do']> = new Set(['start', 'freeze', 'thaw', 'hush', 'unhush', 'hosts'])

export class CourseDesk {
  readonly seminarId: SeminarId
  readonly now = new SvelteMap<GroupId, GroupNow>()
  readonly figures = new SvelteMap<GroupId, GroupFigures>()
  readonly votes = new SvelteMap<VoteId, VoteNow>()
  /** Groups that acts are for; none = all. */
  readonly chosen = new SvelteSet<GroupId>()
  activities = $state.raw<readonly Activity[]>([])
  savedMethods = $state.raw<readonly Method[]>([])
  /** A method that is being adapted, and as it was before. It stays while something else is looked at. */
  adapting = $state<{ draft: Draft; before: string }>()
  hosts = $state.raw<readonly SeatId[]>([])
  hands = $state.raw<readonly HandUp[]>([])
  log = $state.raw<readonly LogLine[]>([])
  wall = $state.raw<WallShow>({ show: 'activity' })
  /** Screens that stand open as the wall; undefined until it is told. */
  walls = $state<number>()
  spotlight = $state.raw<Extract<Attention, { kind: 'spotlight' }>>()
  summons = $state.raw<Extract<Attention, { kind: 'summon' }>>()
  /** The server's time at the last stroke of the second. */
  at = $state(serverClock.now())
  /** A deed is on its way. */
  busy = $state(false)
  #stroke: ReturnType<typeof setInterval> | undefined
  logged = $state(false)
  /** What the wall showed before the spotlight. */
  #unlit: WallShow = { show: 'activity' }

  /** The groups that acts are for. */
  readonly scope = $derived(
    this.chosen.size === 0 ? [...this.now.values()] : [...this.now.values()].filter((g) => this.chosen.has(g.groupId)),
  )
  readonly clusters = $derived(clustersOf(this.scope))
  /** What most groups of the scope do. */
  readonly main = $derived(this.clusters[0])
  /** People will yet change tables in what most groups do. */
  readonly rotates = $derived.by(() => {
    const run = this.main?.run
    const ahead = this.activity(run?.activityId)?.phases.slice(run!.phase + (run!.state === 'reading' ? 0 : 1)) ?? []
    return ahead.some(({ rotates }) => rotates)
  })
  /** What was made last and never begun, where most do nothing yet. Known once the log is read. */
  readonly ready = $derived.by(() => {
    const last = this.activities.at(-1)
    return !this.main?.run && this.logged && last && this.lastStart(last.id) === undefined ? last : undefined
  })
  readonly groups = $derived<readonly GroupId[] | undefined>(this.chosen.size === 0 ? undefined : [...this.chosen])

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** What it hears; handed to the desk's own line. */
  readonly listeners: Listeners = {
    now: (groups) => this.#heard(groups, isLater),
    figures: (rows) => rows.forEach((row) => this.figures.set(row.groupId, row)),
    votes: (votes) => votes.forEach((vote) => this.votes.set(vote.voteId, vote)),
    handsUp: (hands) => (this.hands = hands),
    wall: (show) => (this.wall = show),
    walls: (screens) => (this.walls = screens),
    log: (lines) => this.#logs(lines),
    attention: (attention) => this.#called(attention),
  }

  /** @throws Refused, Unreachable */
  async open(): Promise<void> {
    clearInterval(this.#stroke)
    this.#stroke = setInterval(() => (this.at = serverClock.now()), secondMs)
    const [answer, { methods }] = await Promise.all([asks.course(this.seminarId), asks.methods()])
    this.#take(answer)
    this.savedMethods = methods
  }
  close(): void {
    clearInterval(this.#stroke)
  }

  activity(id: ActivityId | undefined): Activity | undefined {
    return this.activities.find((activity) => activity.id === id)
  }
  handsOf(groupId: GroupId): HandUp[] {
    return this.hands.filter((hand) => hand.groupId === groupId)
  }

  /**
   * One act on the groups given, or on those chosen. It names the runs that the button was pressed in: of two facilitators
   * who press at once one goes on, and the other changes nothing. @throws Refused, Unreachable
   */
  async act(act: CourseAct, groups: readonly GroupId[] | undefined = this.groups): Promise<void> {
    const seen = ofNoRun.has(act.do) ? [] : (groups ?? [...this.now.keys()]).flatMap((id) => this.now.get(id)?.run ?? [])
    // The next person is who comes after those that had been revealed when the button was pressed.
    const turns = Object.fromEntries(seen.map(({ run, turns = 0 }) => [run, turns]))
    const meant: CourseAct = act.do === 'reveal' && act.whose === 'next' ? { ...act, turns } : act
    this.busy = true
    try {
      this.#take(
        await asks.act(
          this.seminarId,
          groups,
          meant,
          seen.map(({ run }) => run),
        ),
      )
    } finally {
      this.busy = false
    }
  }
  /** Makes an activity of a method, or rewrites one. @throws Refused, Unreachable */
  async keep(written: asks.WrittenActivity, id?: ActivityId): Promise<Activity> {
    const kept = await (id ? asks.editActivity(id, written) : asks.makeActivity(this.seminarId, written))
    this.activities = [...this.activities.filter((activity) => activity.id !== kept.id), kept].sort((a, b) => a.madeAt - b.madeAt)
    return kept
  }
  /** The zones that an activity's method writes in, if it is of one that is known. */
  async templateOf({ method }: Activity): Promise<Method['template']> {
    const { methods } = await import('#shared/activity/methods.ts')
    return [...methods, ...this.savedMethods].find(({ id }) => id === method)?.template
  }
  /** Puts an activity's phase before the groups, on boards that have the zones it writes in. @throws Refused, Unreachable */
  async start(activity: Activity, phase?: string): Promise<void> {
    await asks.layZones(this.seminarId, this.groups, await this.templateOf(activity))
    await this.act({ do: 'start', activityId: activity.id, ...(phase !== undefined && { phase }) })
  }
  /** When it was last put before groups, as far as the log was read; epoch ms, server. */
  lastStart(id: ActivityId): number | undefined {
    return this.log.findLast(({ act, on }) => act === 'course-start' && on?.activity === id)?.at
  }
  /** @throws Refused, Unreachable */
  async saveMethod(method: asks.WrittenMethod): Promise<void> {
    this.savedMethods = [...this.savedMethods, await asks.saveMethod(method)]
  }
  /** @throws Refused, Unreachable */
  async forgetMethod(id: Method['id']): Promise<void> {
    await asks.forgetMethod(id)
    this.savedMethods = this.savedMethods.filter((method) => method.id !== id)
  }
  /** @throws Refused, Unreachable */
  async turnWall(show: WallShow): Promise<void> {
    if (show.show === 'spotlight' && this.wall.show !== 'spotlight') this.#unlit = this.wall
    this.wall = await asks.turnWall(this.seminarId, show)
  }
  /** Takes the spotlight away, and gives the wall back what it showed. @throws Refused, Unreachable */
  async unlight(): Promise<void> {
    await asks.call(this.seminarId, undefined, { kind: 'spotlight-off' })
    if (this.wall.show === 'spotlight') await this.turnWall(this.#unlit)
  }
  /** Reads the log once; afterwards it comes by itself. @throws Refused, Unreachable */
  async readLog(): Promise<void> {
    if (this.logged) return
    this.log = (await asks.log(this.seminarId)).lines
    this.logged = true
  }

  #take({ course, activities, now }: CourseAnswer): void {
    this.activities = activities
    this.hosts = course.hosts
    this.#heard(now, (at, before) => at >= before)
  }
  #heard(groups: readonly GroupNow[], counts: typeof isLater): void {
    for (const group of groups) {
      serverClock.heard(group.serverNow)
      const before = this.now.get(group.groupId)
      if (!before || counts(group.serverNow, before.serverNow)) this.now.set(group.groupId, group)
      // Made on another facilitator's desk.
      const run = group.run
      if (run && !this.activity(run.activityId)) this.#rereadSoon()
    }
    this.at = serverClock.now()
  }
  #rereading = false
  #rereadSoon(): void {
    if (this.#rereading) return
    this.#rereading = true
    asks
      .course(this.seminarId)
      .then(
        (answer) => this.#take(answer),
        (error: unknown) => console.warn('the activities are not read again', error),
      )
      .finally(() => (this.#rereading = false))
  }
  #logs(lines: readonly LogLine[]): void {
    if (this.logged) this.log = [...this.log, ...lines].slice(-mostLines)
  }
  #called(attention: Attention): void {
    if (attention.kind === 'spotlight') this.spotlight = attention
    else if (attention.kind === 'spotlight-off') this.spotlight = undefined
    else if (attention.kind === 'summon') this.summons = attention
    else if (attention.kind === 'summon-off') this.summons = undefined
  }
}
