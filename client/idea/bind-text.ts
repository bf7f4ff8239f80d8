/** Binds a textarea to a shared text: what is typed goes there at once, what others type comes here, the caret stays. */
import type * as Y from 'yjs'
import { maxIdeaCharacters } from '#shared/idea/idea.ts'
import { stepOf } from '../ui/undo-keys.ts'
import { TextMirror } from './text-mirror.ts'

export interface TextBinding {
  /** The label of the transactions that this textarea makes. */
  origin: unknown
  undo: () => void
  redo: () => void
  /** Longest text, in UTF-16 code units; an idea's where nothing else is said. */
  most?: number
}

/** @returns how to let go of the textarea again */
export const bindText = (
  area: HTMLTextAreaElement,
  text: Y.Text,
  { origin, undo, redo, most = maxIdeaCharacters }: TextBinding,
): (() => void) => {
  const mirror = new TextMirror(text.toString())
  let composing = false
  let held = false
  let typing = false

  const draw = () => {
    const { selectionStart, selectionEnd, selectionDirection, scrollTop } = area
    const start = mirror.toShared(selectionStart)
    const end = mirror.toShared(selectionEnd)
    mirror.renew(text.toString())
    held = false
    if (area.value === mirror.shown) return
    area.value = mirror.shown
    area.setSelectionRange(mirror.toShown(start), mirror.toShown(end), selectionDirection)
    area.scrollTop = scrollTop
    area.dispatchEvent(new Event('redrawn'))
  }
  const typed = () => {
    const edits = mirror.typed(area.value, area.selectionEnd, most - text.length)
    if (edits.length === 0) return
    typing = true
    // One transaction for one input event: it travels as one frame.
    text.doc?.transact(() => {
      for (const { index, remove, insert } of edits) {
        if (remove > 0) text.delete(index, remove)
        if (insert !== '') text.insert(index, insert)
      }
    }, origin)
    typing = false
  }
  const input = () => {
    typed()
    if (!composing && area.value !== mirror.shown) draw()
  }
  const observe = (event: Y.YTextEvent) => {
    if (typing) return
    mirror.remote(event.changes.delta)
    // Redrawing under a composition would make the keyboard write its syllable twice.
    if (composing) held = true
    else draw()
  }
  const compose = () => (composing = true)
  const composed = () => {
    composing = false
    input()
    if (held) draw()
  }
  const keys = (event: KeyboardEvent) => {
    const step = stepOf(event)
    if (!step) return
    event.preventDefault()
    if (step === 'redo') redo()
    else undo()
  }
  const history = (event: InputEvent) => {
    if (event.inputType !== 'historyUndo' && event.inputType !== 'historyRedo') return
    event.preventDefault()
    if (event.inputType === 'historyUndo') undo()
    else redo()
  }

  // A browser takes minutes to lay out a paste of a whole book.
  area.maxLength = most
  area.value = mirror.shown
  text.observe(observe)
  area.addEventListener('input', input)
  area.addEventListener('compositionstart', compose)
  area.addEventListener('compositionend', composed)
  // Some keyboards never say that a composition has ended.
  area.addEventListener('blur', composed)
  area.addEventListener('keydown', keys)
  area.addEventListener('beforeinput', history)
  return () => {
    text.unobserve(observe)
    area.removeEventListener('input', input)
    area.removeEventListener('compositionstart', compose)
    area.removeEventListener('compositionend', composed)
    area.removeEventListener('blur', composed)
    area.removeEventListener('keydown', keys)
    area.removeEventListener('beforeinput', history)
  }
}
