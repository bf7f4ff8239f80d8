/**
 * `npm run bench -- [section …] [--quick] [--runs N]`: measures, prints markdown, writes JSON to tests/bench/results/.
 * Without a section: all that need no further arguments. Figures are to be read as ratios; nothing here is a test.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { describeMachine, machineLine } from './machine.ts'
import { isJudged, isMet, type Circumstances, type Outcome, type Section } from './section.ts'
import { sections } from './sections.ts'
import { markdown } from './table.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    runs: { type: 'string' },
    only: { type: 'string' },
    faults: { type: 'string' },
    edits: { type: 'string' },
    frames: { type: 'string' },
    requests: { type: 'string' },
    seed: { type: 'string' },
    data: { type: 'string' },
  },
})
/** `client` names all of `client-board`, `client-page` … */
const isNamed = (section: Section, name: string) => section.name === name || section.name.startsWith(`${name}-`)
const unknown = positionals.filter((name) => !sections.some((section) => isNamed(section, name)))
if (unknown.length > 0) {
  console.error(
    `No section ${unknown.join(', ')}. There are:\n${sections.map(({ name, about }) => `  ${name.padEnd(12)} ${about}`).join('\n')}`,
  )
  process.exit(2)
}

const chosen: Section[] =
  positionals.length > 0
    ? sections.filter((section) => positionals.some((name) => isNamed(section, name)))
    : sections.filter(({ byNameOnly }) => !byNameOnly)
const settings = Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
const circumstances: Circumstances = {
  quick: values.quick,
  runs: Number(values.runs ?? (values.quick ? 1 : 3)),
  settings,
  say: (line) => console.error(`  ${line}`),
}

const machine = describeMachine()
const outcomes: Record<string, Outcome> = {}
const broken: string[] = []
for (const section of chosen) {
  console.error(`${section.name}: ${section.about}`)
  try {
    outcomes[section.name] = await section.run(circumstances)
    process.stdout.write(`${markdown(outcomes[section.name]!)}\n\n`)
  } catch (error) {
    broken.push(section.name)
    console.error(`${section.name} could not be measured:`, error)
  }
}

const goals = Object.values(outcomes)
  .flatMap((outcome) => outcome.goals)
  .filter(isJudged)
process.stdout.write(`${machineLine(machine)}${values.quick ? ' Quick run: one short round, rough figures.' : ''}\n`)
process.stdout.write(
  `Goals met: ${goals.filter(isMet).length} of ${goals.length}.${broken.length > 0 ? ` Not measured: ${broken.join(', ')}.` : ''}\n`,
)

const results = join(import.meta.dirname, 'results')
mkdirSync(results, { recursive: true })
const file = join(results, `${machine.date.replace(/[: ]/g, '-')}-${chosen.map(({ name }) => name).join('+')}.json`)
writeFileSync(file, JSON.stringify({ machine, quick: values.quick, outcomes }, null, 1))
console.error(`written to ${file}`)
process.exitCode = broken.length > 0 ? 1 : 0
