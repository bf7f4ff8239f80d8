import type { attention as thai } from '../th/attention.ts'

export const attention: typeof thai = {
  hand: 'Raise hand',
  handUp: 'Hand is up',
  handDown: 'Lower hand',
  question: 'A question',
  help: 'I need help',
  handRaised: 'The facilitator sees that your hand is up',
  handLowered: 'Your hand is down',
  message: 'From the facilitator',
  spotlight: 'This idea is being discussed',
  smaller: 'Smaller',
  larger: 'Read all',
  hushed: 'Please look at the big screen',
  hushedAbout: 'What you have typed is kept',
  summoned: (group) => `The facilitator brought you to the board “${group}”`,
  followed: (group) => `Following the facilitator: board “${group}”`,
  summonedElsewhere: (group) => `The facilitator is at the board “${group}”`,
  goThere: 'Go there',
  goBack: 'Back to my board',
  visiting: (group) => `You sit at the table “${group}”`,
}
