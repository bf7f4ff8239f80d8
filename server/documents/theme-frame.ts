/** The frame of a drawing of themes: what it shows over it, how many stand behind it and when it was made under it. */
import { countVoices, shownThemes, unfiledOf } from '#shared/theme/overview/members.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import { breakLines } from '#shared/thai/lines.ts'
import { baseline, look, write, type Ink } from './drawing.ts'
import { printable } from './printable.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'
import { measureFor } from './type-metrics.ts'

const frame = { width: 1600, margin: 56 } as const
export const innerWidth = frame.width - 2 * frame.margin
const small = { size: 22, line: 36 } as const
const title = { size: 44, line: 72 } as const

export interface Drawing {
  svg: string
  width: number
  height: number
}
/** What a frame holds: drawn from its own top left corner. */
export interface Body {
  svg: string
  height: number
}

/** `412 ความคิดเห็น (ไม่ซ้ำกัน 396) · 18 ประเด็นร่วม · 12 จาก 12 กลุ่ม · ยังไม่เข้าประเด็น 34 ข้อ`: counted as on the screens. */
export const figuresOf = ({ themes, groups, language }: ThemeSheet): string => {
  const say = themeWords[language]
  const wrote = new Set(themes.ideas.map(({ groupId }) => groupId)).size
  const unfiled = unfiledOf(themes).length
  return [
    say.ideas(themes.ideas.length, countVoices(themes.ideas)),
    say.themes(shownThemes(themes).length),
    say.groupsOf(wrote, Math.max(wrote, groups.length)),
    ...(unfiled > 0 ? [say.unfiled(unfiled)] : []),
  ].join(' · ')
}

/** The SVG around a body, in Sarabun; other machines take a Thai face of their own. */
export const framed = (sheet: ThemeSheet, heading: string, body: Body, note: string): Drawing => {
  const parts: string[] = []
  let y: number = frame.margin - 12
  const lines = (text: string, lineHeight: number, ink: Ink) => {
    for (const one of breakLines(printable(text), measureFor(ink.weight ?? 'regular', ink.size), innerWidth, 2)) {
      parts.push(write(one, frame.margin, baseline(y, lineHeight, ink.size), ink))
      y += lineHeight
    }
  }
  lines(sheet.seminar.title, small.line, { size: small.size, fill: look.accent })
  lines(heading, title.line, { size: title.size, fill: look.ink, weight: 'bold' })
  lines(figuresOf(sheet), small.line, { size: small.size, fill: look.inkSoft })
  y += 20
  parts.push(`<g transform="translate(${frame.margin} ${y})">${body.svg}</g>`)
  y += body.height + 20
  const made = `${themeWords[sheet.language].maker} · ${dateAndTime(sheet.now, sheet.language)}`
  const soft: Ink = { size: small.size, fill: look.inkSoft }
  const room = innerWidth - measureFor('regular', small.size)(made) - 40
  for (const [at, one] of breakLines(note, measureFor('regular', small.size), room).entries())
    parts.push(write(one, frame.margin, baseline(y + at * small.line, small.line, small.size), soft))
  parts.push(write(made, frame.width - frame.margin, baseline(y, small.line, small.size), { ...soft, anchor: 'end' }))
  const height = Math.ceil(
    y + Math.max(1, breakLines(note, measureFor('regular', small.size), room).length) * small.line + frame.margin - 16,
  )
  const { width } = frame
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="Sarabun, 'Noto Sans Thai', 'Leelawadee UI', Thonburi, sans-serif" xml:space="preserve"><rect width="${width}" height="${height}" fill="${look.ground}"/>${parts.join('')}</svg>`
  return { svg, width, height }
}
