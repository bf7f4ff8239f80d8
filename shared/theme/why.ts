/** ทำไม: what two ideas have in common. */
import type { Reading } from './reading.ts'

/** The words, as the first says them, and the ids of the concepts that both speak of. */
export const sharedBy = (one: Reading, two: Reading): { words: string[]; concepts: string[] } => {
  const topics = ({ words }: Reading) => new Map(words.filter(({ kind }) => kind === 'topic').map(({ stem, form }) => [stem, form]))
  const meant = ({ concepts }: Reading) => new Set(concepts.map(({ id }) => id))
  const [there, also] = [topics(two), meant(two)]
  return {
    words: [...topics(one)].filter(([stem]) => there.has(stem)).map(([, form]) => form),
    concepts: [...meant(one)].filter((id) => also.has(id)),
  }
}
