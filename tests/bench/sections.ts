/** Everything that can be measured, in the order of the table. A new section is one import and one entry. */
import { deskOfMany } from './client/console.ts'
import { drawing } from './client/drawing.ts'
import { participantPage } from './client/page.ts'
import { redraw } from './client/redraw.ts'
import { themesScreen } from './client/themes.ts'
import { wall } from './client/wall.ts'
import { course } from './course.ts'
import { breakout, plenary } from './crowds.ts'
import { fuzzing, kill } from './hostile.ts'
import { idle } from './idle.ts'
import { restart } from './restart.ts'
import { saturation } from './saturation.ts'
import type { Section } from './section.ts'
import { storm } from './storm.ts'
import { voteClose, votes } from './votes.ts'
import { themeSync } from './theme-sync.ts'
import { theming } from './theming.ts'

export const sections: readonly Section[] = [
  breakout,
  plenary,
  saturation,
  storm,
  restart,
  idle,
  course,
  voteClose,
  theming,
  themeSync,
  drawing,
  wall,
  participantPage,
  deskOfMany,
  themesScreen,
  redraw,
  kill,
  votes,
  fuzzing,
]
