/**
 * The bundle (ชุดข้อมูล) of a closed seminar: one ZIP that opens without our server and restores on another.
 *
 *   manifest.json               what is in it: seminar, groups, boards, and size and SHA-256 of every other file
 *   index.html                  the boards, to open in any browser
 *   votes.json, .csv, .html     the votes with their results, never a ballot; absent when there was none
 *   themes.json, .html, .csv, .pdf  the themes with the ideas under them and what the note takers wrote; absent when they were never found
 *   themes/                     shelf.yjs, shelf.index.json: the note takers' shelf, with what was decided; absent when it is empty
 *   pictures/<sha256>.jpg|png|webp  photos and sketches on the boards' ideas, each once; absent when there is none
 *   READ-ME.txt                 what this is and how to check it, in Thai and English
 *   boards/01-<boardId>/        room.yjs (one Yjs update), room.index.json (whose client ids and ideas), board.json, board.html
 *   the archive's own comment   the seal: SHA-256 of every byte before it
 */
import * as v from 'valibot'
import { boardSchema } from '#shared/board/board.ts'
import { groupSchema } from '#shared/group/group.ts'
import { idSchema } from '#shared/id-schema.ts'
import { seminarSchema } from '#shared/seminar/seminar.ts'
import { pictureKinds, type PictureKind } from '../board/picture-bytes.ts'

export const bundleFormat = 'khlang-panya/bundle/1'
export const manifestPath = 'manifest.json'
export const votePaths = { json: 'votes.json', csv: 'votes.csv', page: 'votes.html' } as const
export const themePaths = {
  json: 'themes.json',
  page: 'themes.html',
  csv: 'themes.csv',
  pdf: 'themes.pdf',
  log: 'themes/shelf.yjs',
  index: 'themes/shelf.index.json',
} as const
const pictureEndings: Record<PictureKind, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }
export const picturePath = ({ sha256, kind }: { sha256: string; kind: PictureKind }): string => `pictures/${sha256}.${pictureEndings[kind]}`
/** What `verifyBundle` refuses beyond; far above the largest seminar. A file over `freeBytes` may be packed to 1/`ratio` at most. */
export const bundleLimits = {
  bytes: 512 * 2 ** 20,
  files: 4_400,
  fileBytes: 256 * 2 ** 20,
  totalBytes: 1024 * 2 ** 20,
  /** Of pictures no more are put into a bundle. */
  pictures: 4_000,
  pictureBytes: 256 * 2 ** 20,
  freeBytes: 32 * 2 ** 20,
  ratio: 200,
} as const

const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/))
const size = v.pipe(v.number(), v.integer(), v.minValue(0))

/** The seminar as it is kept: how one got in is left out. */
export const keptSeminarSchema = v.omit(seminarSchema, ['lobbyOpen', 'joinCode', 'bundle'])

const manifestBoardSchema = v.object({
  board: boardSchema,
  title: v.string(),
  ideas: size,
  /** Canonical hash of the content: equal wherever the board is restored. */
  hash,
  folder: v.string(),
})
export const manifestSchema = v.object({
  format: v.literal(bundleFormat),
  seminar: keptSeminarSchema,
  /** How many took part; nobody's name. */
  people: size,
  groups: v.array(groupSchema),
  /** How many votes there were. */
  votes: v.optional(size, 0),
  /** How many themes there were, the dismissed ones too; absent when they were never found. */
  themes: v.optional(size),
  /** Canonical hash of the shelf, where there is one. */
  shelf: v.optional(hash),
  boards: v.array(manifestBoardSchema),
  /** Photos and sketches, by the boards whose ideas show them. */
  pictures: v.optional(v.array(v.object({ boardId: idSchema<'board'>(), sha256: hash, kind: v.picklist(pictureKinds) })), []),
  /** How many had no more room. */
  picturesLeftOut: v.optional(size, 0),
  files: v.array(v.object({ path: v.string(), size, sha256: hash })),
})
export type Manifest = v.InferOutput<typeof manifestSchema>
export type ManifestBoard = v.InferOutput<typeof manifestBoardSchema>

export const boardFiles = { log: 'room.yjs', index: 'room.index.json', json: 'board.json', page: 'board.html' } as const
