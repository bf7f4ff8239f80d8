/** Joins the parts. No logic: each line opens one part and hands it to those that need it; what is rarely needed is loaded when it is. */
import { titleBoard } from '#shared/board/board.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Logger } from 'pino'
import { openActivityRoutes } from './activity/activity-routes.ts'
import { openAttentionRoutes } from './activity/attention-routes.ts'
import { openCalling } from './activity/calling.ts'
import { openCalls } from './activity/calls.ts'
import { openClocks } from './activity/clocks.ts'
import { openConducting } from './activity/conducting.ts'
import { endWhenAllDone, openCourseRoutes } from './activity/course-routes.ts'
import { openCourses } from './activity/courses.ts'
import { openDones } from './activity/dones.ts'
import { openHands } from './activity/hands.ts'
import { openLogRoute, openSeminarLog } from './activity/log.ts'
import { openPast } from './activity/past.ts'
import { openRoomNow } from './activity/room-now.ts'
import { openTelling } from './activity/telling.ts'
import { openWallRoutes, openWalls } from './activity/wall.ts'
import { openAudit } from './access/audit.ts'
import { openDoor } from './access/door.ts'
import { openLimits } from './access/limits.ts'
import { newSetUpToken, openOrganizerRoute } from './access/organizer.ts'
import { openRegister, type Register } from './access/register.ts'
import { openRights } from './access/rights.ts'
import { openSessions } from './access/session.ts'
import { openSetAside } from './access/set-aside.ts'
import { openSweeping } from './access/sweeping.ts'
import { openTickets } from './access/tickets.ts'
import { openClosing, type Closing } from './board/closing.ts'
import { openChoices } from './board/choices.ts'
import { digestOf } from './board/digest.ts'
import { openDraftFigures } from './board/draft-figures.ts'
import { openInspirationRoute } from './board/inspiration.ts'
import { openLockRoutes } from './board/lock-routes.ts'
import { openOpening, type Opening } from './board/opening.ts'
import { openExportRoutes } from './board/export-routes.ts'
import { openReveal } from './board/reveal.ts'
import { openUnnamed } from './board/unnamed.ts'
import { openUnnamedRoutes } from './board/unnamed-routes.ts'
import { openBoardRoutes } from './board/routes.ts'
import { openPictureRoutes } from './board/picture-routes.ts'
import { openVersionRoutes } from './board/version-routes.ts'
import { openVersions, phaseEnds } from './board/versions.ts'
import { openWithdrawals } from './board/withdrawn.ts'
import { openZoneRoutes } from './board/zone-routes.ts'
import { zoneTitlesOf } from './board/zone-titles.ts'
import type { Config } from './config.ts'
import { openFiller } from './group/filling.ts'
import { openJoining, type Joining } from './group/joining.ts'
import { openMoving } from './group/moving.ts'
import { openGroupRoutes } from './group/routes.ts'
import { listenUrls } from './http/address.ts'
import { openEdge } from './http/edge.ts'
import { openLog } from './http/log.ts'
import { openPort } from './http/port.ts'
import { openLive } from './live/live.ts'
import { openNoteTakerRoute } from './person/note-takers.ts'
import { openSeatCodes } from './person/seat-codes.ts'
import { openPersonRoutes } from './person/routes.ts'
import { openSeminarRoutes } from './seminar/routes.ts'
import { openWaysIn, type WaysIn } from './seminar/ways-in.ts'
import { openStore } from './store/open.ts'
import { openOthers } from './store/others.ts'
import type { Store } from './store/ports.ts'
import type { SaidElsewhere } from './sync/elsewhere.ts'
import type { Rooms } from './sync/ports.ts'
import { openRooms } from './sync/rooms.ts'
import { openLexiconRoutes } from './theme/lexicon-routes.ts'
import { openLexicons } from './theme/lexicons.ts'
import { openDeciding } from './theme/deciding.ts'
import { openDecidingRoutes } from './theme/deciding-routes.ts'
import { holdingAlone, openHolding } from './theme/holding.ts'
import { openAdvice } from './theme/advice.ts'
import { openAdviceRoutes } from './theme/advice-routes.ts'
import { openThemeExports } from './theme/export-routes.ts'
import { openGlancing } from './theme/glancing.ts'
import { openKeeping } from './theme/keeping.ts'
import { openThemeMemory } from './theme/memory.ts'
import { openThemeNews } from './theme/news.ts'
import { openThemeRoutes } from './theme/routes.ts'
import { openShelfTrail } from './theme/shelf-trail.ts'
import { openThemes } from './theme/themes.ts'
import { openTrail } from './theme/trail.ts'
import { openVoteExports } from './vote/export-routes.ts'
import { openVoteNews } from './vote/news.ts'
import { openVoteRoutes } from './vote/routes.ts'
import { openVotes } from './vote/votes.ts'

export interface App {
  /** One address that reaches it. */
  url: string
  /** All addresses that reach it, those of the LAN first. */
  urls: string[]
  store: Store
  rooms: Rooms
  register: Register
  waysIn: WaysIn
  opening: Opening
  joining: Joining
  closing: Closing
  log: Logger
  /** A one-time token that makes a browser the organizer's; undefined when there is one already. */
  setUpToken(again?: boolean): Promise<string | undefined>
  /** Ends with everything accepted stored, open sockets or not. */
  close(): Promise<void>
}
/** What tests hand in. */
export interface GivenParts {
  store?: Store
  log?: Logger
  /** Epoch ms. */
  now?: () => number
}

export const openApp = async (config: Config, given: GivenParts = {}): Promise<App> => {
  const now = given.now ?? Date.now
  const log = given.log ?? openLog(config.logLevel)
  const failed = (error: unknown): void => log.error({ err: error }, 'failed')
  const store = given.store ?? (await openStore({ ...config, tell: (words) => log.error(words) }))
  const { records, blobs } = store
  const { publicUrl, quickStart } = config
  const shared = config.redisUrl !== undefined
  const others = openOthers(!shared)

  const aside = openSetAside(log)
  const register = await openRegister(records, aside, failed)
  const sessions = openSessions(records, now)
  const courses = await openCourses({ records, register, aside, now, failed })
  const calls = await openCalls({ records, aside, tableOf: (seat) => courses.tableOf(seat.id) ?? seat.groupId, now, failed })
  const rights = openRights(register, sessions, { ...courses, isCalledTo: calls.isCalledTo }, now)
  const tickets = openTickets(records, now)
  const sweeping = openSweeping(records, now, failed)
  const limits = openLimits()
  const audit = openAudit(records, now)
  const lexicons = await openLexicons(records, now, failed)
  const door = openDoor({ register, rights, tickets, courses, calls, publicUrl, now })
  const { rooms, elsewhere, upgrade } = openRooms({ store, door, log, now })
  const waysIn = await openWaysIn(records, register, aside, failed)
  const seatCodes = openSeatCodes(records, now)
  const filler = openFiller(records)
  const joining = openJoining({ register, waysIn, seatCodes, filler, limits, now })
  const opening = openOpening({ register, waysIn, rooms, audit, now })
  const closing = openClosing({
    register,
    rooms,
    store,
    audit,
    writeBundle: async (of) => (await import('./documents/bundle.ts')).writeBundle(of),
    bringDrafts: (id) => reveal.ofSeminar(id),
    endPhases: (id) => conducting.endAll(id),
    closeVotes: (id) => votes.closeAll(id),
    keepThemes: (id) => keeping(id),
    othersHear: others.hear,
    now,
  })

  const votes = await openVotes({
    records,
    register,
    aside,
    readChoices: openChoices(register, rooms),
    tableOf: (seat) => courses.tableOf(seat.id) ?? seat.groupId,
    failed,
    now,
  })
  const dones = await openDones({ records, register, courses, aside, now, failed })
  const hands = await openHands({ records, register, courses, aside, now, failed })
  const roomNow = openRoomNow({ register, courses, dones, now })
  const reveal = openReveal({ register, courses, rooms, log: store.log, records, alone: !shared, failed, now })
  await reveal.complete()
  const versions = openVersions(store, rooms, now, failed)
  const conducting = openConducting({
    register,
    courses,
    drafts: reveal,
    votes: votes.ofPhases,
    ended: (runs) => versions.keepAtPhaseEnd(phaseEnds(runs, register, courses)),
    now,
  })
  const clocks = openClocks({ courses, conducting, now, failed })
  endWhenAllDone({ register, courses, conducting, dones, failed })

  const { http, api, otherwise } = openEdge({ config, log, store, unreadable: aside.counts, rights, limits })
  openOrganizerRoute(api, records, sessions, audit)
  openSeminarRoutes(api, { register, rights, audit, waysIn })
  openPersonRoutes(api, { register, rights, audit, seatCodes, ...openMoving(register, filler) })
  openNoteTakerRoute(api, { register, rights, audit, seatCodes, now })
  openGroupRoutes(api, {
    register,
    rights,
    sessions,
    audit,
    waysIn,
    joining,
    frozen: (id) => courses.under(id).frozen,
    retitle: ({ boardId, name }, mayChange) => rooms.write(boardRoom(boardId), (doc) => (mayChange(), titleBoard(doc, name))),
  })
  openExportRoutes(api, { register, rights, limits, rooms, now })
  openBoardRoutes(api, { register, rights, sessions, tickets, limits, audit, rooms, blobs, opening, closing, quickStart, now })
  const withdrawals = openWithdrawals(records, rooms, now, failed)
  openVersionRoutes(api, { rights, limits, audit, versions, withdrawals })
  openPictureRoutes(api, { rights, limits, records, blobs })
  openLockRoutes(api, { rights, audit, rooms })
  openActivityRoutes(api, { records, register, rights, audit, courses, aside })
  const walls = await openWalls(records, aside, failed)
  openWallRoutes(api, { register, rights, audit, seatCodes, walls, now })
  const seminarLog = openSeminarLog({ records, register, failed })
  openLogRoute(api, { rights, log: seminarLog })
  openZoneRoutes(api, { register, rights, audit, rooms, courses })
  openAttentionRoutes(api, { register, rights, limits, audit, rooms, courses, calls, hands, now })
  openCourseRoutes(api, { register, rights, audit, rooms, othersObey: others.obey, courses, conducting, dones, roomNow, failed })
  openInspirationRoute(api, { register, rights, courses, rooms, now })
  openUnnamedRoutes(api, {
    rights,
    limits,
    unnamed: openUnnamed({ courses, rooms, now }),
    wrote: (groupId, seatId) => figures.wroteUnnamed(groupId, seatId),
  })
  openVoteRoutes(api, { register, rights, audit, votes })
  openLexiconRoutes(api, { lexicons, audit })
  openVoteExports(api, { register, rights, limits, votes })
  const themeMemory = openThemeMemory(records, now)
  const themes = openThemes({
    register,
    rooms,
    memory: themeMemory,
    isShut: (id) => register.seminars.get(id)?.bundle !== undefined,
    contextOf: (id) => [register.seminars.get(id)?.title ?? '', ...courses.activities.listOf(id).map(({ title }) => title.th)].join('\n'),
    past: openPast(records, courses, now),
    lexicon: lexicons.currentLexicon,
    onLexicon: lexicons.onChange,
    isWatched: (id) => live.isWished(id),
    now,
    failed,
  })
  const trail = openTrail({ records, log: store.log, register, now, failed })
  const shelfTrail = openShelfTrail({ rooms, trail, now, failed })
  const deciding = openDeciding({ register, rooms, themes, trail, now })
  const holding = shared ? openHolding({ records, themes, deciding, watched: () => live.wished(), failed }) : undefined
  const roomThemes = holding ?? holdingAlone(themes, deciding)
  const keeping = openKeeping({ log: store.log, memory: themeMemory, themes: roomThemes, failed })
  openThemeRoutes(api, { rights, themes: roomThemes })
  openDecidingRoutes(api, { rights, tickets, trail, themes: roomThemes })
  const zonesOf = zoneTitlesOf(register, rooms)
  openThemeExports(api, { register, rights, limits, rooms, themes: roomThemes, votes: votes.votes, zonesOf, now })
  const advice = await openAdvice({ records, aside, endpoint: config.labelEndpoint, now, failed })
  openAdviceRoutes(api, { register, rights, audit, themes: roomThemes, advice })
  otherwise()

  const port = openPort(http, upgrade, failed)
  const cluster = config.redisUrl ? await (await import('./live/cluster.ts')).openCluster(config.redisUrl, failed) : undefined
  const digest: Parameters<typeof openLive>[1]['digest'] = (board, lastEditAt) => digestOf(rooms, board, lastEditAt)
  const course = { ...courses, ...roomNow, onDone: dones.onChange }
  const live = openLive(port.server, { register, rights, limits, rooms, course, publicUrl, digest, adapter: cluster?.adapter, failed, now })

  const drafted = openDraftFigures({ register, courses, rooms, log: store.log, shared, failed })
  const calling = openCalling({ live, register, calls, hands })
  const figures = openTelling({ live, log: seminarLog, walls, register, rooms, courses, drafts: drafted, now, failed })
  openVoteNews(votes, live, failed)
  openThemeNews({ live, rights, themes, room: roomThemes })
  // Of several processes the one that is asked first reckons: a glance would take that from it.
  const glancing = shared ? undefined : openGlancing({ register, rooms, themes, isLed: live.isWatched, now, failed })
  holding?.connect(live.between('themes', holding.hear))
  const sayPresence = live.between('presence', (said: SaidElsewhere) => elsewhere.hear(said))
  // Nobody wants to hear later where somebody's finger was.
  if (cluster) elsewhere.connect((said) => cluster.isUp() && sayPresence(said))

  const close = async (): Promise<void> => {
    clocks.close()
    glancing?.close()
    const ended = port.stop()
    const quiet = live.close()
    await themes.close()
    await holding?.close()
    await rooms.close()
    await shelfTrail.close()
    await Promise.all([ended(), quiet])
    await cluster?.close()
    const quietly = [drafted, reveal, dones, figures, seminarLog, walls, advice, lexicons, calling, calls, hands, courses, waysIn, register]
    for (const part of quietly) part.close()
    votes.stop()
    for (const part of [sweeping, versions, withdrawals, store]) await part.close()
  }
  const listening = await port.listen(config.port, config.host).catch(async (error: unknown) => {
    await close()
    throw error
  })
  const urls = listenUrls(config, listening)
  return {
    url: urls.at(-1)!,
    urls,
    store,
    rooms,
    register,
    waysIn,
    opening,
    joining,
    closing,
    log,
    setUpToken: (again) => newSetUpToken(records, again),
    close,
  }
}
