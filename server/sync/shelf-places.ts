/** The places of a shelf of themes (shared/theme/shelf.ts): entries of its roots, and the texts under two of them. */
import * as Y from 'yjs'
import { shelfRoots } from '#shared/theme/shelf.ts'
import type { Plan } from './place-finder.ts'
import { refuse } from './places.ts'

type ShelfRoot = (typeof shelfRoots)[number]
/** An entry of the shelf. */
export interface ShelfKey {
  readonly root: ShelfRoot
  readonly key: string
}
/** `entry`: what stands under a key · `text`: a stretch of the text there · `gone`: inside something deleted and forgotten. */
export type ShelfPlace =
  { level: 'entry' | 'text'; root: ShelfRoot; key: string; holder: object } | { level: 'gone'; root: undefined; key: ''; holder: undefined }

const gone: ShelfPlace = { level: 'gone', root: undefined, key: '', holder: undefined }
const texts: readonly ShelfRoot[] = ['refined', 'notes']
export const holdsTexts = (root: ShelfRoot): boolean => texts.includes(root)

/** The plan of a shelf. */
export const shelfPlan = (doc: Y.Doc): Plan<ShelfPlace> => {
  const roots = shelfRoots.map((root) => ({ root, type: doc.getMap(root) as unknown as Y.AbstractType<unknown> }))
  const rootOf = (type: unknown): ShelfRoot | undefined => roots.find((one) => one.type === type)?.root
  return {
    gone,
    root: (name, key) => {
      const found = roots.find(({ root }) => root === name)
      return found ? { level: 'entry', root: found.root, key, holder: found.type } : refuse('sync/forbidden-place')
    },
    below: (above, holder, isText, key) => {
      if (above.level !== 'entry' || !holdsTexts(above.root) || !isText || key !== undefined) return refuse('sync/forbidden-place')
      return { level: 'text', root: above.root, key: above.key, holder }
    },
    stored: (item) => {
      const parent = item instanceof Y.Item ? (item.parent as Y.AbstractType<unknown> | null) : null
      if (!(item instanceof Y.Item) || parent === null) return gone
      const root = rootOf(parent)
      if (root) return { level: 'entry', root, key: item.parentSub ?? '', holder: parent }
      const above = parent._item
      const under = rootOf(above?.parent)
      if (!above || !under || !holdsTexts(under)) return refuse('sync/forbidden-place')
      return { level: 'text', root: under, key: above.parentSub ?? '', holder: parent }
    },
  }
}
