import { digest } from 'lib0/hash/sha256'
import { newId, type IdeaId } from '../id.ts'

/** The id of the idea that belongs to a key's hash: the same on the tablet, before it is sent, and on the server, however often it comes. */
export const unnamedId = (keyHash: string): IdeaId => {
  let bytes = digest(new TextEncoder().encode(`unnamed ${keyHash}`))
  return newId<'idea'>((target) => {
    target.set(bytes.subarray(0, target.length))
    bytes = digest(bytes)
  })
}
