/** A vote as it is being set up by hand: everything that any kind needs, and the setup that comes of it. */
import type { GroupId } from '#shared/id.ts'
import { maxChoiceCharacters, usualCriteria, type Criterion, type VoteKind, type VoteSetup } from '#shared/vote/setup.ts'
import { newKey } from './key.ts'

export class DraftSetup {
  kind = $state<VoteKind>('dots')
  on = $state<VoteSetup['on']>('group')
  title = $state('')
  given = $state('')
  budget = $state(5)
  places = $state(5)
  scale = $state<'1-5' | '0-10'>('1-5')
  criteria = $state<{ id: string; name: string; weight: number }[]>([])
  /** Who votes. Undefined: all groups. */
  groups = $state.raw<readonly GroupId[]>()
  /** Which ideas. Undefined: of all zones, of all groups, all of each group. */
  zones = $state.raw<readonly string[]>()
  fromGroups = $state.raw<readonly GroupId[]>()
  bestOfEach = $state<number>()

  constructor(nameOf: (criterion: Criterion) => string) {
    this.criteria = usualCriteria.map((criterion) => ({ id: criterion.id, name: nameOf(criterion), weight: criterion.weight }))
  }

  /** Choices that are typed, one a line. */
  readonly lines = $derived(
    this.given
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  )
  /** Nothing that the kind of vote needs is missing, but perhaps the question. */
  readonly ready = $derived(
    [this.groups, this.zones, this.fromGroups].every((list) => list?.length !== 0) &&
      (this.kind !== 'rating' || (this.criteria.length > 0 && this.criteria.every(({ name }) => name.trim() !== ''))),
  )

  /** Choices that are given, each in one line, and the question. */
  take({ title, choices }: { title: string; choices: readonly string[] }): void {
    this.on = 'given'
    this.title = title.slice(0, 200)
    this.given = choices.map((choice) => choice.replace(/\s+/g, ' ').trim().slice(0, maxChoiceCharacters)).join('\n')
  }

  addCriterion(): void {
    this.criteria.push({ id: newKey(), name: '', weight: 1 })
  }

  /** As the server takes it. A usual criterion that nobody renamed keeps both its names. */
  setup(nameOf: (criterion: Criterion) => string): VoteSetup {
    const criterionOf = ({ id, name, weight }: { id: string; name: string; weight: number }): Criterion => {
      const usual = usualCriteria.find((criterion) => criterion.id === id)
      const clean = name.trim()
      return usual && nameOf(usual) === clean ? { ...usual, weight } : { id, title: { th: clean, en: clean }, weight }
    }
    const { lines } = this
    return {
      kind: this.kind,
      on: this.on,
      ...(this.kind === 'dots' && { budget: this.budget }),
      ...(this.kind === 'ranking' && { budget: this.places }),
      ...(this.kind === 'rating' && { scale: this.scale, criteria: this.criteria.map(criterionOf) }),
      ...(this.on === 'given' && lines.length > 0 && { given: lines }),
      ...(this.on !== 'given' && this.zones && this.zones.length > 0 && { zones: [...this.zones] }),
      ...(this.on === 'seminar' && this.fromGroups && this.fromGroups.length > 0 && { fromGroups: [...this.fromGroups] }),
      ...(this.on !== 'given' && this.bestOfEach !== undefined && { bestOfEach: this.bestOfEach }),
    }
  }
}
