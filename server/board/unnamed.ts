/**
 * Ideas without a name (P6). Nothing of who sent one is kept anywhere: not in the document, whose index says "server"; not in a
 * record; not in the log, which has paths and no seats. What is kept is the hash of a key that the tablet made, among the
 * board's `meta` until the run is over. The time of writing is the run's beginning and a running number: it keeps the order,
 * which every tablet has seen anyway, and tells no moment. They are shown at once, one by one: gathering them into batches would
 * hide from the table who has just pressed Enter, but a person who sees nothing appear writes it again.
 */
import * as Y from 'yjs'
import { mayWriteUnnamed } from '#shared/activity/rights.ts'
import { readLockedZones, readZones } from '#shared/board/document.ts'
import type { Board } from '#shared/board/board.ts'
import type { IdeaId } from '#shared/id.ts'
import { cleanText, withdrawIdea, writeIdea } from '#shared/idea/edit.ts'
import { ideasOf, maxIdeasPerBoard } from '#shared/idea/idea.ts'
import type { UnnamedIdea } from '#shared/idea/unnamed.ts'
import { unnamedId } from '#shared/idea/unnamed-id.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { hashed, same } from '../access/secret.ts'
import type { Courses } from '../activity/ports.ts'
import type { Rooms } from '../sync/ports.ts'

interface KeptKey {
  run: string
  hash: string
}
const keyOf = (id: string): string => `key/${id}`
const isKey = (name: string): boolean => name.startsWith('key/')
const counter = 'unnamed'

export interface Unnamed {
  /** @throws board/closed, board/frozen, board/full, phase/not-permitted, zone/locked, idea/empty, idea/too-long */
  write(board: Board, idea: UnnamedIdea): Promise<IdeaId>
  /** @throws as `write`, idea/not-found, idea/wrong-key, idea/locked, phase/over */
  reword(board: Board, id: IdeaId, key: string, text: string): Promise<void>
  /** @throws as `reword` */
  withdraw(board: Board, id: IdeaId, key: string): Promise<void>
}

export const openUnnamed = ({ courses, rooms, now }: { courses: Pick<Courses, 'under'>; rooms: Rooms; now: () => number }): Unnamed => {
  /** The run that takes ideas without a name now, and what it permits. Asked again at the moment of writing. */
  const running = ({ groupId, closed }: Board): { run: string; startedAt: number; zones: readonly string[] | undefined } => {
    const under = courses.under(groupId)
    if (closed) throw new Refusal('board/closed')
    if (under.frozen) throw new Refusal('board/frozen')
    if (!under.run || !under.phase || !mayWriteUnnamed(under, now())) throw new Refusal('phase/not-permitted')
    return { run: under.run.run, startedAt: under.run.startedAt ?? now(), zones: under.phase.zones }
  }

  /** The zone that was wished for, where it may be written in. */
  const zoneFor = (doc: Y.Doc, wish: string | undefined, zones: readonly string[] | undefined): string | undefined => {
    const known = readZones(doc).map(({ id }) => id)
    const zone = known.find((id) => id === wish) ?? known.find((id) => !zones || zones.includes(id))
    if (zone !== undefined && zones && !zones.includes(zone)) throw new Refusal('phase/not-permitted')
    if (zone !== undefined && readLockedZones(doc).includes(zone)) throw new Refusal('zone/locked')
    return zone
  }

  /** An edit that refuses before it changes anything: the document need not be made anew for that. */
  const edit = async (board: Board, change: (doc: Y.Doc) => void): Promise<void> => {
    running(board)
    let refused: Refusal | undefined
    await rooms.write(boardRoom(board.id), (doc) => {
      try {
        change(doc)
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        refused = error
      }
    })
    if (refused) throw refused
  }

  const write: Unnamed['write'] = async (board, { text, zone: wish, from, keyHash }) => {
    const clean = cleanText(text)
    // The same hash means the same idea, sent again because its answer was lost.
    const id = unnamedId(keyHash)
    await edit(board, (doc) => {
      const { run, startedAt, zones } = running(board)
      const meta = doc.getMap('meta')
      // Of an earlier run its key is gone, but its hash was on every tablet: who sends it again writes over nobody's idea.
      if (meta.has(keyOf(id)) || ideasOf(doc).has(id)) return
      if (ideasOf(doc).size >= maxIdeasPerBoard) throw new Refusal('board/full', { limit: maxIdeasPerBoard })
      const zone = zoneFor(doc, wish, zones)
      forgetOthers(meta, run)
      const number = nextNumber(meta, run)
      writeIdea(doc, { id, text: clean, at: startedAt + number, ...(zone !== undefined && { zone }), ...(from && { from }) }, 'server')
      meta.set(keyOf(id), { run, hash: keyHash } satisfies KeptKey)
    })
    return id
  }

  const own = (doc: Y.Doc, board: Board, id: IdeaId, key: string): Y.Map<unknown> | undefined => {
    const kept = doc.getMap('meta').get(keyOf(id)) as KeptKey | undefined
    const idea = ideasOf(doc).get(id)
    if (!kept) throw new Refusal('idea/not-found')
    if (!same(kept.hash, hashed(key))) throw new Refusal('idea/wrong-key')
    if (running(board).run !== kept.run) throw new Refusal('phase/over')
    if (idea?.get('locked') === true) throw new Refusal('idea/locked')
    return idea
  }

  return {
    write,
    reword: async (board, id, key, raw) => {
      const text = cleanText(raw)
      return edit(board, (doc) => {
        const written = own(doc, board, id, key)?.get('text')
        if (!(written instanceof Y.Text)) throw new Refusal('idea/not-found')
        exchange(written, text)
      })
    },
    withdraw: (board, id, key) =>
      edit(board, (doc) => {
        // Its key stays, so that a late copy of the question that wrote it writes nothing.
        if (own(doc, board, id, key)) withdrawIdea(doc, id, 'server')
      }),
  }
}

/** Keys of earlier runs open nothing any more. */
const forgetOthers = (meta: Y.Map<unknown>, run: string): void => {
  for (const [name, kept] of meta) if (isKey(name) && (kept as KeptKey).run !== run) meta.delete(name)
}

const nextNumber = (meta: Y.Map<unknown>, run: string): number => {
  const last = meta.get(counter) as { run: string; written: number } | undefined
  const written = last?.run === run ? last.written + 1 : 1
  meta.set(counter, { run, written })
  return written
}

/** Changes only what is different, so that somebody else's caret in the text stays where it was. */
const exchange = (text: Y.Text, wanted: string): void => {
  const had = text.toString()
  let start = 0
  while (start < had.length && start < wanted.length && had[start] === wanted[start]) start++
  let end = 0
  while (end < had.length - start && end < wanted.length - start && had[had.length - 1 - end] === wanted[wanted.length - 1 - end]) end++
  // Never through a surrogate pair.
  if (start > 0 && /[\ud800-\udbff]/.test(had[start - 1]!)) start--
  if (end > 0 && /[\udc00-\udfff]/.test(had[had.length - end]!)) end--
  text.delete(start, had.length - start - end)
  text.insert(start, wanted.slice(start, wanted.length - end))
}
