/** How wide text is in the faces that our pictures are set in, without drawing it. */
import { create, type Font } from 'fontkit'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Measure } from '#shared/thai/lines.ts'

export type Weight = 'regular' | 'bold'

const file = (name: string): string => fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}`))
/** Every face that a picture may need: Thai and Latin, and emoji in one colour. */
type Face = Weight | 'emoji'
export const faceFiles: Record<Face, string> = {
  regular: file('sarabun/400Regular/Sarabun_400Regular.ttf'),
  bold: file('sarabun/700Bold/Sarabun_700Bold.ttf'),
  emoji: file('noto-emoji/400Regular/NotoEmoji_400Regular.ttf'),
}
export const fontFiles = Object.values(faceFiles)

const faces = new Map<Face, Font>()
const face = (name: Face): Font => {
  let known = faces.get(name)
  if (!known) faces.set(name, (known = create(readFileSync(faceFiles[name])) as Font))
  return known
}
/** Whether a face can draw a letter. */
export const hasLetter = (letter: string, name: Face): boolean => face(name).hasGlyphForCodePoint(letter.codePointAt(0)!)

/** A letter that the face lacks is drawn by another face, or as a box: never wider than this, in em. */
const strangerEm = 1.3
const mark = /\p{M}|\p{Cf}/u

const widthInEm = (font: Font, piece: string): number => {
  let known = ''
  let strangers = 0
  for (const letter of piece) {
    if (font.hasGlyphForCodePoint(letter.codePointAt(0)!)) known += letter
    else if (!mark.test(letter)) strangers++
  }
  return font.layout(known).advanceWidth / font.unitsPerEm + strangers * strangerEm
}

/** A measure for one weight at one size; each piece is laid out once. */
export const measureFor = (weight: Weight, size: number): Measure => {
  const known = new Map<string, number>()
  const font = face(weight)
  return (piece) => {
    let width = known.get(piece)
    if (width === undefined) known.set(piece, (width = widthInEm(font, piece) * size))
    return width
  }
}
