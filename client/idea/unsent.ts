/** Ideas without a name as this device keeps them, until the server has them. */
import type { IdeaId } from '#shared/id.ts'
import type { Notebook } from '../net/notebook.ts'

export interface UnnamedPlace {
  zone?: string
  from?: IdeaId
}
export interface UnnamedIdea extends UnnamedPlace {
  id: IdeaId
  /** In which it was written, and can be changed. */
  run: string
  key: string
  text: string
  at: number
  /** What the server does not know yet. */
  due?: 'write' | 'reword' | 'withdraw'
}

/** Takes out of the notebook what is not of this run: its keys open nothing any more. Answers the words that never reached the server. */
export const takeUnsent = (notebook: Notebook<UnnamedIdea[]>, run: string): UnnamedIdea[] => {
  const kept = notebook.read()
  const others = kept.filter((own) => own.run !== run)
  if (others.length > 0) notebook.write(kept.filter((own) => own.run === run))
  return others.filter(({ due }) => due === 'write' || due === 'reword')
}
