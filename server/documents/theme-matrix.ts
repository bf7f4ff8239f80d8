/** The matrix theme × group as a drawing: who has said it, who has not, and what one group alone said. */
import { columnHeads, layMatrix, stepOf } from '#shared/theme/picture/matrix.ts'
import { fitLabel } from '#shared/theme/picture/label.ts'
import { matrixOf, type MatrixRow } from '#shared/theme/overview/matrix.ts'
import { breakLines } from '#shared/thai/lines.ts'
import { baseline, box, look, write, type Ink } from './drawing.ts'
import { printable } from './printable.ts'
import { framed, innerWidth, type Drawing } from './theme-frame.ts'
import { stepInks, steps, themeColour } from './theme-look.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'
import { measureFor } from './type-metrics.ts'

const maxRows = 60
const bounds = {
  labelShare: 0.36,
  figuresWidth: 200,
  headHeight: 46,
  rowHeight: { least: 58, most: 58 },
  maxCellWidth: 64,
} as const
const swatch = 18
const label = { sizes: [23, 21, 19], leading: 1.4, maxLines: 2 } as const
const small: Ink = { size: 19, fill: look.ink }

/** Names of the groups under their numbers, in three columns. */
const drawLegend = (names: readonly string[], heads: readonly string[], top: number): { svg: string; height: number } => {
  const column = innerWidth / 3
  const perColumn = Math.ceil(names.length / 3)
  const texts = names.map((name, at) => breakLines(`${heads[at]}  ${printable(name)}`, measureFor('regular', 19), column - 24, 1)[0]!)
  const svg = texts.map((text, at) =>
    write(text, Math.floor(at / perColumn) * column, baseline(top + (at % perColumn) * 32, 32, 19), { size: 19, fill: look.inkSoft }),
  )
  return { svg: svg.join(''), height: perColumn * 32 }
}

/** Draws the matrix, widest theme first; more themes than can be read are counted. */
export const drawThemeMatrix = (sheet: ThemeSheet): Drawing => {
  const say = themeWords[sheet.language]
  const { groups } = sheet
  const { rows, most } = matrixOf(
    sheet.themes,
    groups.map(({ id }) => id),
  )
  const said = rows.filter(({ ideas }) => ideas > 0)
  const shown = said.slice(0, maxRows)
  if (shown.length === 0)
    return framed(sheet, say.matrix, { svg: write(say.none, 0, 60, { size: 28, fill: look.inkSoft }), height: 120 }, '')
  const height = bounds.headHeight + shown.length * bounds.rowHeight.least
  const places = layMatrix(shown.length, groups.length, { width: innerWidth, height }, bounds)
  const { cellWidth, labelWidth, figuresX, rowHeight, headHeight } = places
  const { heads, legend, rests } = columnHeads(groups.map(({ name }) => name))
  const middle = (column: number): number => labelWidth + (column + 0.5) * cellWidth
  const headSize = Math.min(20, cellWidth * 0.62)
  const head = heads.map((text, at) =>
    write(text, middle(at), baseline(0, headHeight, headSize), { size: headSize, fill: look.inkSoft, anchor: 'middle' }),
  )

  head.push(write(say.group, labelWidth - 12, baseline(0, headHeight, 20), { size: 20, fill: look.inkSoft, anchor: 'end' }))

  const drawRow = ({ theme, cells, ideas, breadth, minority }: MatrixRow, index: number): string => {
    const top = headHeight + index * rowHeight
    const text = printable(theme.label).trim() || say.untitled
    const fitted = fitLabel(text, { width: labelWidth - swatch - 28, height: rowHeight }, label, (size) => measureFor('bold', size))
    const lines = fitted?.lines ?? []
    const first = top + (rowHeight - lines.length * (fitted?.lineHeight ?? 0)) / 2
    const parts = [
      `<line x1="0" x2="${innerWidth}" y1="${top}" y2="${top}" stroke="${look.line}"/>`,
      box(0, top + (rowHeight - swatch) / 2, swatch, swatch, 4, `fill="${themeColour(theme.colour)}" stroke="${look.lineStrong}"`),
      ...lines.map((line, at) =>
        write(line, swatch + 12, baseline(first + at * fitted!.lineHeight, fitted!.lineHeight, fitted!.size), {
          size: fitted!.size,
          fill: look.ink,
          weight: 'bold',
        }),
      ),
    ]
    for (const [at, count] of cells.entries()) {
      const step = stepOf(count, most)
      const cell = { x: labelWidth + at * cellWidth + 2, y: top + 4, width: cellWidth - 4, height: rowHeight - 8 }
      const alone = minority !== undefined && count > 0 ? ` stroke="${look.ink}" stroke-width="2.5"` : ''
      parts.push(box(cell.x, cell.y, cell.width, cell.height, Math.min(8, cell.width / 4), `fill="${steps[step]}"${alone}`))
      if (count > 0 && cellWidth >= 24)
        parts.push(
          write(String(count), middle(at), baseline(top, rowHeight, 19), {
            size: Math.min(19, cellWidth * 0.55),
            fill: stepInks[step],
            anchor: 'middle',
          }),
        )
    }
    const about = minority === undefined ? say.groups(breadth) : say.minority
    parts.push(
      write(`${about} · ${ideas} ${say.count}`, figuresX + 16, baseline(top, rowHeight, 19), {
        ...small,
        weight: minority === undefined ? 'regular' : 'bold',
      }),
    )
    return parts.join('')
  }
  const names = legend ? drawLegend(rests, heads, height + 14) : { svg: '', height: 0 }
  const left = said.length - shown.length
  return framed(
    sheet,
    say.matrix,
    { svg: head.join('') + shown.map(drawRow).join('') + names.svg, height: height + 14 + names.height },
    left > 0 ? say.more(left) : '',
  )
}
