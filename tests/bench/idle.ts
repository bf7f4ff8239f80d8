/** What a hall that listens to a speaker costs: 300 open sockets on 30 boards. */
import { hocuspocus, ours, relay } from './contestants.ts'
import { meet } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Section } from './section.ts'

export const idle: Section = {
  name: 'idle',
  about: '300 open sockets on 30 boards, nobody writes',
  run: async (circumstances) => {
    const seconds = circumstances.quick ? 4 : 15
    const rounds = await takeTurns([ours, relay, hocuspocus], circumstances, (contestant) =>
      meet(contestant, 30, 10, ({ load }) => load({ kind: 'idle', seconds })),
    )
    const resident = figureOf('memory, MB resident', 0, rounds, (r) => r.rss)
    return {
      title: idle.about,
      figures: [resident, figureOf('… its proportional share (PSS), MB', 0, rounds, (r) => r.pss)],
      goals: [{ name: 'memory, × relay', values: ratios(resident, ours.name, relay.name), limit: 1.3, digits: 2, wanted: 'at most' }],
      foot: [
        `Read ${seconds} s after the last one came. Ours has also served 600 requests to seat these people, and holds the whole application.`,
      ],
      rounds,
    }
  },
}
