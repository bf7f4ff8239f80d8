/** The pictures of themes, as SVG that looks the same everywhere and as PNG. Runs in the press. */
import { renderAsync } from '@resvg/resvg-js'
import { readFileSync } from 'node:fs'
import { look, splitAm } from './drawing.ts'
import type { Drawing } from './theme-frame.ts'
import { drawThemeMap } from './theme-map.ts'
import { drawThemeMatrix } from './theme-matrix.ts'
import type { Picture, ThemeSheet } from './theme-sheet.ts'
import { faceFiles, fontFiles } from './type-metrics.ts'

const scale = 2

const drawn = (sheet: ThemeSheet, picture: Picture): Drawing => (picture === 'map' ? drawThemeMap(sheet) : drawThemeMatrix(sheet))

/** The faces inside the file: nothing is asked for, and a machine without a Thai face shows the same. */
const withFaces = (svg: string): string => {
  const face = (weight: number, file: string) =>
    `@font-face{font-family:Sarabun;font-weight:${weight};src:url(data:font/ttf;base64,${readFileSync(file).toString('base64')}) format("truetype")}`
  return svg.replace(/<svg [^>]*>/, (tag) => `${tag}<style>${face(400, faceFiles.regular)}${face(700, faceFiles.bold)}</style>`)
}

/** The drawing as a file of its own. */
export const writeThemeSvg = (sheet: ThemeSheet, picture: Picture): Uint8Array =>
  new TextEncoder().encode(withFaces(drawn(sheet, picture).svg))

/** The drawing at two pixels a unit, so that it prints well. */
export const paintThemes = async (sheet: ThemeSheet, picture: Picture): Promise<Uint8Array> => {
  const { svg, width } = drawn(sheet, picture)
  const image = await renderAsync(splitAm(svg), {
    fitTo: { mode: 'width', value: width * scale },
    font: { fontFiles, loadSystemFonts: true, defaultFontFamily: 'Sarabun', sansSerifFamily: 'Sarabun' },
    background: look.ground,
  })
  return new Uint8Array(image.asPng())
}
