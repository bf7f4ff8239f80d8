import type { join as thai } from '../th/join.ts'

export const join: typeof thai = {
  seminar: 'Seminar',
  name: 'Your name',
  nameHint: 'As your group knows you.',
  nameHintFree: 'You may leave this empty.',
  group: 'Your group',
  anyGroup: 'Choose a group for me',
  anyGroupAbout: 'The one with the fewest people',
  people: (count) => (count === 0 ? 'empty' : count === 1 ? '1 person' : `${count} people`),
  enter: 'Go to the board',
  entering: 'Going to the board…',
  cannotTitle: 'You cannot join yet',
  otherCode: 'Type the code again',
  noGroupTitle: 'You have joined',
  noGroup: 'The facilitator is finding a group for you. One moment, please.',
}
