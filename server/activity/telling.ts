/** What the facilitators and the wall are told as it happens: figures, the log, what the wall shows. */
import type { SeminarId } from '#shared/id.ts'
import type { Seat } from '#shared/person/seat.ts'
import { leads } from '../access/rights.ts'
import type { Live } from '../live/live.ts'
import { openFigures, type FigureParts } from './figures.ts'
import type { SeminarLog } from './log.ts'
import type { Walls } from './wall.ts'

export interface TellingParts extends Omit<FigureParts, 'isWatched' | 'tell' | 'between'> {
  live: Pick<Live, 'tell' | 'onWatch' | 'isWatched' | 'between'>
  log: SeminarLog
  walls: Walls
}

export const openTelling = ({ live, log, walls, ...parts }: TellingParts) => {
  const figures = openFigures({
    ...parts,
    isWatched: live.isWatched,
    between: (heard) => live.between('figures', heard),
    tell: (id, rows) => live.tell(id, 'leaders', 'figures', rows),
  })
  log.onLine((id: SeminarId, lines) => live.tell(id, 'leaders', 'log', lines))
  walls.onChange((id, show) => live.tell(id, 'walls', 'wall', show))
  live.onWatch(async (seat: Seat, say) => {
    if (!leads(seat) && seat.role !== 'wall') return
    say('wall', walls.of(seat.seminarId))
    if (leads(seat)) say('figures', await figures.of(seat.seminarId))
  })
  return figures
}
