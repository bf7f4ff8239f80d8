/** The Thai words of what happens in the room: phases, votes, what hangs on ideas. A tablet loads them once its board stands. */
import { paper } from './th/paper.ts'
import { past } from './th/past.ts'
import { attention } from './th/attention.ts'
import { phase } from './th/phase.ts'
import { talk } from './th/talk.ts'
import { vote } from './th/vote.ts'

export const room = { attention, paper, past, phase, vote, talk }
