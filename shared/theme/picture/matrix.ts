/** The matrix theme × group as a picture: how dark a cell is, what stands over a column, where everything stands. */
import { fromThaiDigits } from '../../thai/numerals.ts'

/** How much was said, as one of five steps: 0 nothing, then 1 to 4, at least four voices for the darkest. `most`: the highest cell. */
export const stepOf = (count: number, most: number): 0 | 1 | 2 | 3 | 4 =>
  Math.min(4, Math.ceil((4 * count) / Math.max(4, most))) as 0 | 1 | 2 | 3 | 4

export interface ColumnHeads {
  /** A number for each group: the one in its name where all have one after the same words, else its place from 1. */
  readonly heads: readonly string[]
  /** The names say more than these numbers: they belong beside the matrix. */
  readonly legend: boolean
  /** What each name says beyond its head: `คลองและท่อ` of `กลุ่ม 1 คลองและท่อ`. */
  readonly rests: readonly string[]
}

/** Short heads for columns: thirty names have no room over thirty columns. `names` in the groups' order. */
export const columnHeads = (names: readonly string[]): ColumnHeads => {
  const parts = names.map((name) => /^(\D*?)\s*([0-9๐-๙]{1,3})(.*)$/su.exec(name.trim()))
  const [first] = parts
  const numbers = parts.map((part) => part?.[2] ?? '')
  const alike = parts.every((part) => part !== null && part !== undefined && part[1] === first?.[1])
  const different = new Set(numbers.map((number) => Number(fromThaiDigits(number)))).size === names.length
  if (!alike || !different) return { heads: names.map((_, at) => String(at + 1)), legend: true, rests: names.map((name) => name.trim()) }
  const rests = parts.map((part) => part![3]!.trim())
  return { heads: numbers, legend: rests.some((rest) => rest !== ''), rests }
}

export interface MatrixPlane {
  readonly width: number
  readonly height: number
}
/** Bounds in the unit of the drawing. */
export interface MatrixLook {
  /** Of the width, 0 to 1, for labels. */
  readonly labelShare: number
  /** For the figures at the end of a row: how many groups, how many voices. */
  readonly figuresWidth: number
  readonly headHeight: number
  readonly rowHeight: { readonly least: number; readonly most: number }
  readonly maxCellWidth: number
}
export interface MatrixPlaces {
  /** How many rows have room; the rest is counted below. */
  readonly rows: number
  readonly rowHeight: number
  readonly labelWidth: number
  readonly cellWidth: number
  readonly headHeight: number
  /** Where the figures begin, from the left. */
  readonly figuresX: number
}

/** Where rows and columns stand: labels at the left, cells, then figures; as many rows as can be read. */
export const layMatrix = (rows: number, columns: number, { width, height }: MatrixPlane, look: MatrixLook): MatrixPlaces => {
  const room = Math.max(0, height - look.headHeight)
  const shown = Math.min(rows, Math.floor(room / look.rowHeight.least))
  const labelWidth = Math.round(width * look.labelShare)
  const cellWidth = Math.min(look.maxCellWidth, Math.max(0, width - labelWidth - look.figuresWidth) / Math.max(1, columns))
  return {
    rows: shown,
    rowHeight: shown === 0 ? look.rowHeight.least : Math.min(look.rowHeight.most, room / shown),
    labelWidth,
    cellWidth,
    headHeight: look.headHeight,
    figuresX: labelWidth + cellWidth * columns,
  }
}
