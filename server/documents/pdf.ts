/**
 * One PDF page, drawn line by line: every line was broken and measured before, so that nothing moves. Tagged for screen readers; what is
 * copied out of it is the text as it was written.
 */
import PDFDocument from 'pdfkit'
import type { Language } from '#shared/words.ts'
import { splitAm } from './drawing.ts'
import { printable } from './printable.ts'
import { faceFiles, hasLetter, type Weight } from './type-metrics.ts'

/** A4 in points. */
export const paper = { width: 595.28, height: 841.89 } as const

export interface PdfInk {
  size: number
  fill: string
  weight?: Weight
  anchor?: 'start' | 'middle' | 'end'
}
export interface PdfAbout {
  title: string
  language: Language
  /** Epoch ms. */
  madeAt: number
}
/** What a screen reader takes a piece for: a heading, a paragraph, or a picture that is said in other words. */
type PdfPiece = { tag: 'H1' | 'H2' | 'P' } | { tag: 'Figure'; alt: string }

export interface PdfPage {
  /** Everything written in `draw` is one piece, in reading order. Nothing else may be written. */
  piece(piece: PdfPiece, draw: () => void): void
  /** Inside a piece: one line, its baseline at `y`. */
  line(text: string, x: number, y: number, ink: PdfInk): void
  /** Outside of pieces, an ornament; inside, part of a picture. */
  box(x: number, y: number, width: number, height: number, look: { fill?: string; stroke?: string; radius?: number }): void
}

/** A line in runs of one face: what Sarabun lacks is looked for among the emoji. */
const runsOf = (text: string, weight: Weight): { face: string; text: string }[] => {
  const runs: { face: string; text: string }[] = []
  for (const letter of text) {
    const face = faceFiles[hasLetter(letter, weight) || !hasLetter(letter, 'emoji') ? weight : 'emoji']
    const last = runs.at(-1)
    // Joiners and marks stay with the letter before them.
    if (last && (last.face === face || /\p{M}|\p{Cf}/u.test(letter))) last.text += letter
    else runs.push({ face, text: letter })
  }
  return runs
}

/** Makes a PDF of one page. What is written into it may be anything that people typed. */
export const makePdf = ({ title, language, madeAt }: PdfAbout, draw: (page: PdfPage) => void): Promise<Uint8Array> =>
  new Promise((made, failed) => {
    const doc = new PDFDocument({
      size: [paper.width, paper.height],
      margin: 0,
      pdfVersion: '1.7',
      lang: language === 'th' ? 'th-TH' : 'en-GB',
      tagged: true,
      displayTitle: true,
      font: faceFiles.regular,
      info: {
        Title: printable(title),
        Producer: 'Khlang Panya',
        Creator: 'Khlang Panya',
        CreationDate: new Date(madeAt),
        ModDate: new Date(madeAt),
      },
    })
    const chunks: Uint8Array[] = []
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.on('error', failed)
    doc.on('end', () => made(new Uint8Array(Buffer.concat(chunks))))

    const root = doc.struct('Document')
    doc.addStructure(root)
    let within: 'nothing' | 'text' | 'figure' = 'nothing'
    const line: PdfPage['line'] = (given, x, y, { size, fill, weight = 'regular', anchor = 'start' }) => {
      const text = printable(given).replaceAll('\n', ' ')
      const runs = runsOf(splitAm(text), weight)
      const widths = runs.map((run) => doc.font(run.face, size).widthOfString(run.text))
      const wide = widths.reduce((sum, width) => sum + width, 0)
      let left = anchor === 'start' ? x : anchor === 'end' ? x - wide : x - wide / 2
      // The face maps ำ to two glyphs and back to neither: what is copied or read aloud is said beside the glyphs.
      if (within === 'text') doc.markContent('Span', { actual: text })
      for (const [at, run] of runs.entries()) {
        doc.font(run.face, size).fillColor(fill).text(run.text, left, y, { lineBreak: false, baseline: 'alphabetic' })
        left += widths[at]!
      }
      if (within === 'text') doc.endMarkedContent()
    }
    const box: PdfPage['box'] = (x, y, width, height, { fill, stroke, radius = 0 }) => {
      if (within === 'nothing') doc.markContent('Artifact', { type: 'Layout' })
      doc.roundedRect(x, y, width, height, radius)
      if (fill && stroke) doc.lineWidth(0.8).fillAndStroke(fill, stroke)
      else if (fill) doc.fill(fill)
      else doc.lineWidth(0.8).stroke(stroke ?? '#000000')
      if (within === 'nothing') doc.endMarkedContent()
    }
    const piece: PdfPage['piece'] = (as, drawPiece) => {
      const figure = as.tag === 'Figure'
      const drawn = () => {
        within = figure ? 'figure' : 'text'
        // A picture is copied and read in its own words, not as the figures that stand in it.
        if (figure) doc.markContent('Span', { actual: as.alt })
        drawPiece()
        if (figure) doc.endMarkedContent()
        within = 'nothing'
      }
      root.add(doc.struct(as.tag, figure ? { alt: as.alt } : {}, drawn))
    }
    try {
      draw({ piece, line, box })
      root.end()
      doc.end()
    } catch (fault) {
      failed(fault instanceof Error ? fault : new Error(String(fault)))
    }
  })
