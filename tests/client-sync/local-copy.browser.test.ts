import { expect, test, vi } from 'vitest'
import * as Y from 'yjs'
import { openLocalCopy } from '../../client/net/local-copy.ts'

/** The rows of a copy, as another page would find them. */
const rowsOf = (name: string): Promise<Uint8Array[]> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open(name)
    opening.onerror = () => reject(opening.error ?? new Error('not opened'))
    opening.onsuccess = () => {
      const asked = opening.result.transaction('updates').objectStore('updates').getAll()
      asked.onsuccess = () => {
        opening.result.close()
        resolve(asked.result as Uint8Array[])
      }
    }
  })
const textIn = (rows: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const row of rows) Y.applyUpdate(doc, row)
  return doc.getText('text').toString()
}
const fresh = () => `kp:test:${crypto.randomUUID()}`

test('[NE17] a page that dies without a word leaves what it held a tenth of a second before, in one row', async () => {
  const name = fresh()
  const doc = new Y.Doc()
  await openLocalCopy(name, doc)
  const before = (await rowsOf(name)).length
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  for (let n = 0; n < 200; n++) doc.getText('text').insert(n, 'ก')
  vi.advanceTimersByTime(100)
  vi.useRealTimers()
  await expect.poll(async () => textIn(await rowsOf(name)).length).toBe(200)
  expect((await rowsOf(name)).length - before).toBe(1)
  doc.destroy()
})

test('[NE17] a copy that is closed holds the last keystroke, and one that is dropped nothing', async () => {
  const name = fresh()
  const doc = new Y.Doc()
  const copy = await openLocalCopy(name, doc)
  doc.getText('text').insert(0, 'คำสุดท้าย')
  copy.close()
  await expect.poll(async () => textIn(await rowsOf(name))).toBe('คำสุดท้าย')
  const again = new Y.Doc()
  const reopened = await openLocalCopy(name, again)
  expect(again.getText('text').toString()).toBe('คำสุดท้าย')
  again.getText('text').insert(0, 'ไม่เก็บ ')
  await reopened.drop()
  expect(await rowsOf(name)).toEqual([])
})
