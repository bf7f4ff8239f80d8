/**
 * Votes from the opening to the results, in one file: who opens, casts and closes at once must not pass each other by.
 * The closing, each step of which may be done again:
 *
 *   open     ballots are taken, each only while this record stands as it is
 *   closing  none is taken any more; what is in the box is counted
 *   closed   the results stand on the record, and the box is emptied: nobody can tell any more how anybody voted
 *
 * A process that dies in between leaves `closing`, or `closed` with a full box: whoever sees it completes it.
 */
import * as v from 'valibot'
import type { GroupId, SeminarId, VoteId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { Refusal } from '#shared/refusal.ts'
import { checkBallot, type Ballot } from '#shared/vote/ballot.ts'
import { isFull } from '#shared/vote/given.ts'
import { maxChoiceCharacters, maxChoicesOf, type VoteSetup } from '#shared/vote/setup.ts'
import { tally, type Counted } from '#shared/vote/tally.ts'
import type { Choice } from '#shared/vote/choice.ts'
import { voteSchema, type ChoicesFound, type Turnout, type Vote } from '#shared/vote/vote.ts'
import type { Words } from '#shared/words.ts'
import { Kept } from '../access/kept.ts'
import type { Register } from '../access/register.ts'
import { derivedId } from '../access/secret.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { Records } from '../store/ports.ts'
import { openBallots, type Found } from './ballots.ts'
import { countChoices, narrowed, placesIn, type BoardIdea } from './narrowing.ts'
import { openTurnout } from './turnout.ts'

const voteKind = 'vote'
/** Of one seminar: all are kept, with their choices and results. */
export const maxVotes = 1_000
/** So long whoever began a closing has time for it; then others complete it. */
const completeAfterMs = 3_000

export interface VotesParts {
  records: Records
  register: Register
  aside: SetAside
  /** The ideas as they stand: of one group's board, or of all, in order. */
  readChoices(of: { seminarId: SeminarId; groupId: GroupId | undefined }): Promise<BoardIdea[]>
  /** At whose table somebody sits now. */
  tableOf(seat: Seat): GroupId | undefined
  failed(error: unknown): void
  now: () => number
}
export interface Opened {
  seminarId: SeminarId
  /** Undefined: of the whole seminar. */
  groupId: GroupId | undefined
  title: Words
  setup: VoteSetup
  run?: Vote['run'] | undefined
}
/** How a vote goes. */
export interface Going {
  turnout: Turnout
  proxies: number
}

const cut = (text: string): string => (text.length <= maxChoiceCharacters ? text : `${text.slice(0, maxChoiceCharacters).toWellFormed()}…`)

export const openVotes = async (parts: VotesParts) => {
  const { records, register, aside, readChoices, tableOf, failed, now } = parts
  const votes = new Kept<Vote>(records, voteKind, 'vote/not-found', (raw) => v.parse(voteSchema, raw), aside)
  const listeners = new Set<(vote: Vote) => void>()
  const told = (voteId: VoteId): void => {
    const vote = votes.get(voteId)
    if (vote) for (const listener of listeners) listener(vote)
  }

  const ballots = openBallots(records, aside, async (voteId, afresh) => {
    const vote = afresh ? await votes.reread(voteId) : votes.get(voteId)
    if (vote?.state !== 'open') throw new Refusal('vote/closed')
    return { kind: voteKind, id: voteId, version: votes.versionOf(voteId) }
  })
  const turnout = openTurnout({
    records,
    ballots,
    isFull: (voteId, ballot) => {
      const vote = votes.get(voteId)
      return vote !== undefined && isFull(vote.setup, vote.choices.length, ballot)
    },
    told,
    failed,
  })

  /** May have a ballot here now. */
  const concerns = (vote: Vote, seat: Seat): boolean =>
    seat.role === 'participant' &&
    !seat.revoked &&
    seat.seminarId === vote.seminarId &&
    (vote.groupId === undefined || tableOf(seat) === vote.groupId)
  /** Ballots of a seat that was taken back do not count: who lost a tablet has another seat. */
  const counts = (seatId: Found['seatId']): boolean => seatId === undefined || register.seats.get(seatId)?.revoked !== true
  const seatsOf = (vote: Vote): Seat[] => register.seatsOf(vote.seminarId).filter((seat) => concerns(vote, seat))

  const placesOf = (seminarId: SeminarId) => placesIn([...votes.all()].filter((vote) => vote.seminarId === seminarId))
  /** What a setup finds now, on all boards together. */
  const found = async (seminarId: SeminarId, setup: VoteSetup): Promise<ChoicesFound> => {
    const ideas = setup.on === 'given' ? [] : await readChoices({ seminarId, groupId: undefined })
    const counted = countChoices(setup, ideas, placesOf(seminarId))
    return setup.on === 'given' ? { ...counted, found: setup.given?.length || 1 } : counted
  }
  const choicesOf = async ({ setup, seminarId, groupId, title }: Opened): Promise<Choice[]> => {
    const limit = maxChoicesOf(setup)
    const given = setup.given?.length ? setup.given : [title.th]
    const ideas = setup.on === 'given' ? [] : await readChoices({ seminarId, groupId: setup.on === 'group' ? groupId : undefined })
    const taken = setup.on === 'given' ? given.map((text) => ({ text })) : narrowed(setup, ideas, placesOf(seminarId))
    if (taken.length > limit) {
      const { fits = 0 } = countChoices(setup, ideas, new Map())
      throw new Refusal('vote/too-many-choices', { limit, found: taken.length, ...(fits > 0 && { fits }) })
    }
    return taken.map((choice, index): Choice => {
      const { ideaId, groupId: from, boardId } = choice as Partial<BoardIdea>
      return { id: `c${index + 1}`, text: cut(choice.text), ...(ideaId && { ideaId, groupId: from!, boardId: boardId! }) }
    })
  }

  /** Those that can be opened: with something to vote on, or open already. @throws vote/too-many-choices, vote/too-many */
  const ready = async (asked: readonly [VoteId, Opened][]): Promise<[VoteId, Opened][]> => {
    const full = await Promise.all(asked.map(async ([id, of]) => (await votes.find(id)) !== undefined || (await choicesOf(of)).length > 0))
    const fresh = asked.filter(([id]) => !votes.get(id))
    const kept = [...votes.all()].filter(({ seminarId }) => seminarId === fresh[0]?.[1].seminarId)
    if (fresh.length > 0 && kept.length + fresh.length > maxVotes) throw new Refusal('vote/too-many', { limit: maxVotes })
    return asked.filter((_, index) => full[index])
  }

  /** Opens a vote under an id that belongs to it, so that it is opened once. @throws vote/too-many-choices, seminar/closed */
  const open = async (id: VoteId, opened: Opened): Promise<Vote> => {
    const known = await votes.find(id)
    if (known) return known
    if ((await register.seminars.need(opened.seminarId)).state === 'closed') throw new Refusal('seminar/closed')
    const choices = await choicesOf(opened)
    const { groupId, run, ...rest } = opened
    const vote: Vote = { id, ...rest, ...(groupId && { groupId }), ...(run && { run }), choices, state: 'open', openedAt: now() }
    return votes.create(vote).catch(async (error: unknown) => {
      const other = await votes.reread(id)
      if (!other) throw error
      return other
    })
  }

  /** Changes the state only from the one expected; answers what stands afterwards, whoever did it. */
  const step = async (id: VoteId, from: Vote['state'], to: (vote: Vote) => Vote): Promise<Vote> => {
    try {
      return await votes.change(id, (vote) => {
        if (vote.state !== from) throw new Refusal('vote/closed')
        return to(vote)
      })
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'vote/closed') throw error
      return (await votes.reread(id))!
    }
  }

  const resultsOf = async (vote: Vote): Promise<Vote['results']> => {
    const box = await ballots.inBox(vote.id)
    // Somebody may have sat down at another process a moment ago.
    await Promise.all(box.map(async ({ seatId }) => seatId && register.seats.find(seatId)))
    const found = box.filter((one) => counts(one.seatId))
    const counted = found.flatMap(({ seatId, groupId, ballot }): Counted[] => {
      const of = seatId ? register.seats.get(seatId)?.groupId : (groupId ?? vote.groupId)
      return ballot ? [{ ballot, groupId: of, proxy: seatId === undefined }] : []
    })
    const seats = new Set([
      ...seatsOf(vote).map(({ id }) => id),
      ...found.flatMap(({ seatId, ballot }) => (seatId && ballot ? [seatId] : [])),
    ])
    return tally({ setup: vote.setup, choices: vote.choices, counted, seats: seats.size, compared: vote.groupId === undefined })
  }

  const finish = async (id: VoteId): Promise<Vote> => {
    await votes.need(id)
    let vote = await step(id, 'open', (open) => ({ ...open, state: 'closing', closedAt: now() }))
    if (vote.state === 'closing') {
      // The box does not change any more, and it is emptied only once `closed` stands: whoever counts, counts the same.
      const results = await resultsOf(vote)
      vote = await step(id, 'closing', (closing) => ({ ...closing, state: 'closed', results }))
    }
    await ballots.erase(id)
    turnout.forget(id)
    return vote
  }

  const running = new Map<VoteId, Promise<Vote>>()
  /** Closes it; closing again changes nothing. */
  const close = (id: VoteId): Promise<Vote> => {
    const known = running.get(id) ?? finish(id).finally(() => running.delete(id))
    running.set(id, known)
    return known
  }

  const timers = new Map<VoteId, NodeJS.Timeout>()
  /** A closing that another process began is completed here when it does not end. */
  const watchOver = (id: VoteId): void => {
    if (timers.has(id)) return
    const later = setTimeout(() => {
      timers.delete(id)
      void complete(id)
    }, completeAfterMs)
    timers.set(id, later.unref())
  }
  const complete = async (id: VoteId): Promise<void> => {
    try {
      await close(id)
    } catch (error) {
      failed(error)
      watchOver(id)
    }
  }

  const stops = [
    records.watch((kind, id) => void (kind === voteKind && votes.reread(id).catch(failed))),
    votes.onChange((vote, before) => {
      if (vote.state === 'closing') watchOver(vote.id)
      if (vote.state !== before?.state) told(vote.id)
    }),
    register.seminars.onChange((seminar) => {
      if (seminar.state !== 'closed') return
      for (const vote of votes.all()) if (vote.seminarId === seminar.id && vote.state !== 'closed') void complete(vote.id)
    }),
  ]
  await votes.load()
  const boxes = await ballots.boxes()
  const unfinished = async (vote: Vote): Promise<boolean> =>
    vote.state === 'closing' ||
    (vote.state === 'closed' && boxes.has(vote.id)) ||
    (vote.state === 'open' && (await register.seminars.find(vote.seminarId))?.state === 'closed')
  for (const vote of votes.all()) if (await unfinished(vote)) await complete(vote.id)

  return {
    votes,
    ballots,
    found,
    ready,
    open,
    close,
    /** Closes what is still open in a seminar; answers all of its votes, in order of opening. */
    closeAll: async (seminarId: SeminarId): Promise<Vote[]> => {
      const all = [...votes.all()].filter((vote) => vote.seminarId === seminarId)
      const closed = await Promise.all(all.map((vote) => (vote.state === 'closed' ? vote : close(vote.id))))
      return closed.sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
    },
    concerns,
    /** Whether it is this person's to see: of their own group, of the table they visit, or of everybody. */
    isFor: (vote: Vote, seat: Seat): boolean =>
      vote.groupId === undefined || seat.groupId === vote.groupId || tableOf(seat) === vote.groupId,
    /** Puts a person's ballot; undefined withdraws it. @throws vote/closed, vote/over-budget, vote/malformed, record/changed {turn} */
    cast: async (
      vote: Vote,
      seat: Seat,
      ballot: Ballot | undefined,
      turn?: number,
    ): Promise<{ ballot: Ballot | undefined; turn: number }> => {
      const kept = ballot && checkBallot(vote.setup, vote.choices, ballot)
      const stands = await ballots.cast(vote.id, seat.id, kept, turn)
      await turnout.note(stands.id, kept, seat.id)
      return { ballot: kept, turn: stands.turn }
    },
    /** Enters the ballot of somebody without a tablet. @throws vote/closed, vote/over-budget, vote/malformed, vote/too-many-proxies */
    castProxy: async (vote: Vote, proxy: { ballot: Ballot; key: string; groupId: GroupId | undefined }) => {
      const ballot = checkBallot(vote.setup, vote.choices, proxy.ballot)
      const entered = await ballots.castProxy(vote.id, { ...proxy, ballot })
      if (entered.fresh) await turnout.note(`${vote.id}/proxy/${entered.number}`, ballot)
      return entered
    },
    /** @throws vote/closed, vote/not-found */
    withdrawProxy: async (vote: Vote, number: number): Promise<void> => {
      await ballots.withdrawProxy(vote.id, number)
      await turnout.note(`${vote.id}/proxy/${number}`, undefined)
    },
    /** How many of how many: never who, and never how. */
    going: async (vote: Vote): Promise<Going> => {
      if (vote.results) {
        const { cast, people, proxies } = vote.results
        return { turnout: { cast, people }, proxies }
      }
      const standing = (await turnout.of(vote.id)).filter(({ seatId }) => counts(seatId))
      const seats = standing.flatMap(({ seatId }) => seatId ?? [])
      const proxies = standing.length - seats.length
      const people = new Set([...seatsOf(vote).map(({ id }) => id), ...seats])
      const full = standing.filter((cast) => cast.full).length
      return { turnout: { cast: standing.length, people: people.size + proxies, full }, proxies }
    },
    hasCast: async (vote: Vote, seat: Seat): Promise<boolean> =>
      vote.state === 'open' && (await turnout.of(vote.id)).some(({ seatId }) => seatId === seat.id),
    seatsOf,
    /** Votes of phases: what the course asks for. */
    ofPhases: {
      open: async (all: readonly (Opened & { run: NonNullable<Vote['run']> })[]): Promise<VoteId[]> => {
        const asked = all.map((opened): [VoteId, Opened] => [derivedId(`vote:${opened.run}:${opened.groupId ?? 'all'}`), opened])
        // All are looked at before any is opened.
        await ready(asked)
        return (await Promise.all(asked.map(([id, opened]) => open(id, opened)))).map(({ id }) => id)
      },
      close: async (id: VoteId): Promise<void> => void (await close(id)),
    },
    /** Calls back when a vote was opened, closes, is closed, or has another turnout (that at most once a second). */
    onChange: (changed: (vote: Vote) => void): (() => void) => {
      listeners.add(changed)
      return () => listeners.delete(changed)
    },
    stop: (): void => {
      stops.forEach((stop) => stop())
      for (const timer of timers.values()) clearTimeout(timer)
      turnout.close()
    },
  }
}
export type Votes = Awaited<ReturnType<typeof openVotes>>
