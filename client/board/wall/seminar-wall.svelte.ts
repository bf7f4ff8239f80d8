/** What the wall of a seminar knows: what it shows, what the groups do and write, and how one gets in. */
import { SvelteMap } from 'svelte/reactivity'
import type { Group } from '#shared/group/group.ts'
import type { BoardId, GroupId, SeminarId, VoteId } from '#shared/id.ts'
import type { BoardActivity, GroupNow, GroupPresence, VoteNow, WallShow } from '#shared/live/events.ts'
import { clockText, clustersOf, hides, isGoing, leftOf } from '../../activity/console/clusters.ts'
import { seminar as seminarView } from '../../net/api.ts'
import { askUntil } from '../../net/ask-until.ts'
import { LiveLine, type Listeners } from '../../net/live.svelte.ts'
import { serverClock } from '../../net/server-clock.ts'
import { ThemeDesk } from '../../theme/theme-desk.svelte.ts'
import { followed } from './followed.ts'

const secondMs = 1_000
const lastMinuteMs = 60_000

/** A clock in words, and whether it warns. */
export interface WallClock {
  readonly text: string
  readonly warns: boolean
}

export class SeminarWall {
  readonly seminarId: SeminarId
  readonly line = new LiveLine()
  readonly activity = new SvelteMap<string, BoardActivity>()
  readonly now = new SvelteMap<GroupId, GroupNow>()
  readonly votes = new SvelteMap<VoteId, VoteNow>()
  title = $state('')
  closed = $state(false)
  groups = $state.raw<readonly GroupPresence[]>([])
  join = $state.raw<{ joinUrl: string; joinCode: string }>()
  turned = $state.raw<WallShow>()
  /** There while the wall shows themes: the server looks for them as long as somebody asks. */
  themes = $state.raw<ThemeDesk>()
  refused = $state.raw<unknown>()
  lobbyOpen = $state(true)
  /** The server's time at the last stroke of the second. */
  at = $state(serverClock.now())
  #stroke: ReturnType<typeof setInterval> | undefined
  #records = $state.raw<readonly Group[]>([])

  readonly clusters = $derived(clustersOf([...this.now.values()]))
  readonly ordered = $derived(this.groups.toSorted((a, b) => a.order - b.order))
  readonly joined = $derived(this.groups.reduce((sum, { seats }) => sum + seats, 0))
  /** What is shown: what it was turned to, or what the activity asks for. */
  readonly show = $derived.by(() => {
    const { turned } = this
    return turned === undefined || turned.show === 'activity' ? followed(this.clusters[0], [...this.votes.values()]) : turned
  })
  /** Groups that write in private just now. */
  readonly hidden = $derived<readonly GroupId[]>(
    [...this.now.values()].filter(({ run }) => isGoing(run) && hides(run)).map(({ groupId }) => groupId),
  )
  /** Of the phase that most groups are in. */
  readonly clock = $derived.by<WallClock | undefined>(() => {
    const run = this.clusters[0]?.run
    const left = run?.state === 'running' ? leftOf(run, this.at) : undefined
    return left === undefined ? undefined : { text: clockText(left), warns: left <= lastMinuteMs }
  })

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** Follows what is announced. Refusals are kept in `refused`. */
  open(): void {
    this.#stroke = setInterval(() => (this.at = serverClock.now()), secondMs)
    void this.#introduce()
    const listeners: Listeners = {
      seminar: ({ title, state, lobbyOpen, joinCode }) => {
        Object.assign(this, { title, lobbyOpen, closed: state === 'closed' })
        // The code may have been rotated.
        if (this.join && joinCode !== undefined && joinCode !== this.join.joinCode) void this.#introduce()
      },
      groups: (list) => (this.groups = list),
      activity: (boards) => boards.forEach((board) => this.activity.set(board.boardId, board)),
      now: (groups) => {
        for (const group of groups) {
          serverClock.heard(group.serverNow)
          this.now.set(group.groupId, group)
        }
        this.at = serverClock.now()
      },
      votes: (votes) => votes.forEach((vote) => this.votes.set(vote.voteId, vote)),
      wall: (show) => this.#turn(show),
    }
    // Who leads is told that a wall stands open.
    const watching = this.line.watch(
      this.seminarId,
      listeners,
      (line) =>
        void askUntil((answered) => line.emit('showWall', this.seminarId, answered), {
          granted: () => {},
          refused: (code) => console.warn('not counted as a wall', code),
        }),
    )
    watching.catch((error: unknown) => (this.refused = error))
  }
  close(): void {
    clearInterval(this.#stroke)
    this.line.close()
    this.themes?.close()
  }

  nameOf(id: GroupId | undefined): string {
    const group = this.groups.find(({ groupId }) => groupId === id) ?? this.#records.find((record) => record.id === id)
    return group?.name ?? ''
  }
  groupOf(boardId: BoardId): string {
    return this.groups.find((group) => group.boardId === boardId)?.name ?? ''
  }

  #turn(show: WallShow): void {
    this.turned = show
    if (show.show === 'themes' && !this.themes) {
      this.themes = new ThemeDesk(this.seminarId)
      this.themes.open().catch((error: unknown) => (this.refused = error))
    } else if (show.show !== 'themes') {
      this.themes?.close()
      this.themes = undefined
    }
  }
  async #introduce(): Promise<void> {
    try {
      const { joinUrl, joinCode, groups } = await seminarView(this.seminarId)
      this.#records = groups
      if (joinUrl) this.join = { joinUrl, joinCode: joinCode ?? '' }
    } catch (error) {
      console.warn('the wall stays without a join code', error)
    }
  }
}
