/** Who somebody is in one seminar (mission.md's table); `wall` is a projector that only shows. */
export const roles = ['organizer', 'facilitator', 'noteTaker', 'participant', 'wall'] as const
export type Role = (typeof roles)[number]

/** What can be done on a board. `own` in a permit means: only to ideas that the seat itself wrote. */
export type BoardAct = 'read' | 'write' | 'reword' | 'move' | 'withdraw' | 'file'
