/**
 * Versions of boards: kept at each phase's end and on demand, restored as new edits. A version's bytes are the room's
 * durable whole, a blob; its record says when and why.
 */
import * as Y from 'yjs'
import type { GroupRun } from '#shared/activity/course.ts'
import type { ActivityOf } from '#shared/activity/step.ts'
import { readZones, zoneOf } from '#shared/board/board.ts'
import { restoring } from '#shared/board/restore.ts'
import type { PastBoard, Version, VersionId } from '#shared/board/version.ts'
import type { BoardId } from '#shared/id.ts'
import { ideasOf, readIdeas } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Register } from '../access/register.ts'
import { freshId } from '../access/secret.ts'
import type { Store } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'

export interface Versions {
  /** Keeps the board as it stands; the newest version when nothing has changed since and it is kept by itself. @throws version/too-many */
  keep(boardId: BoardId, why: Version['why'], label: string): Promise<Version>
  /** Oldest first. */
  list(boardId: BoardId): Promise<Version[]>
  /** A version's content, or the board's present one. @throws version/not-found */
  look(boardId: BoardId, which: VersionId | 'now'): Promise<PastBoard>
  /** Makes the board what it was; what it is now is kept first. Answers the version that stands afterwards. `mayChange` throws when the board may not change, and is asked at the moment of writing. @throws version/not-found, version/too-many */
  restore(boardId: BoardId, id: VersionId, mayChange: () => void): Promise<Version>
  /** Keeps several boards because a phase has ended, one after another, in the background. */
  keepAtPhaseEnd(ends: readonly PhaseEnd[]): void
  /** Resolves when what was begun in the background is kept. */
  close(): Promise<void>
}

/** Of one board: each holds all of it. */
export const maxVersions = 500

interface PhaseEnd {
  boardId: BoardId
  label: string
}
/** The boards of runs that have just ended, each with its phase's title for a label. */
export const phaseEnds = (
  runs: readonly GroupRun[],
  { groups }: Pick<Register, 'groups'>,
  { activityOf }: { activityOf: ActivityOf },
): PhaseEnd[] =>
  runs.flatMap(({ groupId, activityId, phase }) => {
    const group = groups.get(groupId)
    return group ? { boardId: group.boardId, label: activityOf(activityId)?.phases[phase]?.title.th ?? '' } : []
  })

const contentOf = (doc: Y.Doc): PastBoard => {
  const zones = readZones(doc)
  return {
    zones: [...zones],
    ideas: readIdeas(doc).map((idea) => ({
      id: idea.id,
      text: idea.text,
      zone: zoneOf(idea, zones).id,
      ...(idea.at !== undefined && { at: idea.at }),
      ...(idea.colour && { colour: idea.colour }),
    })),
  }
}

export const openVersions = (
  { records, blobs }: Pick<Store, 'records' | 'blobs'>,
  rooms: Rooms,
  now: () => number,
  failed: (error: unknown) => void,
): Versions => {
  let background: Promise<unknown> = Promise.resolve()
  /** Ids grow with time, so that the store lists them in order. */
  const newVersionId = (boardId: BoardId, at: number): VersionId =>
    `${boardId}-${at.toString(36).padStart(9, '0')}-${freshId<'version'>()}` as VersionId

  const list: Versions['list'] = async (boardId) => (await records.list('version', `${boardId}-`)).map(({ value }) => value as Version)

  const keep: Versions['keep'] = async (boardId, why, label) => {
    const { update } = await rooms.snapshot(boardRoom(boardId))
    const doc = opened(update)
    const hash = canonicalHash(doc)
    const kept = await list(boardId)
    const newest = kept.at(-1)
    if (why === 'phase' && newest?.hash === hash) return newest
    // What a restore has made is told whatever was kept meanwhile: it had room before it began.
    if (why !== 'restored') refuseFull(kept.length + 1)
    const at = Math.max(now(), (newest?.at ?? 0) + 1)
    const version: Version = {
      id: newVersionId(boardId, at),
      boardId,
      at,
      why,
      label,
      ideas: readIdeas(doc).length,
      // The bytes first: a version that is listed can be read.
      blob: await blobs.put(update),
      hash,
    }
    await records.put('version', version.id, version, 0)
    return version
  }

  const documentOf = async (boardId: BoardId, id: VersionId): Promise<Y.Doc> => {
    const version = (await records.get('version', id))?.value as Version | undefined
    const bytes = version?.boardId === boardId ? await blobs.get(version.blob) : undefined
    if (!bytes) throw new Refusal('version/not-found')
    return opened(bytes)
  }

  return {
    keep,
    keepAtPhaseEnd: (boards) => {
      for (const { boardId, label } of boards) background = background.then(() => keep(boardId, 'phase', label)).catch(failed)
    },
    close: async () => void (await background),
    list,
    look: async (boardId, which) =>
      which === 'now' ? rooms.read(boardRoom(boardId), contentOf) : contentOf(await documentOf(boardId, which)),
    restore: async (boardId, id, mayChange) => {
      const past = await documentOf(boardId, id)
      const { label } = (await records.get('version', id))!.value as Version
      // Of the board as it is now, and as it will be: nothing is restored that could not be told.
      refuseFull((await list(boardId)).length + 2)
      await keep(boardId, 'before', '')
      // A large board takes its time: others write in between, and what they write stays.
      const present = await rooms.read(boardRoom(boardId), (doc) => [...ideasOf(doc).keys()])
      await rooms.writeLarge(boardRoom(boardId), [mayChange, ...restoring(present, past)])
      return keep(boardId, 'restored', label)
    },
  }
}

const refuseFull = (count: number): void => {
  if (count > maxVersions) throw new Refusal('version/too-many', { limit: maxVersions })
}

const opened = (update: Uint8Array): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}
