/** Why nothing new is written now, and what one does instead: a word of `words.t.phase.instead`. */
import type { RoomNow } from './room-now.svelte.ts'

export type Instead = 'reading' | 'over' | 'frozen' | 'vote' | 'results' | 'move' | 'reword' | 'comment' | 'read' | 'guest'

export const insteadOf = (room: Pick<RoomNow, 'state' | 'frozen' | 'phase' | 'standing' | 'guest'>): Instead => {
  if (room.guest) return 'guest'
  if (room.frozen) return 'frozen'
  if (room.state === 'reading' || room.state === 'over') return room.state
  if (room.phase?.view === 'vote' || room.phase?.view === 'results') return room.phase.view
  const { move, stack, reword, comment } = room.standing.rights
  if (move !== 'none' || stack !== 'none') return 'move'
  if (reword === 'all') return 'reword'
  return comment !== 'none' ? 'comment' : 'read'
}
