/** How much one board of 300 takes before people notice. */
import { hocuspocus, ours, relay } from './contestants.ts'
import { meet } from './meeting.ts'
import { figureOf, ratios, takeTurns, type Section } from './section.ts'

const limitMs = 250

export const saturation: Section = {
  name: 'saturation',
  about: 'one board with 300 people, ten cursor moves an edit: edits/s before p99 passes 250 ms',
  run: async (circumstances) => {
    const { quick } = circumstances
    const rounds = await takeTurns([ours, relay, hocuspocus], circumstances, (contestant) =>
      meet(contestant, 1, 300, ({ load }) =>
        load({ kind: 'saturation', firstRate: 20, factor: quick ? 2 : 1.5, cursorsPerEdit: 10, stepSeconds: quick ? 2 : 4, limitMs }),
      ),
    )
    const reached = figureOf('edits/s with p99 under 250 ms', 0, rounds, (r) => r.editsPerSecond)
    const atBest = (pick: (step: (typeof rounds)[string][number]['steps'][number]) => number) => (r: (typeof rounds)[string][number]) =>
      pick(
        r.steps.findLast((step) => step.reached === r.editsPerSecond) ?? {
          rate: 0,
          reached: 0,
          p50: NaN,
          p99: NaN,
          serverBusy: NaN,
          loadBusy: NaN,
        },
      )
    const all = Object.values(rounds).flat()
    return {
      title: saturation.about,
      figures: [
        reached,
        figureOf(
          '… p50 ms there',
          1,
          rounds,
          atBest((step) => step.p50),
        ),
        figureOf(
          '… server busy there, %',
          0,
          rounds,
          atBest((step) => step.serverBusy * 100),
        ),
        figureOf(
          '… load busy there, %',
          0,
          rounds,
          atBest((step) => step.loadBusy * 100),
        ),
      ],
      goals: [
        { name: 'edits/s, × Hocuspocus', values: ratios(reached, ours.name, hocuspocus.name), limit: 6, digits: 1, wanted: 'at least' },
      ],
      foot: [
        'Where the load is as busy as its core, the figure is a lower bound.',
        all.every((r) => r.equal) ? 'The watching documents were equal and whole after every run.' : '**The watching documents differed.**',
        ...all.flatMap((r) => r.refusals).map((refusal) => `Refused: ${refusal}.`),
      ],
      rounds,
    }
  },
}
