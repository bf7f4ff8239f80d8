import type { deskRefusal as thai } from './desk-refusal-th.ts'

export const deskRefusal: Record<keyof typeof thai, string> = {
  'request/foreign-origin': 'This came from another website, so nothing was done.',
  'seminar/quick-start-off': 'Opening a seminar without an account is switched off here. Please ask the organizer.',
  'group/too-many': 'At most 40 groups.',
  'idea/too-many': 'At most 10,000 ideas at once. Nothing was saved.',
  'phase/under-way': 'A group is in this phase: what is private, whose names show, and the vote stay as they are.',
  'activity/not-found': 'There is no such activity.',
  'activity/no-such-phase': 'The activity has no such phase.',
  'method/not-found': 'There is no such method.',
  'vote/still-open': 'The vote is still open; nobody sees results yet.',
  'vote/no-choices': 'There is nothing to vote on yet.',
  'vote/too-many-choices':
    'More choices than anybody reads before voting.( There are {found}.)( At most {limit} can stand.) Please take only some zones or groups.( The best {fits} of each group would fit.)',
  'vote/too-many-proxies': 'No more ballots can be entered for others.',
  'version/not-found': 'There is no such version.',
  'import/broken-csv': '(Line {line}: )The CSV is broken. Nothing was saved.',
  'theme/not-found': 'This theme or idea is not there any more.',
  'theme/changed-since': 'It was changed since, so it cannot be taken back.',
  'theme/away': 'Themes are being sorted. Please try again in a moment.',
  'theme/advice-off': 'Nobody has let an outside program propose names.',
  'theme/advice-away': 'The program that proposes names does not answer. Themes go on without it.',
  'shelf/full': 'The shelf is full.( It holds {limit}.)',
  'lexicon/unreadable': 'A line( number {line}) of the word list cannot be read. Nothing was saved.',
  'bundle/damaged': 'The bundle is damaged; nothing was brought in.',
  'bundle/unsafe': 'The bundle is not safe; nothing was brought in.',
  'bundle/exists': 'This seminar is here already.',
}
