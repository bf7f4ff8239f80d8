/** The fields of an idea, as the gate knows them: what it is to touch one, and what shape it has. */
import { isId } from '#shared/id.ts'
import { ideaColours } from '#shared/idea/idea.ts'
import type { BoardAct } from '#shared/role.ts'

/** Which act it is to set or delete a field of an idea that is already on the board; undefined = no such field. */
export const fieldActs: Readonly<Record<string, BoardAct>> = {
  text: 'reword',
  zone: 'move',
  x: 'move',
  y: 'move',
  colour: 'move',
  by: 'withdraw',
  at: 'withdraw',
  theme: 'file',
  from: 'reword',
  photo: 'reword',
  sketch: 'reword',
  stack: 'stack',
  locked: 'lock',
}
/** What belongs to an idea's author alone, whoever else may reword it. */
export const authorsOwn: ReadonlySet<string> = new Set(['from', 'photo', 'sketch'])
const isHash = (value: unknown): boolean => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
export const shapes: Readonly<Record<string, (value: unknown) => boolean>> = {
  zone: isId,
  x: Number.isFinite,
  y: Number.isFinite,
  by: isId,
  at: Number.isFinite,
  theme: isId,
  colour: (value) => ideaColours.some((colour) => colour === value),
  from: isId,
  stack: isId,
  photo: isHash,
  sketch: isHash,
  locked: (value) => value === true,
}
