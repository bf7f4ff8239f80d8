import type { organizer as thai } from '../th/organizer.ts'

export const organizer: typeof thai = {
  title: 'All seminars',
  about: 'Newest first',
  empty: 'No seminars yet',
  emptyAbout: 'Open the first one on the start page.',
  notYours: 'This page is for the organizer',
  notYoursAbout: 'Use the set-up link that the server printed on its first start, or open a seminar of your own on the start page.',
  running: 'Running',
  closed: 'Closed',
  opened: (when) => `Opened ${when}`,
  closedAt: (when) => `Closed ${when}`,
  counts: (groups, seats) => `${groups} ${groups === 1 ? 'group' : 'groups'} · ${seats} ${seats === 1 ? 'person' : 'people'}`,
  toConsole: 'Facilitator’s desk',
  boards: 'Read the boards',
  themes: 'Themes',
  bundle: 'Bundle',
  setUpTitle: 'Become the organizer',
  setUpAbout: 'This browser will see all seminars of this server, read their boards and download their bundles. The link works once.',
  setUpDo: 'Be the organizer in this browser',
  setUpDone: 'All set.',
  setUpMissing: 'The link is not complete. Copy the whole link that the server printed and open it again.',
}
