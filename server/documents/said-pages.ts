/** The bundle's pages of what the room said together and how it chose; read like its boards, without our server. */
import type { BoardId, GroupId, IdeaId } from '#shared/id.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import type { Ranked, Vote } from '#shared/vote/vote.ts'
import type { Language, Words } from '#shared/words.ts'
import { figure, kindWords, partsOf } from '../vote/results-list.ts'
import { votePaths } from './manifest.ts'
import { writePage, type PageSeminar, type Said } from './page.ts'
import { escapeMarkup } from './printable.ts'

const words = {
  votes: { th: 'ผลการลงคะแนน', en: 'Results of votes' },
  score: { th: 'คะแนน', en: 'score' },
  people: { th: 'คนลงคะแนน จาก', en: 'cast, of' },
  times: { th: 'ครั้ง', en: 'votes' },
  back: { th: 'กลับหน้าแรก', en: 'Back to the front page' },
} satisfies Record<string, Words>

/** `body`: sections under the seminar's name and the page's `title`; `about`: one line under that. All of it escaped. */
export const saidPage = (
  { title, about, body }: { title: string; about: string; body: string },
  seminar: PageSeminar,
  language: Language,
): Uint8Array =>
  writePage({
    language,
    title: `${title} · ${seminar.title}`,
    columns: 1,
    body: `<header>
<p class="over"><a href="index.html">${escapeMarkup(seminar.title)}</a></p>
<h1>${title}</h1>
<p class="hint">${about}</p>
</header>
<main class="zones">
${body}
</main>
<footer><a href="index.html">${words.back[language]}</a><span>${dateAndTime(seminar.closedAt, language)}</span></footer>`,
  })

/** Where an idea stands on its board's page, from the folder's top; undefined: it does not stand there any more. */
export type HrefOf = (board: BoardId | undefined, idea: IdeaId | undefined) => string | undefined
/** Words that lead there; escaped already. */
export const linked = (html: string, href: string | undefined): string => (href === undefined ? html : `<a href="${href}">${html}</a>`)

const countOf = (votes: readonly Vote[], language: Language): string => `${votes.length} ${words.times[language]}`

export const saidOfVotes = (votes: readonly Vote[], language: Language): Said[] => [
  { title: words.votes[language], about: countOf(votes, language), href: votePaths.page },
]

/** Each closed vote, the first place first; what nobody marked is left out. */
export const writeVotesPage = (
  votes: readonly Vote[],
  groups: ReadonlyMap<GroupId, string>,
  seminar: PageSeminar,
  language: Language,
  hrefOf: HrefOf,
): Uint8Array => {
  const lineOf = (vote: Vote, one: Ranked): string => {
    const choice = vote.choices.find(({ id }) => id === one.choice)
    const name = (choice?.groupId && groups.get(choice.groupId)) ?? ''
    const from = name && ` · ${linked(escapeMarkup(name), hrefOf(choice?.boardId, choice?.ideaId))}`
    const parts = partsOf(vote, one, language)
    const score = parts && vote.setup.kind === 'yes-no' ? parts : `${words.score[language]} ${figure(one.score)}${parts && ` (${parts})`}`
    return `<li class="idea plain"><b>${one.rank}.</b> ${escapeMarkup(choice?.text ?? '')}<br><span class="hint">${escapeMarkup(score)}${from}</span></li>`
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
  return saidPage({ title: words.votes[language], about: countOf(votes, language), body: sections.join('\n') }, seminar, language)
}
