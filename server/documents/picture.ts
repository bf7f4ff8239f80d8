/** The picture of a whole board: drawn as SVG with lines broken by us, turned into PNG by resvg. Runs in the press. */
import { renderAsync } from '@resvg/resvg-js'
import type { IdeaColour } from '#shared/idea/idea.ts'
import type { ZoneTone } from '#shared/board/template.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import { breakLines } from '#shared/thai/lines.ts'
import type { Language } from '#shared/words.ts'
import { baseline, box, look, splitAm, write as written, type Ink } from './drawing.ts'
import { layOutZones, sizes, type Card, type ZonePanel } from './picture-layout.ts'
import { printable } from './printable.ts'
import { byZone, type BoardSheet, type SeminarSheets } from './sheet.ts'
import { fontFiles, measureFor } from './type-metrics.ts'

const { ink, inkSoft, ground, panel: panelGround, line, accent } = look
const cardGround: Record<IdeaColour, string> = { plain: '#ffffff', yellow: '#fff3c4', green: '#dcf3df', blue: '#dcecfb', pink: '#fbe0ea' }
const toneInk: Record<ZoneTone, string> = {
  neutral: '#5b686a',
  green: '#1c6b3a',
  red: '#a3261d',
  blue: '#1a5a9e',
  orange: '#8f4a00',
  violet: '#6a3d9a',
}
/** Bounds of the finished picture. */
const maxPixels = 27_900_000
const maxSide = 16_000
/** Smaller than this in pixels a unit, and cards could not be read: then fewer are shown, and the rest is counted at the foot. */
const minScale = 0.6
const maxCards = 2_500

const minWidth = 900
const titleSize = 46
const titleLine = 74
const smallSize = 22
const smallLine = 36

const write = (text: string, x: number, y: number, ink: Ink): string => written(splitAm(text), x, y, ink)

const drawCard = (card: Card): string =>
  [
    box(card.x, card.y + 2, sizes.cardWidth, card.height, 14, `fill="${ink}" fill-opacity="0.07"`),
    box(card.x, card.y, sizes.cardWidth, card.height, 14, `fill="${cardGround[card.idea.colour ?? 'plain']}" stroke="${line}"`),
    ...card.lines.map((text, index) =>
      write(text, card.x + sizes.cardPaddingX, baseline(card.y + sizes.cardPaddingY + index * sizes.textLine, sizes.textLine, sizes.text), {
        size: sizes.text,
        fill: ink,
      }),
    ),
  ].join('')

const drawPanel = (panel: ZonePanel, language: Language): string => {
  const left = panel.x + sizes.zonePadding
  const tone = toneInk[panel.zone.tone]
  let top = panel.y + sizes.zonePadding
  const parts = [
    box(panel.x, panel.y, panel.width, panel.height, 22, `fill="${panelGround}"`),
    box(left, panel.y, 72, 6, 3, `fill="${tone}"`),
    write(String(panel.count), panel.x + panel.width - sizes.zonePadding, baseline(top, sizes.zoneTitleLine, sizes.zoneTitle), {
      size: sizes.zoneTitle,
      fill: tone,
      anchor: 'end',
    }),
  ]
  for (const text of panel.titleLines) {
    parts.push(
      write(text, left, baseline(top, sizes.zoneTitleLine, sizes.zoneTitle), { size: sizes.zoneTitle, fill: tone, weight: 'bold' }),
    )
    top += sizes.zoneTitleLine
  }
  for (const text of panel.hintLines) {
    parts.push(write(text, left, baseline(top, sizes.hintLine, sizes.hint), { size: sizes.hint, fill: inkSoft }))
    top += sizes.hintLine
  }
  if (panel.count === 0) {
    const none = language === 'th' ? 'ยังไม่มีความคิดเห็น' : 'No ideas yet'
    parts.push(write(none, left, baseline(panel.y + panel.headHeight, sizes.textLine, sizes.text), { size: sizes.text, fill: inkSoft }))
  }
  return parts.join('') + panel.cards.map(drawCard).join('')
}

/** Draws one board with its first `shownIdeas` ideas. Answers the SVG and how large it is in its own units. */
export const drawBoard = (
  sheet: BoardSheet,
  { seminar, language, now }: Omit<SeminarSheets, 'boards'>,
  shownIdeas = sheet.ideas.length,
) => {
  const measures = {
    text: measureFor('regular', sizes.text),
    zoneTitle: measureFor('bold', sizes.zoneTitle),
    hint: measureFor('regular', sizes.hint),
  }
  const zones = layOutZones(byZone({ ...sheet, ideas: sheet.ideas.slice(0, shownIdeas) }), measures, language)
  const inner = Math.max(zones.width, minWidth)
  const width = inner + 2 * sizes.margin
  const parts: string[] = []
  let y = sizes.margin - 8
  const writeLines = (text: string, lineHeight: number, look: Ink) => {
    for (const one of breakLines(printable(text), measureFor(look.weight ?? 'regular', look.size), inner, 3)) {
      parts.push(write(one, sizes.margin, baseline(y, lineHeight, look.size), look))
      y += lineHeight
    }
  }
  writeLines(seminar.title, smallLine, { size: smallSize, fill: accent })
  writeLines(sheet.group.name, titleLine, { size: titleSize, fill: ink, weight: 'bold' })
  y += 18
  parts.push(`<g transform="translate(${sizes.margin} ${y})">${zones.panels.map((panel) => drawPanel(panel, language)).join('')}</g>`)
  y += zones.height + 20
  const left = sheet.ideas.length - shownIdeas
  const count = { th: `${sheet.ideas.length} ความคิดเห็น`, en: sheet.ideas.length === 1 ? '1 idea' : `${sheet.ideas.length} ideas` }[language]
  const more = left === 0 ? '' : { th: ` · อีก ${left} ข้ออยู่ในไฟล์ตาราง`, en: ` · ${left} more are in the table` }[language]
  const made = `${language === 'th' ? 'คลังปัญญา' : 'Khlang Panya'} · ${dateAndTime(now, language)}`
  const foot = baseline(y, smallLine, smallSize)
  parts.push(write(count + more, sizes.margin, foot, { size: smallSize, fill: inkSoft }))
  parts.push(write(made, width - sizes.margin, foot, { size: smallSize, fill: inkSoft, anchor: 'end' }))
  const height = Math.ceil(y + smallLine + sizes.margin - 16)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Sarabun" xml:space="preserve"><rect width="${width}" height="${height}" fill="${ground}"/>${parts.join('')}</svg>`
  return { svg, scale: Math.min(2, Math.sqrt(maxPixels / (width * height)), maxSide / Math.max(width, height)), width, height }
}

/** Draws as many of a board's ideas as can be read within the bounds of a picture, usually all; `scale` is pixels a unit. */
export const fitBoard = (sheet: BoardSheet, about: Omit<SeminarSheets, 'boards'>) => {
  let shown = Math.min(sheet.ideas.length, maxCards)
  let drawn = drawBoard(sheet, about, shown)
  while (drawn.scale < minScale && shown > 1) {
    shown = Math.max(1, Math.floor(shown * 0.9 * Math.min(1, drawn.scale / minScale) ** 2))
    drawn = drawBoard(sheet, about, shown)
  }
  return { ...drawn, shown }
}

/** Makes the PNG: two pixels a unit where that stays within bounds, so that small boards print well; less for giants. */
export const paintBoard = async (sheet: BoardSheet, about: Omit<SeminarSheets, 'boards'>): Promise<Uint8Array> => {
  const { svg, width, scale } = fitBoard(sheet, about)
  const image = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.floor(width * scale) },
    font: { fontFiles, loadSystemFonts: true, defaultFontFamily: 'Sarabun', sansSerifFamily: 'Sarabun' },
    background: ground,
  })
  return new Uint8Array(image.asPng())
}
