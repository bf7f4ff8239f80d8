import { dateAndTime } from '#shared/thai/date.ts'
import { printable } from './printable.ts'
import { byZone, type BoardSheet, type SeminarSheets } from './sheet.ts'

/**
 * What renderers make into links by themselves: addresses with a scheme, www, mail, names of hosts, mentions. Escapes do not stop them
 * (they look at the finished text), a code span does. Each begins at the start of a word, so that a long one is walked once.
 */
const scheme = /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]*:\/\/[^\s<>&"'`\\()[\]{}|]*/u
const mail = /(?<![\w.+-])[\w.+-]*@\w[\w.-]*/u
const host = /(?<![\p{L}\p{M}\p{N}_.-])[\p{L}\p{M}\p{N}_-]+(?:\.[\p{L}\p{M}\p{N}_-]+)*\.[a-z]{2,}(?:[/:?#][^\s<>&"'`\\()[\]{}|]*)?/u
const linkish = new RegExp([scheme, mail, host].map(({ source }) => source).join('|'), 'giu')
const special = /[\\`*_{}[\]#|~$^]/g
/** What makes a list, a heading's rule or a block of a line that begins with it. */
const lineStart = /^(\d*)([-+=:.)])/

const escapePlain = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(special, '\\$&')

/** People's words on one line of Markdown: no markup, no HTML and no link comes of them. */
export const escapeMarkdown = (text: string): string => {
  let out = ''
  let at = 0
  const line = printable(text).replace(/\s+/g, ' ').trim()
  for (const match of line.matchAll(linkish)) {
    out += escapePlain(line.slice(at, match.index)) + '`' + match[0] + '`'
    at = match.index + match[0].length
  }
  return (out + escapePlain(line.slice(at))).replace(lineStart, '$1\\$2')
}

const escapeLines = (text: string, indent: string): string =>
  printable(text)
    .split('\n')
    .map(escapeMarkdown)
    .filter((line) => line !== '')
    .join(`  \n${indent}`)

const writeBoard = (sheet: BoardSheet, language: SeminarSheets['language']): string[] => {
  const none = language === 'th' ? 'ยังไม่มีความคิดเห็น' : 'No ideas yet'
  return [
    `## ${escapeMarkdown(sheet.group.name)}`,
    ...byZone(sheet).flatMap(({ zone, ideas }) => [
      `### ${escapeMarkdown(zone.title[language])} (${ideas.length})`,
      ideas.length === 0 ? none : ideas.map((idea) => `- ${escapeLines(idea.text, '  ')}`).join('\n'),
    ]),
  ]
}

/** The seminar's boards to read: heading, groups, zones, ideas as a list. */
export const writeMarkdown = (sheets: SeminarSheets): Uint8Array => {
  const { seminar, boards, language, now } = sheets
  const made = language === 'th' ? 'จัดทำเมื่อ' : 'Made'
  const blocks = [
    `# ${escapeMarkdown(seminar.title)}`,
    `${made} ${dateAndTime(now, language)}`,
    ...boards.flatMap((sheet) => writeBoard(sheet, language)),
  ]
  return new TextEncoder().encode(blocks.join('\n\n') + '\n')
}
