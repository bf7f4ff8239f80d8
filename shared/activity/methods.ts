/** The ready-made methods (วิธี), in the order in which a facilitator looks for them: ideas, judgement, talk. */
import type { Method } from './activity.ts'
import { brainstorming } from './methods/brainstorming.ts'
import { brainwriting } from './methods/brainwriting.ts'
import { dialogue } from './methods/dialogue.ts'
import { focusGroup } from './methods/focus-group.ts'
import { howNowWow } from './methods/how-now-wow.ts'
import { impactEffort } from './methods/impact-effort.ts'
import { knowledgeForum } from './methods/knowledge-forum.ts'
import { nominalGroup } from './methods/nominal-group.ts'
import { oneTwoFourAll } from './methods/one-two-four-all.ts'
import { problemCausesSolutions } from './methods/problem-causes-solutions.ts'
import { successStory } from './methods/success-story.ts'
import { swotStrategies } from './methods/swot-strategies.ts'
import { worldCafe } from './methods/world-cafe.ts'

export const methods: readonly Method[] = [
  brainstorming,
  brainwriting,
  oneTwoFourAll,
  nominalGroup,
  problemCausesSolutions,
  swotStrategies,
  howNowWow,
  impactEffort,
  worldCafe,
  successStory,
  knowledgeForum,
  focusGroup,
  dialogue,
]

/** How long a method takes by its clocks. Minutes. */
export const minutesOf = ({ phases }: Pick<Method, 'phases'>): number => phases.reduce((sum, { minutes = 0 }) => sum + minutes, 0)
