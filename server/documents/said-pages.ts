/** The bundle's pages of what the room said together and how it chose; read like its boards, without our server. */
import type { GroupId, IdeaId } from '#shared/id.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import type { Ranked, Vote } from '#shared/vote/vote.ts'
import type { Language, Words } from '#shared/words.ts'
import { figure, kindWords, partsOf } from '../vote/results-list.ts'
import { themePaths, votePaths } from './manifest.ts'
import { writePage, type PageSeminar } from './page.ts'
import { escapeMarkup } from './printable.ts'
import type { BoardSheet } from './sheet.ts'

const words = {
  themes: { th: 'ประเด็นร่วมจากทุกกลุ่ม', en: 'Themes over all groups' },
  votes: { th: 'ผลการลงคะแนน', en: 'Results of votes' },
  themesOf: { th: 'ประเด็น', en: 'themes' },
  votesOf: { th: 'ครั้ง', en: 'votes' },
  ideas: { th: 'ความคิดเห็น', en: 'ideas' },
  groupsOf: { th: 'กลุ่ม จาก', en: 'groups of' },
  minority: { th: 'เสียงจากกลุ่มเดียว', en: 'from one group alone' },
  score: { th: 'คะแนน', en: 'score' },
  people: { th: 'คนลงคะแนน จาก', en: 'cast, of' },
  back: { th: 'กลับหน้าแรก', en: 'Back to the front page' },
} satisfies Record<string, Words>

const page = (title: string, body: string, seminar: PageSeminar, language: Language): Uint8Array =>
  writePage({
    language,
    title: `${title} · ${seminar.title}`,
    columns: 1,
    body: `<header>
<p class="over"><a href="index.html">${escapeMarkup(seminar.title)}</a></p>
<h1>${title}</h1>
</header>
<main class="zones">
${body}
</main>
<footer><a href="index.html">${words.back[language]}</a><span>${dateAndTime(seminar.closedAt, language)}</span></footer>`,
  })

/** Each theme with all that stands in it and from which group, those that most groups share first. Near-duplicates stand once. */
export const writeThemesPage = (
  { themes, ideas }: KeptThemes,
  boards: readonly BoardSheet[],
  seminar: PageSeminar,
  language: Language,
): Uint8Array => {
  const written = new Map(boards.flatMap(({ group, ideas: own }) => own.map((idea) => [idea.id, { text: idea.text, group }] as const)))
  const inTheme = (id: string) =>
    ideas.flatMap(({ id: idea, theme, copyOf, parked }) => {
      const found = theme === id && !copyOf && !parked ? written.get(idea as IdeaId) : undefined
      return found ? [found] : []
    })
  const sections = themes
    .filter(({ dismissed }) => !dismissed)
    .map(({ id, label }) => {
      const members = inTheme(id)
      return { label, members, breadth: new Set(members.map(({ group }) => group.id)).size }
    })
    .filter(({ members }) => members.length > 0)
    .sort((a, b) => b.breadth - a.breadth || b.members.length - a.members.length)
    .map(({ label, members, breadth }) => {
      const alone = breadth === 1 && boards.length > 1 ? ` · ${words.minority[language]}` : ''
      const about = `${breadth} ${words.groupsOf[language]} ${boards.length}${alone}`
      const items = members.map(
        ({ text, group }) => `<li class="idea plain">${escapeMarkup(text)}<br><span class="hint">${escapeMarkup(group.name)}</span></li>`,
      )
      return `<section class="zone neutral"><h2>${escapeMarkup(label)} <span>${members.length} ${words.ideas[language]}</span></h2><p class="hint">${about}</p>
<ul class="flow">
${items.join('\n')}
</ul></section>`
    })
  return page(words.themes[language], sections.join('\n'), seminar, language)
}

/** Each closed vote, the first place first; what nobody marked is left out. */
export const writeVotesPage = (
  votes: readonly Vote[],
  groups: ReadonlyMap<GroupId, string>,
  seminar: PageSeminar,
  language: Language,
): Uint8Array => {
  const lineOf = (vote: Vote, one: Ranked): string => {
    const choice = vote.choices.find(({ id }) => id === one.choice)
    const from = choice?.groupId && !vote.groupId ? ` · ${groups.get(choice.groupId) ?? ''}` : ''
    const parts = partsOf(vote, one, language)
    const score = parts && vote.setup.kind === 'yes-no' ? parts : `${words.score[language]} ${figure(one.score)}${parts && ` (${parts})`}`
    return `<li class="idea plain"><b>${one.rank}.</b> ${escapeMarkup(choice?.text ?? '')}<br><span class="hint">${escapeMarkup(score + from)}</span></li>`
  }
  const sections = votes.map((vote) => {
    const { cast = 0, people = 0, ranked = [] } = vote.results ?? {}
    const of = vote.groupId ? ` · ${escapeMarkup(groups.get(vote.groupId) ?? '')}` : ''
    const lines = ranked.filter(({ score }) => score !== undefined).map((one) => lineOf(vote, one))
    return `<section class="zone neutral"><h2>${escapeMarkup(vote.title[language])}${of}</h2><p class="hint">${kindWords[vote.setup.kind][language]} · ${dateAndTime(vote.openedAt, language)} · ${cast} ${words.people[language]} ${people}</p>
<ul>
${lines.join('\n')}
</ul></section>`
  })
  return page(words.votes[language], sections.join('\n'), seminar, language)
}

/** What the front page tells of the two, each only where there is one. */
export const saidIn = (votes: readonly Vote[], themes: KeptThemes | undefined, language: Language) => [
  ...(themes && themes.themes.length > 0
    ? [{ title: words.themes[language], about: `${themes.themes.length} ${words.themesOf[language]}`, href: themePaths.page }]
    : []),
  ...(votes.length > 0
    ? [{ title: words.votes[language], about: `${votes.length} ${words.votesOf[language]}`, href: votePaths.page }]
    : []),
]
