/** The documents that a board, or a whole seminar, can be taken away as: what they are called, how they are named, who makes them. */
import { contentTypes } from './content-types.ts'
import { press } from './press.ts'
import { fileStem } from './printable.ts'
import { sheetTime, type BoardSheet, type SeminarSheets } from './sheet.ts'

/** One board with what stands around it. */
export type BoardExport = BoardSheet & Omit<SeminarSheets, 'boards'>

/** One format. `make` works in a thread of its own; bytes come back whole. */
export interface Maker<Input> {
  contentType: string
  fileName(input: Input): string
  make(input: Input): Promise<Uint8Array>
}

export const boardFormats = ['json', 'csv', 'xlsx', 'md', 'png'] as const
export const seminarFormats = ['json', 'csv', 'xlsx', 'md'] as const
type BoardFormat = (typeof boardFormats)[number]

const day = (now: number): string => sheetTime(now).slice(0, 10)

const alone = ({ seminar, language, now, ...sheet }: BoardExport): SeminarSheets => ({ seminar, language, now, boards: [sheet] })

const forBoard = (format: BoardFormat): Maker<BoardExport> => ({
  contentType: contentTypes[format],
  fileName: ({ group, now }) => `${fileStem(group.name)}-${day(now)}.${format}`,
  make: (input) => press(format, alone(input)),
})
const forSeminar = (format: (typeof seminarFormats)[number]): Maker<SeminarSheets> => ({
  contentType: contentTypes[format],
  fileName: ({ seminar, now }) => `${fileStem(seminar.title)}-${day(now)}.${format}`,
  make: (input) => press(format, input),
})

/** `GET /api/boards/:id/export.<format>` */
export const boardExports: Record<BoardFormat, Maker<BoardExport>> = {
  json: forBoard('json'),
  csv: forBoard('csv'),
  xlsx: forBoard('xlsx'),
  md: forBoard('md'),
  png: forBoard('png'),
}

/** `GET /api/seminars/:id/export.<format>`, all boards in their groups' order. */
export const seminarExports: Record<(typeof seminarFormats)[number], Maker<SeminarSheets>> = {
  json: forSeminar('json'),
  csv: forSeminar('csv'),
  xlsx: forSeminar('xlsx'),
  md: forSeminar('md'),
}

/** The name of the bundle of a closed seminar. */
export const bundleFileName = (title: string, closedAt: number): string => `${fileStem(title)}-${day(closedAt)}.zip`
