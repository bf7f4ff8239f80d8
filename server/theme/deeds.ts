/** What somebody did on the shelf itself, told from the keys that it changed. */
import type { KeyChange } from '#shared/theme/facts.ts'
import type { Shelved } from '#shared/theme/trail.ts'

/** One update taken apart into what was done, each with the keys that it changed; wordings and notes are told of by themselves. */
export const deedsOf = (changes: readonly KeyChange[]): { what: Shelved; changes: KeyChange[] }[] => {
  const of = new Map<string, { filed?: KeyChange; parked?: KeyChange }>()
  for (const change of changes) {
    if (change.root !== 'filed' && change.root !== 'parked') continue
    of.set(change.key, { ...of.get(change.key), [change.root]: change })
  }
  const deeds = new Map<string, { what: Shelved & { ideas: string[] }; changes: KeyChange[] }>()
  const add = (name: string, what: Shelved & { ideas: string[] }, idea: string, both: readonly (KeyChange | undefined)[]): void => {
    const deed = deeds.get(name) ?? { what, changes: [] }
    deeds.set(name, deed)
    deed.what.ideas.push(idea)
    deed.changes.push(...both.filter((change) => change !== undefined))
  }
  for (const [idea, { filed, parked }] of of) {
    const theme = filed?.after
    if (parked?.after !== undefined) add('park', { op: 'park', ideas: [] }, idea, [filed, parked])
    else if (typeof theme === 'string') add(`file ${theme}`, { op: 'file', ideas: [], theme }, idea, [filed, parked])
    else if (parked) add('unpark', { op: 'unpark', ideas: [] }, idea, [filed, parked])
    else add('unfile', { op: 'unfile', ideas: [] }, idea, [filed])
  }
  return [...deeds.values()]
}

export const isText = ({ root }: KeyChange): boolean => root === 'refined' || root === 'notes'
/** What was written in a wording or a note. */
export const wordingOf = ({ root, key }: KeyChange): Shelved =>
  root === 'notes' ? { op: 'note', theme: key } : { op: 'refine', ideas: [key] }
