/**
 * Announcements over Socket.IO. The conversation:
 *
 *   browser  opens /socket.io with its cookie (Origin checked)
 *   browser  watch(seminarId)   → { ok: true } and at once: seminar, groups, and for who leads it: activity
 *   server   seminar            when title, state, lobby or code change
 *   server   groups             when people come and go, at most twice a second
 *   server   activity           when boards are written on, at most once a second; only to who leads
 *   server   seat               to one seat: it was taken back, or moved to another group or table
 *   server   now                what groups are doing: on watch, on each change at once, and of who is done once a second at most
 *   browser  watchThemes(…)     and whatever else parts let be wished for (`onWish`): from then on it is told that, too
 *   screen   showWall(…)        it stands open as the wall: who leads is told how many do (`walls`)
 *   server   …                  what other parts tell (`tell`), and what they greet a newcomer with (`onWatch`)
 *
 * A wall is told what a leader is told, but for what stands between leaders: people's names, hands, figures, the log.
 *
 * Every process hears the records change and tells its own sockets; presence and activity travel between processes.
 */
import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { Server, type ServerOptions } from 'socket.io'
import type { Board } from '#shared/board/board.ts'
import type { BoardId, GroupId, SeatId, SeminarId } from '#shared/id.ts'
import type { BoardActivity, FromClient, FromServer, GroupNow, GroupPresence, SeminarState } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { inTurns } from '../access/in-turns.ts'
import type { Limits } from '../access/limits.ts'
import { checkOrigin } from '../access/origin.ts'
import type { Register } from '../access/register.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import type { Rooms } from '../sync/ports.ts'
import { asking } from './asking.ts'
import { audiences, chair, places, table, themesRoomOf, type Audience } from './audiences.ts'
import { openBetween, type Io, type Line } from './between.ts'
import { boundLines } from './lines.ts'
import { openPace } from './pace.ts'
import { openPresence, repeatMs } from './presence.ts'
import { openScreens } from './screens.ts'
import { openSeating } from './seating.ts'

/** What the course of a seminar gives to be announced (server/activity). */
interface CourseNews {
  tableOf(seatId: SeatId): GroupId | undefined
  onChange(changed: (seminarId: SeminarId, groups: readonly GroupId[]) => void): () => void
  onDone(changed: (seminarId: SeminarId, groupId: GroupId) => void): () => void
  of(seminarId: SeminarId, groups: readonly GroupId[]): GroupNow[]
  groupsFor(seat: Seat): GroupId[]
}

export interface LiveParts {
  register: Register
  rights: Rights
  limits: Limits
  rooms: Rooms
  course: CourseNews
  publicUrl: string | undefined
  digest(board: Board, lastEditAt: number | undefined): Promise<BoardActivity>
  /** Joins this process with the others; undefined = it is alone. */
  adapter: ServerOptions['adapter'] | undefined
  failed(error: unknown): void
  now: () => number
}

const groupsGapMs = 500
const activityGapMs = 1_000
const doneGapMs = 1_000
/** Tables that are told in one turn of the process. */
const groupsAtOnce = 8

/** What a part says to one who has just begun to watch. */
export type Greet = (seat: Seat, say: Say) => void | Promise<void>
type Wish = Exclude<keyof FromClient, 'watch'>
/** Grants a wish: answers which audience one joins, and as who. @throws Refusal */
type Grant = (caller: Caller, seminarId: SeminarId) => Promise<{ to: 'themes' | 'screens'; seat: Seat }>
type Say = <Event extends keyof FromServer>(event: Event, ...said: Parameters<FromServer[Event]>) => void

export const openLive = (server: HttpServer, parts: LiveParts) => {
  const { register, rights, limits, rooms, course, publicUrl, digest, adapter, failed, now } = parts
  const node = randomUUID()
  const presence = openPresence<BoardId, SeatId>(node, now)
  const greetings = new Set<Greet>()
  const wishes = new Map<Wish, Grant>()
  const lastEditAt = new Map<BoardId, number>()
  const io: Io = new Server(server, {
    path: '/socket.io',
    serveClient: false,
    // Upgrades of other paths belong to others: engine.io must not end them.
    destroyUpgrade: false,
    maxHttpBufferSize: 16_384,
    // On a line that swallows everything each side knows within a quarter of a minute.
    pingInterval: 8_000,
    pingTimeout: 7_000,
    perMessageDeflate: { threshold: 1024, serverNoContextTakeover: true, clientNoContextTakeover: true },
    ...(adapter && { adapter }),
    allowRequest: (request, decide) => {
      try {
        checkOrigin(request, publicUrl)
        decide(null, true)
      } catch (error) {
        decide(error instanceof Refusal ? error.code : 'request/malformed', false)
      }
    },
  })

  const between = openBetween(io, adapter === undefined)
  const screens = openScreens(io, between, node, now)

  const lines = boundLines(io)

  const stateOf = (seminar: Seminar, leading: boolean): SeminarState => ({
    seminarId: seminar.id,
    title: seminar.title,
    state: seminar.state,
    lobbyOpen: seminar.lobbyOpen,
    ...(leading && { joinCode: seminar.joinCode }),
    serverNow: now(),
  })
  const groupsOf = (id: SeminarId): GroupPresence[] => {
    const seated = register.seatsOf(id).filter((seat) => !seat.revoked)
    const groups = register.groupsOf(id)
    // Wherever they are: who was called to another table's board, or moves between tables, has not gone.
    const present = new Set(groups.flatMap(({ boardId }) => [...presence.online(boardId)]))
    return groups.map(({ id: groupId, name, order, boardId }) => {
      const members = seated.filter((seat) => seat.groupId === groupId)
      return { groupId, name, order, boardId, seats: members.length, online: members.filter((seat) => present.has(seat.id)).length }
    })
  }
  const activityOf = (boards: Iterable<BoardId>): Promise<BoardActivity[]> =>
    Promise.all([...boards].map(async (id) => digest(await register.boards.need(id), lastEditAt.get(id))))
  const seating = openSeating(io, { register, course, failed })

  const groupsPace = openPace<SeminarId>(groupsGapMs, (_, [id]) => io.local.to(audiences.all(id!)).emit('groups', groupsOf(id!)))
  const isLookedAt = (id: SeminarId): boolean => audiences.walls(id).some((room) => io.of('/').adapter.rooms.has(room))
  const activityPace = openPace<BoardId>(activityGapMs, (id, boards) => {
    // Alone and nobody looking: nothing to read. With others, somebody may look there.
    if (!adapter && !isLookedAt(id as SeminarId)) return
    activityOf(boards).then((activity) => io.to(audiences.walls(id as SeminarId)).emit('activity', activity), failed)
  })
  const donePace = openPace<GroupId>(doneGapMs, (id, groups) => tellNow(id as SeminarId, [...groups]))
  const presencePace = openPace<BoardId>(groupsGapMs, (_, [boardId]) => tellPresence(boardId!))

  const tellPresence = (boardId: BoardId): void => {
    const seats = rooms.present(boardRoom(boardId))
    presence.tell(node, boardId, seats)
    if (adapter) io.serverSideEmit('present', node, boardId, seats)
    const board = register.boards.get(boardId)
    if (board) groupsPace.add(board.seminarId, board.seminarId)
  }
  const tellNow = (seminarId: SeminarId, groups: readonly GroupId[]): void => {
    io.local.to(audiences.walls(seminarId)).emit('now', course.of(seminarId, groups))
    inTurns(groups, groupsAtOnce, (some) => {
      for (const now of course.of(seminarId, some)) io.local.to(table(now.groupId)).emit('now', [now])
    })
  }
  const tellAllPresence = (): void => {
    for (const board of register.boards.all()) if (rooms.present(boardRoom(board.id)).length > 0) tellPresence(board.id)
    screens.repeat()
  }

  const watch = async (socket: Line, caller: Caller, seminarId: SeminarId): Promise<void> => {
    const seat = await rights.seatIn(caller, seminarId)
    const seminar = await register.seminars.need(seminarId)
    const shows = leads(seat) || seat.role === 'wall'
    const place = seat.role === 'wall' ? places.walls : leads(seat) ? places.leaders : places.everyone
    lines.sit(socket, seat.id)
    await socket.join([place(seminarId), chair(seat.id)])
    socket.emit('seminar', stateOf(seminar, shows))
    socket.emit('groups', groupsOf(seminarId))
    if (leads(seat)) socket.emit('walls', screens.count(seminarId))
    const groups = course.groupsFor(seat)
    if (!shows) {
      seating.sit(seat.id)
      await socket.join(groups.map(table))
    }
    socket.emit('now', course.of(seminarId, groups))
    if (!shows && course.tableOf(seat.id) !== seat.groupId) {
      const away = await seating.noticeOf(seat)
      if (away) socket.emit('seat', away)
    }
    if (shows) socket.emit('activity', await activityOf(register.boardsOf(seminarId).map((board) => board.id)))
    for (const greet of greetings) await greet(seat, (event, ...said) => socket.emit(event, ...said))
  }
  wishes.set('showWall', async (caller, seminarId) => {
    const seat = await rights.seatIn(caller, seminarId)
    if (!leads(seat) && seat.role !== 'wall') throw new Refusal('seat/forbidden')
    return { to: 'screens', seat }
  })
  const asked = asking({ rights, limits, failed })
  io.on('connection', (socket) => {
    const watched = asked(socket, (caller, seminarId) => watch(socket, caller, seminarId))
    socket.on('watch', watched)
    for (const [wish, grant] of wishes) {
      const granted = asked(socket, async (caller, seminarId) => {
        const { to, seat } = await grant(caller, seminarId)
        lines.sit(socket, seat.id)
        await socket.join([...audiences[to](seminarId), chair(seat.id)])
      })
      socket.on(wish, granted)
    }
  })
  io.on('present', (from, boardId, seats) => {
    presence.tell(from, boardId, seats)
    const board = register.boards.get(boardId)
    if (board) groupsPace.add(board.seminarId, board.seminarId)
  })
  io.on('rollCall', tellAllPresence)

  const stops = [
    rooms.onActivity(({ boardId, kind }) => {
      if (kind === 'presence') return presencePace.add(boardId, boardId)
      lastEditAt.set(boardId, now())
      const board = register.boards.get(boardId)
      if (board) activityPace.add(board.seminarId, boardId)
    }),
    register.seminars.onChange((seminar, before) => {
      if (!before) return
      io.local.to(places.everyone(seminar.id)).emit('seminar', stateOf(seminar, false))
      io.local.to(audiences.walls(seminar.id)).emit('seminar', stateOf(seminar, true))
    }),
    register.groups.onChange((group) => groupsPace.add(group.seminarId, group.seminarId)),
    register.seats.onChange((seat, before) => {
      groupsPace.add(seat.seminarId, seat.seminarId)
      for (const group of [seat.groupId, before?.groupId]) if (group) donePace.add(seat.seminarId, group)
      if (!before || (seat.revoked === before.revoked && seat.groupId === before.groupId)) return
      seating.moved(seat).catch(failed)
    }),
    course.onChange((seminarId, groups) => {
      // First to the table, then what goes on there.
      for (const seat of register.seatsOf(seminarId)) {
        if (seat.groupId && groups.includes(seat.groupId)) seating.look(seat)
      }
      tellNow(seminarId, groups)
    }),
    course.onDone((seminarId, groupId) => donePace.add(seminarId, groupId)),
  ]
  const repeat = adapter ? setInterval(tellAllPresence, repeatMs).unref() : undefined
  if (adapter) io.serverSideEmit('rollCall')

  return {
    /** To those of this process; every process hears of the change and tells its own. */
    tell: <Event extends keyof FromServer>(id: SeminarId, to: Audience, event: Event, ...said: Parameters<FromServer[Event]>): void =>
      void io.local.to(audiences[to](id)).emit(event, ...said),
    /** To who sits at these tables, as a member or as a visitor, on this process. */
    tellTables: <Event extends keyof FromServer>(groups: readonly GroupId[], event: Event, ...said: Parameters<FromServer[Event]>): void =>
      void io.local.to(groups.map(table)).emit(event, ...said),
    /** To those of every process; for what only one process knows. */
    spread: <Event extends keyof FromServer>(id: SeminarId, to: Audience, event: Event, ...said: Parameters<FromServer[Event]>): void =>
      void io.to(audiences[to](id)).emit(event, ...said),
    /** To one person, on all tablets of this process. */
    tellSeat: <Event extends keyof FromServer>(id: SeatId, event: Event, ...said: Parameters<FromServer[Event]>): void =>
      void io.local.to(chair(id)).emit(event, ...said),
    onWatch: (greet: Greet): void => void greetings.add(greet),
    onWish: (wish: Wish, grant: Grant): void => void wishes.set(wish, grant),
    /** Whether who leads the seminar may be looking, here or on another process. */
    isWatched: (id: SeminarId): boolean => adapter !== undefined || io.of('/').adapter.rooms.has(places.leaders(id)),
    /** Seminars whose themes somebody on this process has asked for. */
    wished: (): SeminarId[] => [...io.of('/').adapter.rooms.keys()].flatMap((room) => themesRoomOf(room) ?? []),
    isWished: (id: SeminarId): boolean => audiences.themes(id).some((room) => io.of('/').adapter.rooms.has(room)),
    /** A line to the same part on all other processes; without any, what is said is heard by nobody. */
    between,
    close: async (): Promise<void> => {
      clearInterval(repeat)
      stops.forEach((stop) => stop())
      for (const pace of [groupsPace, activityPace, donePace, presencePace]) pace.stop()
      await io.close()
    },
  }
}
export type Live = ReturnType<typeof openLive>
