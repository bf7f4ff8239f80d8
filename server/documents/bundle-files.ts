/** Packs a bundle out of the boards' bytes; pure, so that the same seminar gives the same bytes. Runs in the press. */
import { deflateSync, zipSync, type Zippable } from 'fflate'
import * as v from 'valibot'
import * as Y from 'yjs'
import { readTitle, readZones, type Board } from '#shared/board/board.ts'
import type { Group } from '#shared/group/group.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import type { Seminar } from '#shared/seminar/seminar.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { Vote } from '#shared/vote/vote.ts'
import type { Language } from '#shared/words.ts'
import { resultsList } from '../vote/results-list.ts'
import type { BundlePicture } from './bundle-pictures.ts'
import { boardValue, writeJson } from './json.ts'
import { csvOf } from './csv.ts'
import {
  boardFiles,
  bundleFormat,
  bundleLimits,
  keptSeminarSchema,
  manifestPath,
  picturePath,
  themePaths,
  votePaths,
  type Manifest,
  type ManifestBoard,
} from './manifest.ts'
import { keptSheet } from './kept-sheet.ts'
import { placeOnPage, writeBoardPage, writeIndexPage, type Said } from './page.ts'
import { saidOfVotes, writeVotesPage, type HrefOf } from './said-pages.ts'
import { saidOfThemes, writeThemesPage } from './said-themes.ts'
import { seal, sha256 } from './seal.ts'
import type { BoardSheet } from './sheet.ts'
import { writeThemePage } from './theme-page.ts'
import { themeTable } from './theme-table.ts'

/** What a bundle is made of. Rooms in the boards' order. */
export interface BundleParts {
  seminar: Seminar
  groups: readonly Group[]
  boards: readonly Board[]
  people: number
  /** All closed. */
  votes: readonly Vote[]
  themes: KeptThemes | undefined
  shelf: { update: Uint8Array; index: Uint8Array } | undefined
  rooms: readonly { update: Uint8Array; index: Uint8Array }[]
  pictures: readonly BundlePicture[]
  /** Pictures that had no more room. */
  leftOut: number
  language: Language
}

const readMe = (title: string): string => `${title}

ชุดข้อมูลนี้เก็บกระดานของสัมมนาจากคลังปัญญา เปิดอ่านได้โดยไม่ต้องมีเครื่องแม่ข่าย: เปิดไฟล์ index.html ด้วยเบราว์เซอร์
จากหน้านั้นไปยังประเด็นร่วม ผลการลงคะแนน และกระดานของทุกกลุ่ม ไฟล์ .csv เปิดด้วย Excel ได้
รูปถ่ายและภาพวาดบนความคิดเห็นอยู่ในโฟลเดอร์ pictures
ตรวจสอบความครบถ้วน: npm run archive -- verify ชื่อไฟล์.zip
นำเข้าเครื่องแม่ข่ายอื่น: npm run archive -- import ชื่อไฟล์.zip

This bundle keeps the boards of a Khlang Panya seminar. It opens without a server: open index.html in a browser.
From there it goes on to the themes, the results of votes and every group's board. Files that end in .csv open in Excel.
Photos and sketches on ideas are in the folder pictures.
To check it: npm run archive -- verify FILE.zip
To restore it on another server: npm run archive -- import FILE.zip
`

/** A ZIP has no time zone: what is written is the clock in UTC, wherever this runs. */
const zipTime = (epochMs: number): Date => {
  const at = new Date(epochMs)
  return new Date(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate(), at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds())
}

/** Much text that repeats itself packs so well that a reader must take it for a bomb: then it is stored as it is. So are pictures. */
const worthPacking = (path: string, bytes: Uint8Array): boolean =>
  !path.startsWith('pictures/') && (bytes.length <= bundleLimits.freeBytes || deflateSync(bytes).length * bundleLimits.ratio > bytes.length)

const docOf = ({ update }: { update: Uint8Array }): Y.Doc => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

export const packBundle = async (parts: BundleParts): Promise<Uint8Array> => {
  const { seminar, groups, boards, people, votes, themes, shelf, rooms, pictures, leftOut, language } = parts
  const closedAt = seminar.closedAt ?? seminar.openedAt
  const about = { title: seminar.title, openedAt: seminar.openedAt, closedAt, people }
  const files = new Map<string, Uint8Array>()
  const listed: { sheet: BoardSheet; href: string }[] = []

  const packBoard = (group: Group, order: number): ManifestBoard => {
    const at = boards.findIndex((one) => one.id === group.boardId)
    const board = boards[at]
    const room = rooms[at]
    if (!board || !room) throw new Error(`group ${group.id} has no board`)
    const doc = docOf(room)
    const sheet: BoardSheet = { group, board, title: readTitle(doc), zones: readZones(doc), ideas: readIdeas(doc) }
    const folder = `boards/${String(order + 1).padStart(2, '0')}-${board.id}`
    listed.push({ sheet, href: `${folder}/${boardFiles.page}` })
    files.set(`${folder}/${boardFiles.log}`, room.update)
    files.set(`${folder}/${boardFiles.index}`, room.index)
    files.set(`${folder}/${boardFiles.json}`, writeJson(boardValue(sheet)))
    files.set(`${folder}/${boardFiles.page}`, writeBoardPage(sheet, about, language, '../../index.html'))
    const packed = { board, title: sheet.title, ideas: sheet.ideas.length, hash: canonicalHash(doc), folder }
    doc.destroy()
    return packed
  }

  const inOrder = [...groups].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
  const packedBoards = inOrder.map(packBoard)
  files.set('READ-ME.txt', new TextEncoder().encode(readMe(seminar.title)))
  const places = new Map<string, string>(
    listed.flatMap(({ sheet, href }) =>
      sheet.ideas.map(({ id }, at) => [`${sheet.board.id} ${id}`, `${href}#${placeOnPage(at)}`] as const),
    ),
  )
  const hrefOf: HrefOf = (board, idea) => places.get(`${board} ${idea}`)
  const said: Said[] = []
  if (themes) {
    const sheet = keptSheet({
      seminar,
      boards: listed.map(({ sheet }) => sheet),
      themes,
      shelf: shelf && docOf(shelf),
      votes,
      language,
      now: closedAt,
    })
    files.set(themePaths.json, writeJson(themes))
    files.set(themePaths.page, writeThemesPage(sheet, about, hrefOf))
    files.set(themePaths.csv, csvOf(themeTable(sheet).rows))
    files.set(themePaths.pdf, await writeThemePage(sheet))
    said.push(...saidOfThemes(sheet))
  }
  if (votes.length > 0) {
    const names = new Map(groups.map(({ id, name }) => [id, name]))
    files.set(votePaths.json, writeJson(votes))
    files.set(votePaths.csv, csvOf(resultsList(votes, language, names)))
    files.set(votePaths.page, writeVotesPage(votes, names, about, language, hrefOf))
    said.push(...saidOfVotes(votes, language))
  }
  if (shelf) {
    files.set(themePaths.log, shelf.update)
    files.set(themePaths.index, shelf.index)
  }
  for (const picture of pictures) files.set(picturePath(picture), picture.bytes)
  files.set('index.html', writeIndexPage(listed, about, language, said))
  const manifest: Manifest = {
    format: bundleFormat,
    seminar: v.parse(keptSeminarSchema, seminar),
    people,
    groups: inOrder,
    votes: votes.length,
    ...(themes && { themes: themes.themes.length }),
    ...(shelf && { shelf: canonicalHash(docOf(shelf)) }),
    boards: packedBoards,
    pictures: pictures.map(({ bytes: _, ...picture }) => picture),
    picturesLeftOut: leftOut,
    files: [...files].map(([path, bytes]) => ({ path, size: bytes.length, sha256: sha256(bytes) })),
  }
  const zip: Zippable = {}
  for (const [path, bytes] of [[manifestPath, writeJson(manifest)] as const, ...files])
    zip[path] = [bytes, { level: worthPacking(path, bytes) ? 6 : 0, mtime: zipTime(closedAt) }]
  return seal(zipSync(zip))
}
