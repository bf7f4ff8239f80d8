/** The few kinds of phase that methods are made of. Each says what is permitted and who sees it; a method adds words, minutes and zones. */
import type { Permits, Phase } from '../phase.ts'
import type { Criterion, VoteSetup } from '../../vote/setup.ts'
import type { Words } from '../../words.ts'

/** What a method says itself. */
type Told = Pick<Phase, 'id' | 'title' | 'instruction'> & Partial<Phase>

const nothing: Permits = { write: 'none', reword: 'none', move: 'none', withdraw: 'none', stack: 'none', comment: 'none', react: 'none' }
const ownOnly: Permits = { ...nothing, write: 'all', reword: 'own', move: 'own', withdraw: 'own' }

/** Nobody writes: the facilitator explains, or people talk. */
export const listening = (told: Told): Phase => ({
  permits: nothing,
  visibility: 'shared',
  anonymity: 'named',
  view: 'board',
  ...told,
})
/** Each for oneself, unseen until the reveal and without a name: nobody follows the first, the loudest or the highest in rank. */
export const alone = (told: Told): Phase => ({
  stopsAtEnd: true,
  permits: ownOnly,
  visibility: 'private',
  anonymity: 'anonymous',
  reveal: 'together',
  view: 'board',
  ...told,
})
/** On the board at once, without a name, with a few ideas of other groups to build on. */
export const building = (told: Told): Phase => ({
  permits: ownOnly,
  visibility: 'shared',
  anonymity: 'anonymous',
  inspiration: 3,
  view: 'board',
  ...told,
})
/** What the group says, written by whoever writes for it: it stands under the group's name. */
export const recording = (told: Told): Phase => ({
  permits: { ...nothing, write: 'all', reword: 'all', move: 'all', withdraw: 'own', comment: 'all' },
  visibility: 'shared',
  anonymity: 'group',
  view: 'board',
  ...told,
})
/** Like to like: ideas are moved and stacked, none is written and none goes. */
export const sorting = (told: Told): Phase => ({
  permits: { ...nothing, move: 'all', stack: 'all', comment: 'all' },
  visibility: 'shared',
  anonymity: 'named',
  view: 'board',
  ...told,
})
/** Secret until it closes, so that nobody marks after an average. */
export const voting = (told: Told & { vote: VoteSetup }): Phase => ({
  stopsAtEnd: true,
  permits: nothing,
  visibility: 'shared',
  anonymity: 'named',
  view: 'vote',
  ...told,
})
/** Two criteria, each judged for oneself and apart from the other: their plot says where an idea belongs. */
export const ratingOnTwo = (criteria: readonly [Criterion, Criterion], instruction: Words): Phase =>
  voting({
    id: 'rate',
    title: { th: 'ให้คะแนนสองด้าน', en: 'Rate on two criteria' },
    instruction,
    minutes: 7,
    vote: { kind: 'rating', criteria: [...criteria], scale: '1-5', on: 'group', zones: ['ideas'] },
  })
/** The results are talked over. */
export const weighing = (told: Told): Phase => ({
  permits: { ...nothing, comment: 'all' },
  visibility: 'shared',
  anonymity: 'named',
  view: 'results',
  ...told,
})
