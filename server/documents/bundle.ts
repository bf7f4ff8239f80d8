/** The bundle of a closed seminar: written from its rooms, and verified byte by byte before anything of it is believed. */
import * as v from 'valibot'
import type { Board } from '#shared/board/board.ts'
import type { Group } from '#shared/group/group.ts'
import type { Seat } from '#shared/person/seat.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { keptThemesSchema, type KeptThemes } from '#shared/theme/kept.ts'
import { shelfRoom } from '#shared/theme/shelf.ts'
import { voteSchema, type Vote } from '#shared/vote/vote.ts'
import type { Language } from '#shared/words.ts'
import type { Store } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'
import { RoomIndex } from '../sync/room-index.ts'
import { checkPictures, gatherPictures, type BundlePicture } from './bundle-pictures.ts'
import { checkShelf, checkThemes, type VerifiedShelf } from './bundle-themes.ts'
import { boardFiles, manifestPath, manifestSchema, themePaths, votePaths, type Manifest, type ManifestBoard } from './manifest.ts'
import { press } from './press.ts'
import { readRoomBytes } from './room-bytes.ts'
import { isSealed, sha256 } from './seal.ts'
import { damaged, openArchive, type Archive } from './unpack.ts'

export interface BundleOf {
  seminar: Seminar
  groups: readonly Group[]
  boards: readonly Board[]
  /** Only who takes part is counted: no name goes into a bundle. */
  seats: readonly Seat[]
  /** All closed, in order of opening. */
  votes: readonly Vote[]
  /** Absent when they were never found. */
  themes?: KeptThemes | undefined
  /** Whether there is anything on the note takers' shelf. */
  shelf?: boolean
  rooms: Pick<Rooms, 'snapshot' | 'read'>
  store: Pick<Store, 'records' | 'blobs'>
  language?: Language
}

/** Writes the bundle of a seminar whose boards are frozen. The same seminar gives the same bytes. */
export const writeBundle = async ({
  seminar,
  groups,
  boards,
  seats,
  votes,
  themes,
  shelf,
  rooms,
  store,
  language = 'th',
}: BundleOf): Promise<Uint8Array> => {
  const snapshots = []
  for (const board of boards) {
    const { update, index } = await rooms.snapshot(boardRoom(board.id))
    snapshots.push({ update, index })
  }
  const onShelf = shelf ? await rooms.snapshot(shelfRoom(seminar.id)) : undefined
  const people = seats.filter(({ role, revoked }) => role === 'participant' && !revoked).length
  const pictures = await gatherPictures(boards, rooms, store)
  return press('bundle', { seminar, groups, boards, people, votes, themes, shelf: onShelf, rooms: snapshots, ...pictures, language })
}

/** A board as it stands in a verified bundle: what `RoomLog.restore` takes, and the hash it must have afterwards. */
export interface VerifiedBoard extends ManifestBoard {
  update: Uint8Array
  index: Uint8Array
}
export interface VerifiedBundle {
  manifest: Manifest
  boards: VerifiedBoard[]
  votes: Vote[]
  themes: KeptThemes | undefined
  shelf: VerifiedShelf | undefined
  pictures: BundlePicture[]
}

const readAs = <T>(schema: v.GenericSchema<unknown, T>, archive: Archive, path: string): T => {
  if (!archive.sizes.has(path)) throw damaged(path, 'missing')
  const bytes = archive.read(path)
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw damaged(path, 'format')
  }
  const read = v.safeParse(schema, value)
  if (!read.success) throw damaged(path, 'format')
  return read.output
}

/** The votes, all closed and of the bundle's own groups and boards. */
const checkVotes = (archive: Archive, { votes: count, seminar, groups, boards }: Manifest): Vote[] => {
  if (count === 0) return []
  const votes = readAs(v.array(voteSchema), archive, votePaths.json)
  const ids = new Set<string | undefined>([undefined, ...groups.map(({ id }) => id), ...boards.map(({ board }) => board.id)])
  const fits = ({ seminarId, groupId, state, results, choices }: Vote): boolean =>
    seminarId === seminar.id &&
    state === 'closed' &&
    results !== undefined &&
    ids.has(groupId) &&
    choices.every((choice) => ids.has(choice.groupId) && ids.has(choice.boardId))
  if (votes.length !== count || new Set(votes.map(({ id }) => id)).size !== count || !votes.every(fits))
    throw damaged(votePaths.json, 'records')
  return votes
}

/** That the records fit together: one closed seminar, each group with its one board and each board with its group. */
const fitsTogether = ({ seminar, groups, boards }: Manifest): boolean => {
  const byId = new Map(boards.map((one) => [one.board.id, one.board]))
  return (
    seminar.state === 'closed' &&
    byId.size === boards.length &&
    groups.length === boards.length &&
    new Set(groups.map((group) => group.id)).size === groups.length &&
    groups.every((group) => group.seminarId === seminar.id && byId.get(group.boardId)?.groupId === group.id) &&
    boards.every(({ board }) => board.seminarId === seminar.id && board.closed)
  )
}

const checkFiles = (archive: Archive, { files }: Manifest): void => {
  const told = new Map(files.map((file) => [file.path, file]))
  if (told.size !== files.length) throw damaged(manifestPath, 'twice')
  for (const path of archive.sizes.keys()) if (path !== manifestPath && !told.has(path)) throw damaged(path, 'extra')
  for (const path of told.keys()) if (!archive.sizes.has(path) || path === manifestPath) throw damaged(path, 'missing')
  for (const { path, size, sha256: hash } of files) {
    const bytes = archive.read(path)
    if (bytes.length !== size || sha256(bytes) !== hash) throw damaged(path, 'hash')
  }
}

const checkBoard = (archive: Archive, board: ManifestBoard): VerifiedBoard => {
  const path = (file: keyof typeof boardFiles): string => `${board.folder}/${boardFiles[file]}`
  for (const file of ['log', 'index', 'json', 'page'] as const) if (!archive.sizes.has(path(file))) throw damaged(path(file), 'missing')
  const update = archive.read(path('log'))
  const index = archive.read(path('index'))
  const room = readRoomBytes(update)
  if (!room) throw damaged(path('log'), 'unreadable')
  if (room.hash !== board.hash || room.title !== board.title || room.ideas !== board.ideas) throw damaged(path('log'), 'content')
  try {
    RoomIndex.decode(index)
  } catch {
    throw damaged(path('index'), 'unreadable')
  }
  return { ...board, update, index }
}

/**
 * Checks all of a bundle and only then hands it out; writes nothing. @throws bundle/unsafe `{file, why: path | twice | bomb}`,
 * bundle/damaged `{file, why: archive | size | format | missing | extra | hash | unreadable | content | picture | records | seal}`
 */
export const verifyBundle = (bytes: Uint8Array): VerifiedBundle => {
  const archive = openArchive(bytes)
  const manifest = readAs(manifestSchema, archive, manifestPath)
  checkFiles(archive, manifest)
  if (!fitsTogether(manifest)) throw damaged(manifestPath, 'records')
  const boards = manifest.boards.map((board) => checkBoard(archive, board))
  const votes = checkVotes(archive, manifest)
  const themes = manifest.themes === undefined ? undefined : checkThemes(readAs(keptThemesSchema, archive, themePaths.json), manifest)
  const shelf = checkShelf(archive, manifest)
  const pictures = checkPictures(archive, manifest)
  // Last, so that a fault is told by the file that has it; the seal finds what is left: the manifest itself and the archive's own fields.
  if (!isSealed(bytes)) throw damaged('', 'seal')
  return { manifest, boards, votes, themes, shelf, pictures }
}
