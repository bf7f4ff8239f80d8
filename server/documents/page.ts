/** Pages that open without our server, from a folder or a mail: no script, no request, the Thai face inside; they print. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { dateAndTime, thaiDate } from '#shared/thai/date.ts'
import type { Language, Words } from '#shared/words.ts'
import { escapeMarkup } from './printable.ts'
import { pageStyle } from './page-style.ts'
import { byZone, type BoardSheet } from './sheet.ts'

const words = {
  ideas: { th: 'ความคิดเห็น', en: 'ideas' },
  groups: { th: 'กลุ่ม', en: 'groups' },
  people: { th: 'คน', en: 'people' },
  none: { th: 'ไม่มีความคิดเห็นในช่องนี้', en: 'No ideas in this zone' },
  all: { th: 'กระดานทั้งหมด', en: 'All boards' },
  together: { th: 'ที่พูดร่วมกัน', en: 'What all said together' },
  brand: { th: 'คลังปัญญา', en: 'Khlang Panya' },
  closed: { th: 'ปิดสัมมนาเมื่อ', en: 'Closed' },
} satisfies Record<string, Words>

const fontFiles = {
  thai: import.meta.resolve('@fontsource-variable/noto-sans-thai-looped/files/noto-sans-thai-looped-thai-wght-normal.woff2'),
  latin: import.meta.resolve('@fontsource-variable/noto-sans-thai-looped/files/noto-sans-thai-looped-latin-wght-normal.woff2'),
} as const
const fonts = new Map<string, string>()
const font = (subset: keyof typeof fontFiles): string => {
  const known = fonts.get(subset) ?? readFileSync(fileURLToPath(fontFiles[subset])).toString('base64')
  fonts.set(subset, known)
  return known
}

interface Page {
  language: Language
  title: string
  body: string
  /** How many zones stand side by side. */
  columns: number
}

/** The style is allowed by its hash, so that not even a style of somebody's text could work. */
export const writePage = ({ language, title, body, columns }: Page): Uint8Array => {
  const style = pageStyle({ thai: font('thai'), latin: font('latin') }, columns)
  const allowed = createHash('sha256').update(style).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${allowed}'; font-src data:; base-uri 'none'; form-action 'none'`
  return new TextEncoder().encode(
    `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
${body}
</body>
</html>
`,
  )
}

const countOf = (count: number, language: Language): string => `${count} ${words.ideas[language]}`

/** What a page tells of its seminar. */
export interface PageSeminar {
  title: string
  openedAt: number
  closedAt: number
}

/** The fragment under which the idea written as the `at`th stands on its board's page. */
export const placeOnPage = (at: number): string => `n${at + 1}`

/** One board, read from top to bottom: zones side by side where there is room, ideas in order of writing. */
export const writeBoardPage = (sheet: BoardSheet, seminar: PageSeminar, language: Language, toIndex: string): Uint8Array => {
  const zones = byZone(sheet)
  const columns = new Set(zones.map(({ zone }) => zone.column)).size
  const places = new Map(sheet.ideas.map(({ id }, at) => [id, placeOnPage(at)]))
  const sections = zones.map(({ zone, ideas }) => {
    const items = ideas
      .map((idea) => `<li id="${places.get(idea.id)}" class="idea ${idea.colour ?? 'plain'}">${escapeMarkup(idea.text)}</li>`)
      .join('\n')
    const hint = zone.hint ? `<p class="hint">${escapeMarkup(zone.hint[language])}</p>` : ''
    const list =
      ideas.length > 0 ? `<ul${columns === 1 ? ' class="flow"' : ''}>\n${items}\n</ul>` : `<p class="hint">${words.none[language]}</p>`
    return `<section class="zone ${zone.tone}"><h2>${escapeMarkup(zone.title[language])} <span>${ideas.length}</span></h2>${hint}\n${list}</section>`
  })
  const body = `<header>
<p class="over"><a href="${toIndex}">${escapeMarkup(seminar.title)}</a></p>
<h1>${escapeMarkup(sheet.group.name)}</h1>
<p class="hint">${countOf(sheet.ideas.length, language)}</p>
</header>
<main class="zones">
${sections.join('\n')}
</main>
<footer><span>${words.brand[language]}</span><span>${words.closed[language]} ${dateAndTime(seminar.closedAt, language)}</span></footer>`
  return writePage({ language, title: `${sheet.group.name} · ${seminar.title}`, body, columns })
}

/** What the front page leads to beside the boards. */
export interface Said {
  title: string
  about: string
  href: string
}

/** The seminar's front page: what it was, what was `said` by all together, and a card for each board. */
export const writeIndexPage = (
  boards: readonly { sheet: BoardSheet; href: string }[],
  seminar: PageSeminar & { people: number },
  language: Language,
  said: readonly Said[] = [],
): Uint8Array => {
  const total = boards.reduce((sum, { sheet }) => sum + sheet.ideas.length, 0)
  const facts = [
    language === 'th' ? thaiDate(seminar.openedAt) : dateAndTime(seminar.openedAt, 'en').split(',')[0]!,
    `${boards.length} ${words.groups[language]}`,
    `${seminar.people} ${words.people[language]}`,
    countOf(total, language),
  ]
  const cards = boards.map(({ sheet, href }) => {
    const zones = byZone(sheet).map(
      ({ zone, ideas }) => `<li class="${zone.tone}"><span>${escapeMarkup(zone.title[language])}</span> <b>${ideas.length}</b></li>`,
    )
    return `<li><a class="board" href="${href}"><strong>${escapeMarkup(sheet.group.name)}</strong><span class="hint">${countOf(sheet.ideas.length, language)}</span></a><ul class="tally">${zones.join('')}</ul></li>`
  })
  const cardsOf = said.map(
    ({ title, about, href }) =>
      `<li><a class="board" href="${href}"><strong>${title}</strong><span class="hint">${escapeMarkup(about)}</span></a></li>`,
  )
  const together =
    said.length === 0
      ? ''
      : `<h2 class="plain-title">${words.together[language]}</h2>\n<ul class="boards said">\n${cardsOf.join('\n')}\n</ul>\n`
  const body = `<header>
<p class="over">${words.brand[language]}</p>
<h1>${escapeMarkup(seminar.title)}</h1>
<p class="hint">${facts.join(' · ')}</p>
</header>
<main>
${together}<h2 class="plain-title">${words.all[language]}</h2>
<ul class="boards">
${cards.join('\n')}
</ul>
</main>
<footer><span>${words.brand[language]}</span><span>${words.closed[language]} ${dateAndTime(seminar.closedAt, language)}</span></footer>`
  return writePage({ language, title: seminar.title, body, columns: 1 })
}
