/** What the facilitator's screen sees of a seminar: the records as `/api` gives them, and the live figures laid over them. */
import { SvelteMap } from 'svelte/reactivity'
import type { Group, SeminarView } from '#shared/group/group.ts'
import type { BoardId, GroupId, SeminarId } from '#shared/id.ts'
import type { BoardActivity, GroupPresence } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import * as api from '../net/api.ts'
import { LiveLine, type Listeners } from '../net/live.svelte.ts'

/** A burst of joins is read once. */
const rereadAfterMs = 800

export class Desk {
  readonly seminarId: SeminarId
  /** The records; undefined until they are here. */
  view = $state.raw<SeminarView>()
  readonly presence = new SvelteMap<GroupId, GroupPresence>()
  readonly activity = new SvelteMap<BoardId, BoardActivity>()
  readonly line = new LiveLine()
  /** Server's clock minus this device's, in ms. */
  #ahead = $state(0)
  #rereading: ReturnType<typeof setTimeout> | undefined
  #closed = false

  readonly groups = $derived<readonly Group[]>(this.view?.groups.toSorted((a, b) => a.order - b.order) ?? [])
  readonly seats = $derived<readonly Seat[]>(this.view?.seats?.filter((seat) => !seat.revoked) ?? [])
  /** Who takes part; whoever takes notes or leads is not counted among them. */
  readonly people = $derived(this.seats.filter((seat) => seat.role === 'participant'))
  readonly noteTakers = $derived(this.seats.filter((seat) => seat.role === 'noteTaker'))
  readonly facilitators = $derived(this.seats.filter((seat) => seat.role === 'facilitator'))
  readonly online = $derived([...this.presence.values()].reduce((sum, group) => sum + group.online, 0))
  readonly closed = $derived(this.view?.seminar.state === 'closed')
  readonly leads = $derived(this.view?.me.role === 'facilitator' || this.view?.me.role === 'organizer')

  constructor(seminarId: SeminarId) {
    this.seminarId = seminarId
  }

  /** Reads the records, then follows the announcements; `others` hear what is not of groups. @throws Refused, Unreachable */
  async open(others: Listeners = {}): Promise<void> {
    await this.read()
    if (this.#closed || !this.leads) return
    await this.line.watch(this.seminarId, {
      ...others,
      seminar: (state) => {
        this.#ahead = state.serverNow - Date.now()
        const known = this.view?.seminar
        const same = known?.title === state.title && known.state === state.state && known.lobbyOpen === state.lobbyOpen
        if (!same || (state.joinCode !== undefined && this.view?.joinCode !== state.joinCode)) this.#rereadSoon()
      },
      groups: (groups) => {
        for (const group of groups) this.presence.set(group.groupId, group)
        if (groups.some((group) => this.#isNews(group))) this.#rereadSoon()
      },
      activity: (boards) => {
        for (const board of boards) this.activity.set(board.boardId, board)
      },
    })
  }

  /** Reads the records again; every verb of this screen ends with it. @throws Refused, Unreachable */
  async read(): Promise<void> {
    this.view = await api.seminar(this.seminarId)
  }

  peopleOf(groupId: GroupId): Seat[] {
    return this.people.filter((seat) => seat.groupId === groupId)
  }
  groupNamed(groupId: GroupId | undefined): string {
    return this.groups.find((group) => group.id === groupId)?.name ?? ''
  }
  /** A moment of this device in the server's time. */
  serverTime(at: number): number {
    return at + this.#ahead
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#rereading)
    this.line.close()
  }

  #isNews(group: GroupPresence): boolean {
    const known = this.groups.find(({ id }) => id === group.groupId)
    return known?.name !== group.name || this.peopleOf(group.groupId).length !== group.seats
  }
  #rereadSoon(): void {
    this.#rereading ??= setTimeout(() => {
      this.#rereading = undefined
      // The next announcement, or the next verb, reads again.
      this.read().catch((error: unknown) => console.warn('seminar not read again', error))
    }, rereadAfterMs)
  }
}
