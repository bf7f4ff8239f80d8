/**
 * Binds a textarea to one text of a map of texts. The text need not be there: the first letter typed makes it. When two people
 * make it at the same moment one of the two stands; what was typed here into the other is put below it, so that nothing is lost.
 */
import * as Y from 'yjs'
import { bindText, type TextBinding } from '../../idea/bind-text.ts'

/** @returns how to let go of the textarea again */
export const bindEntry = (
  area: HTMLTextAreaElement,
  texts: Y.Map<Y.Text>,
  key: string,
  binding: TextBinding & { most: number },
): (() => void) => {
  let release = () => {}
  let typedHere = false

  const write = (act: () => void) => texts.doc?.transact(act, binding.origin)
  const make = () => {
    if (area.value !== '') write(() => texts.set(key, new Y.Text(area.value.slice(0, binding.most))))
  }
  const bind = () => {
    release()
    const text = texts.get(key)
    if (text instanceof Y.Text) return void (release = bindText(area, text, binding))
    area.value = ''
    area.addEventListener('input', make)
    release = () => area.removeEventListener('input', make)
  }
  const changed = (event: Y.YMapEvent<Y.Text>, transaction: Y.Transaction) => {
    if (!event.keysChanged.has(key)) return
    const typed = area.value
    bind()
    const text = texts.get(key)
    if (transaction.local || !typedHere || typed.trim() === '' || !(text instanceof Y.Text) || text.toString().includes(typed)) return
    const below = text.length === 0 ? typed : `\n${typed}`
    if (text.length + below.length <= binding.most) write(() => text.insert(text.length, below))
  }
  const typing = () => (typedHere = true)

  bind()
  texts.observe(changed)
  area.addEventListener('input', typing)
  return () => {
    texts.unobserve(changed)
    area.removeEventListener('input', typing)
    release()
  }
}
