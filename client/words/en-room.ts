import { paper } from './en/paper.ts'
import { past } from './en/past.ts'
import { attention } from './en/attention.ts'
import { phase } from './en/phase.ts'
import { talk } from './en/talk.ts'
import { vote } from './en/vote.ts'
import type { room as thai } from './th-room.ts'

export const room = { attention, paper, past, phase, vote, talk } satisfies typeof thai
