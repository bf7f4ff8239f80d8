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
 *   server   …                  what other parts tell (`tell`), and what they greet a newcomer with (`onWatch`)
 *
 * A wall is told what a leader is told, but for what stands between leaders: people's names, hands, figures, the log.
 *
 * Every process hears the records change and tells its own sockets; presence and activity travel between processes.
 */
import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import { Server, type ServerOptions, type Socket } from 'socket.io'
import type { Board } from '#shared/board/board.ts'
import { isId, type BoardId, type GroupId, type SeatId, type SeminarId } from '#shared/id.ts'
import type { BoardActivity, FromClient, FromServer, GroupNow, GroupPresence, SeatNotice, SeminarState } from '#shared/live/events.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { inTurns } from '../access/in-turns.ts'
import { checkOrigin } from '../access/origin.ts'
import type { Register } from '../access/register.ts'
import { leads, type Caller, type Rights } from '../access/rights.ts'
import type { Rooms } from '../sync/ports.ts'
import { openPace } from './pace.ts'
import { openPresence, repeatMs } from './presence.ts'

interface BetweenServers {
  present: (node: string, boardId: BoardId, seats: SeatId[]) => void
  rollCall: () => void
  /** What parts tell their like on other processes. */
  between: (topic: string, said: unknown) => void
}
type Io = Server<FromClient, FromServer, BetweenServers>

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

const everyone = (id: SeminarId): string => `seminar:${id}`
const leaders = (id: SeminarId): string => `leaders:${id}`
const table = (id: GroupId): string => `group:${id}`
const chair = (id: SeatId): string => `seat:${id}`
const walls = (id: SeminarId): string => `walls:${id}`
const themes = (id: SeminarId): string => `themes:${id}`

/** Whom an announcement is for. */
const audiences = {
  leaders: (id: SeminarId) => [leaders(id)],
  walls: (id: SeminarId) => [leaders(id), walls(id)],
  all: (id: SeminarId) => [leaders(id), walls(id), everyone(id)],
  /** Who has asked for it. */
  themes: (id: SeminarId) => [themes(id)],
} as const
export type Audience = keyof typeof audiences
/** What a part says to one who has just begun to watch. */
export type Greet = (seat: Seat, say: Say) => void | Promise<void>
type Wish = Exclude<keyof FromClient, 'watch'>
/** Grants a wish: answers which audience one joins, and as who. @throws Refusal */
type Grant = (caller: Caller, seminarId: SeminarId) => Promise<{ to: 'themes'; seat: Seat }>
type Say = <Event extends keyof FromServer>(event: Event, ...said: Parameters<FromServer[Event]>) => void

export const openLive = (server: HttpServer, parts: LiveParts) => {
  const { register, rights, rooms, course, publicUrl, digest, adapter, failed, now } = parts
  const node = randomUUID()
  const presence = openPresence(node, now)
  const greetings = new Set<Greet>()
  const wishes = new Map<Wish, Grant>()
  const lastEditAt = new Map<BoardId, number>()
  const io: Io = new Server(server, {
    path: '/socket.io',
    serveClient: false,
    // Upgrades of other paths belong to others: engine.io must not end them.
    destroyUpgrade: false,
    maxHttpBufferSize: 16_384,
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
    return register.groupsOf(id).map(({ id: groupId, name, order, boardId }) => {
      const members = seated.filter((seat) => seat.groupId === groupId)
      const present = presence.online(boardId)
      return { groupId, name, order, boardId, seats: members.length, online: members.filter((seat) => present.has(seat.id)).length }
    })
  }
  const activityOf = (boards: Iterable<BoardId>): Promise<BoardActivity[]> =>
    Promise.all([...boards].map(async (id) => digest(await register.boards.need(id), lastEditAt.get(id))))
  const noticeOf = async (seat: Seat): Promise<SeatNotice | undefined> => {
    if (seat.revoked) return { kind: 'revoked' }
    const groupId = course.tableOf(seat.id) ?? seat.groupId
    const group = groupId && (await register.groups.find(groupId))
    return group && { kind: 'moved', groupId: group.id, boardId: group.boardId, room: boardRoom(group.boardId) }
  }

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
  /** Where the seats that are watched from here sit, so that a change of table is told, and told once. */
  const sitting = new Map<SeatId, GroupId | undefined>()
  const seatAnew = (seat: Seat): boolean => {
    const [before, at] = [sitting.get(seat.id), course.tableOf(seat.id)]
    if (!sitting.has(seat.id) || before === at) return false
    const here = io.local.in(chair(seat.id))
    here.socketsLeave(register.groupsOf(seat.seminarId).map(({ id }) => table(id)))
    here.socketsJoin(course.groupsFor(seat).map(table))
    sitting.set(seat.id, at)
    return true
  }
  const tellMoved = (seat: Seat): Promise<void> =>
    noticeOf(seat).then((notice) => void (notice && io.local.to(chair(seat.id)).emit('seat', notice)), failed)

  const tellAllPresence = (): void => {
    for (const board of register.boards.all()) if (rooms.present(boardRoom(board.id)).length > 0) tellPresence(board.id)
  }

  const watch = async (socket: Socket<FromClient, FromServer, BetweenServers>, seminarId: SeminarId): Promise<void> => {
    const seat = await rights.seatIn(await rights.callerOf(socket.request), seminarId)
    const seminar = await register.seminars.need(seminarId)
    const shows = leads(seat) || seat.role === 'wall'
    const place = seat.role === 'wall' ? walls : leads(seat) ? leaders : everyone
    await socket.join([place(seminarId), chair(seat.id)])
    socket.emit('seminar', stateOf(seminar, shows))
    socket.emit('groups', groupsOf(seminarId))
    const groups = course.groupsFor(seat)
    if (!shows) {
      sitting.set(seat.id, course.tableOf(seat.id))
      await socket.join(groups.map(table))
    }
    socket.emit('now', course.of(seminarId, groups))
    if (!shows && course.tableOf(seat.id) !== seat.groupId) {
      const away = await noticeOf(seat)
      if (away) socket.emit('seat', away)
    }
    if (shows) socket.emit('activity', await activityOf(register.boardsOf(seminarId).map((board) => board.id)))
    for (const greet of greetings) await greet(seat, (event, ...said) => socket.emit(event, ...said))
  }
  io.on('connection', (socket) => {
    /** One question after another of each kind. */
    const asking = (ask: (seminarId: SeminarId) => Promise<void>): FromClient['watch'] => {
      let looking = false
      return (seminarId, answer) => {
        // A hostile page may send anything, or forget the answer: it gets silence.
        if (typeof answer !== 'function') return
        if (!isId(seminarId)) return answer({ ok: false, code: 'request/malformed' })
        if (looking) return answer({ ok: false, code: 'request/too-many' })
        looking = true
        ask(seminarId)
          .then(
            () => answer({ ok: true }),
            (error: unknown) => {
              if (!(error instanceof Refusal)) failed(error)
              answer({ ok: false, code: error instanceof Refusal ? error.code : 'request/failed' })
            },
          )
          .finally(() => (looking = false))
      }
    }
    socket.on(
      'watch',
      asking((seminarId) => watch(socket, seminarId)),
    )
    for (const [wish, grant] of wishes)
      socket.on(
        wish,
        asking(async (seminarId) => {
          const { to, seat } = await grant(await rights.callerOf(socket.request), seminarId)
          await socket.join([...audiences[to](seminarId), chair(seat.id)])
        }),
      )
  })
  io.on('present', (from, boardId, seats) => {
    presence.tell(from, boardId, seats)
    const board = register.boards.get(boardId)
    if (board) groupsPace.add(board.seminarId, board.seminarId)
  })
  io.on('rollCall', tellAllPresence)

  const hearing = new Map<string, (said: never) => void>()
  io.on('between', (topic, said) => hearing.get(topic)?.(said as never))

  const stops = [
    rooms.onActivity(({ boardId, kind }) => {
      if (kind === 'presence') return presencePace.add(boardId, boardId)
      lastEditAt.set(boardId, now())
      const board = register.boards.get(boardId)
      if (board) activityPace.add(board.seminarId, boardId)
    }),
    register.seminars.onChange((seminar, before) => {
      if (!before) return
      io.local.to(everyone(seminar.id)).emit('seminar', stateOf(seminar, false))
      io.local.to(audiences.walls(seminar.id)).emit('seminar', stateOf(seminar, true))
    }),
    register.groups.onChange((group) => groupsPace.add(group.seminarId, group.seminarId)),
    register.seats.onChange((seat, before) => {
      groupsPace.add(seat.seminarId, seat.seminarId)
      for (const group of [seat.groupId, before?.groupId]) if (group) donePace.add(seat.seminarId, group)
      if (!before || (seat.revoked === before.revoked && seat.groupId === before.groupId)) return
      seatAnew(seat)
      tellMoved(seat).then(() => {
        if (!seat.revoked) return
        sitting.delete(seat.id)
        const tables = register.groupsOf(seat.seminarId).map(({ id }) => table(id))
        io.local
          .in(chair(seat.id))
          .socketsLeave([everyone(seat.seminarId), walls(seat.seminarId), themes(seat.seminarId), chair(seat.id), ...tables])
      }, failed)
    }),
    course.onChange((seminarId, groups) => {
      // First to the table, then what goes on there.
      for (const seat of register.seatsOf(seminarId)) {
        if (seat.groupId && groups.includes(seat.groupId) && seatAnew(seat)) void tellMoved(seat)
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
    isWatched: (id: SeminarId): boolean => adapter !== undefined || io.of('/').adapter.rooms.has(leaders(id)),
    /** Seminars whose themes somebody on this process has asked for. */
    wished: (): SeminarId[] =>
      [...io.of('/').adapter.rooms.keys()]
        .filter((room) => room.startsWith(themes('' as SeminarId)))
        .map((room) => room.slice(themes('' as SeminarId).length) as SeminarId),
    isWished: (id: SeminarId): boolean => io.of('/').adapter.rooms.has(themes(id)),
    /** A line to the same part on all other processes; without any, what is said is heard by nobody. */
    between: <Said>(topic: string, heard: (said: Said) => void): ((said: Said) => void) => {
      hearing.set(topic, heard as (said: never) => void)
      return (said) => void (adapter && io.serverSideEmit('between', topic, said))
    },
    close: async (): Promise<void> => {
      clearInterval(repeat)
      stops.forEach((stop) => stop())
      for (const pace of [groupsPace, activityPace, donePace, presencePace]) pace.stop()
      await io.close()
    },
  }
}
export type Live = ReturnType<typeof openLive>
