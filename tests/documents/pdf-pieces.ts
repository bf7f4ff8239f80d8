/** What a PDF of ours says when it is copied or read aloud: the words that stand beside its glyphs, in reading order. */
import { inflateSync } from 'node:zlib'

const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }
const decoded = (literal: string): string => {
  const bytes = Buffer.from(
    literal.replace(/\\([nrtbf()\\])/g, (_, mark: string) => escapes[mark] ?? mark),
    'latin1',
  )
  return bytes[0] === 0xfe && bytes[1] === 0xff ? bytes.subarray(2).swap16().toString('utf16le') : bytes.toString('latin1')
}

export const pagesOf = (pdf: Uint8Array): number => [...latin(pdf).matchAll(/\/Type \/Page\b(?!s)/g)].length

export const piecesOf = (pdf: Uint8Array): string[] => {
  const pieces: string[] = []
  for (const { index } of latin(pdf).matchAll(/(?<!end)stream\n/g)) {
    const from = index + 'stream\n'.length
    const to = latin(pdf).indexOf('\nendstream', from)
    const bytes = Buffer.from(pdf.slice(from, to))
    if (bytes[0] !== 0x78) continue
    const content = inflateSync(bytes).toString('latin1')
    for (const [, literal] of content.matchAll(/\/ActualText \(((?:\\[^]|[^\\)])*)\)/g)) pieces.push(decoded(literal!))
  }
  return pieces
}
