/** The bundle's page of the themes: each with what the note takers wrote of it, and all that stands in it, word for word and from whom. */
import type { IdeaRow, ThemeRow } from '#shared/theme/now.ts'
import { matrixOf } from '#shared/theme/overview/matrix.ts'
import { membersByTheme, parkedOf, shownThemes, unfiledOf } from '#shared/theme/overview/members.ts'
import type { Words } from '#shared/words.ts'
import { themePaths } from './manifest.ts'
import type { PageSeminar, Said } from './page.ts'
import { escapeMarkup } from './printable.ts'
import { linked, saidPage, type HrefOf } from './said-pages.ts'
import { figuresOf } from './theme-frame.ts'
import { themeWords, type ThemeSheet } from './theme-sheet.ts'

const words = {
  title: { th: 'ประเด็นร่วมจากทุกกลุ่ม', en: 'Themes over all groups' },
  confirmed: { th: 'คุณลิขิตยืนยันแล้ว', en: 'confirmed by note takers:' },
  original: { th: 'ต้นฉบับ', en: 'As written' },
  alike: { th: 'ใกล้เคียง', en: 'Alike' },
  unfiled: { th: 'ยังไม่เข้าประเด็น', en: 'In no theme yet' },
  aside: { th: 'ที่พักไว้', en: 'Set aside' },
  because: { th: 'เหตุผล', en: 'Because' },
  onePage: { th: 'PDF หน้าเดียว พิมพ์ได้', en: 'PDF of one page, to print' },
  table: { th: 'ตารางประเด็นร่วม', en: 'Table of themes' },
  forExcel: { th: 'ทุกความคิดเห็น เปิดด้วย Excel', en: 'Every idea, for Excel' },
} satisfies Record<string, Words>

/** Widest theme first, then what is in none and what was set aside. */
export const writeThemesPage = (sheet: ThemeSheet, seminar: PageSeminar, hrefOf: HrefOf): Uint8Array => {
  const { language, themes, groups, notes, refined, parked } = sheet
  const counted = themeWords[language]
  const names = new Map(groups.map(({ id, name }) => [id, escapeMarkup(name)]))
  const members = membersByTheme(themes)
  const labelOf = ({ label }: ThemeRow): string => escapeMarkup(label.trim() || counted.untitled)

  const from = ({ id, boardId, groupId }: IdeaRow): string => linked(names.get(groupId) ?? '', hrefOf(boardId, id))
  const item = (idea: IdeaRow, copies: readonly IdeaRow[] = []): string => {
    const wording = refined[idea.id]?.trim()
    const reason = parked[idea.id]?.reason
    const lines = [
      ...(wording ? [`${words.original[language]}: ${escapeMarkup(idea.text)}`] : []),
      from(idea),
      ...copies.map((copy) => `${words.alike[language]}: ${escapeMarkup(copy.text)} · ${from(copy)}`),
      ...(reason === undefined ? [] : [`${words.because[language]}: ${escapeMarkup(reason)}`]),
    ].map((line) => `<br><span class="hint">${line}</span>`)
    return `<li class="idea plain">${escapeMarkup(wording || idea.text)}${lines.join('')}</li>`
  }
  const section = (id: string, title: string, ideas: number, about: string, items: readonly string[]): string =>
    `<section class="zone neutral" id="${id}"><h2>${title} <span>${counted.ideas(ideas, ideas)}</span></h2>${about}
<ul class="flow">
${items.join('\n')}
</ul></section>`

  const rows = matrixOf(
    themes,
    groups.map(({ id }) => id),
  ).rows
  const sections = rows.map(({ theme, ideas, breadth, minority }, at) => {
    const { voices } = members.get(theme.id)!
    const filed = voices.flatMap(({ idea, copies }) => [idea, ...copies]).filter((one) => one.filed).length
    const note = notes[theme.id]?.trim()
    const about = [
      counted.groupsOf(breadth, groups.length),
      ...(minority === undefined ? [] : [counted.minorities]),
      `${words.confirmed[language]} ${filed} / ${ideas}`,
    ]
    return section(
      `t${at + 1}`,
      labelOf(theme),
      ideas,
      `${note ? `<p class="note">${escapeMarkup(note)}</p>` : ''}<p class="hint">${about.join(' · ')}</p>`,
      voices.map(({ idea, copies }) => item(idea, copies)),
    )
  })
  const rest = [
    { id: 'none', title: words.unfiled[language], ideas: unfiledOf(themes) },
    { id: 'aside', title: words.aside[language], ideas: parkedOf(themes) },
  ].filter(({ ideas }) => ideas.length > 0)
  const contents = [
    ...rows.map(
      ({ theme, ideas, breadth }, at) =>
        `<li><a href="#t${at + 1}">${labelOf(theme)}</a> <span class="hint">${counted.groups(breadth)} · ${ideas} ${counted.count}</span></li>`,
    ),
    ...rest.map(
      ({ id, title, ideas }) =>
        `<li class="rest"><a href="#${id}">${title}</a> <span class="hint">${ideas.length} ${counted.count}</span></li>`,
    ),
  ]
  return saidPage(
    {
      title: words.title[language],
      about: figuresOf(sheet),
      body: `<ol class="contents">
${contents.join('\n')}
</ol>
${sections.join('\n')}
${rest
  .map(({ id, title, ideas }) =>
    section(
      id,
      title,
      ideas.length,
      '',
      ideas.map((idea) => item(idea)),
    ),
  )
  .join('\n')}`,
    },
    seminar,
    language,
  )
}

export const saidOfThemes = (sheet: ThemeSheet): Said[] => {
  const { language, themes } = sheet
  const counted = themeWords[language]
  return [
    { title: words.title[language], about: counted.themes(shownThemes(themes).length), href: themePaths.page },
    { title: counted.title, about: words.onePage[language], href: themePaths.pdf },
    { title: words.table[language], about: words.forExcel[language], href: themePaths.csv },
  ]
}
