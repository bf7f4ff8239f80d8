/** The Thai words of what happens in the room: phases, votes, what hangs on ideas. A tablet loads them once its board stands. */
import { phase } from './th/phase.ts'
import { talk } from './th/talk.ts'
import { vote } from './th/vote.ts'

export const room = { phase, vote, talk }
