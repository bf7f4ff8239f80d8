import type { advice as thai } from '../th/advice.ts'

export const advice = {
  open: 'Proposed names',
  title: 'Names proposed by a program outside',
  letIt: 'Ask a program outside for names',
  leaves: (host: string) =>
    `While this is on, texts of ideas leave this server for ${host}. Names of people and groups, and who wrote what, are not sent; a name that stands in a text goes with it.`,
  isOff: (host: string) => `Nobody who leads has switched this on. Texts of ideas would leave this server for ${host}.`,
  asking: 'Asking; this can take half a minute',
  none: 'No names are proposed for themes that nobody has named.',
  onlyProposals: 'These are proposals: take them or leave them. “What was decided” takes them back.',
  now: 'Now',
  from: 'From ideas',
  take: 'Use this name',
  takeFor: (label: string, theme: string) => `Use the name “${label}” instead of “${theme}”`,
  askAgain: 'Ask again',
} satisfies typeof thai
