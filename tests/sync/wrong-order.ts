/** Text that claims to stand between two neighbours of which the right one comes first: Yjs takes it, and replicas part. */
import * as Y from 'yjs'

/** Writes into a text as no editor does; `left` and `right` are places in it, from 0. */
export const writeBetween = (text: Y.Text, left: number, right: number, words: string): void => {
  const doc = text.doc!
  doc.transact((transaction) => {
    const at = (index: number): { item: Y.Item; id: Y.ID } => {
      let passed = 0
      for (let item = text._start; item; item = item.right) {
        if (!item.deleted && index < passed + item.length) return { item, id: Y.createID(item.id.client, item.id.clock + index - passed) }
        if (!item.deleted) passed += item.length
      }
      throw new RangeError('beyond the text')
    }
    const [before, after] = [at(left), at(right)]
    const id = Y.createID(doc.clientID, Y.getState(doc.store, doc.clientID))
    new Y.Item(id, before.item, before.id, after.item, after.id, text, null, new Y.ContentString(words)).integrate(transaction, 0)
  })
}
