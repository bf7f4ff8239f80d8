import { untrack } from 'svelte'
import type { Attachment } from 'svelte/attachments'
import { maxIdeaCharacters } from '#shared/idea/idea.ts'

/** Binds a textarea to a text that nobody else writes in: read once, and told when the field is left, if it is another. */
export const plainText =
  (read: () => string, told: (text: string) => void): Attachment<HTMLTextAreaElement> =>
  (area) => {
    let last = untrack(read)
    area.maxLength = maxIdeaCharacters
    area.value = last
    const tell = () => {
      if (area.value === last) return
      last = area.value
      // The field may be leaving the page just now, and while it is drawn nothing may change.
      queueMicrotask(() => told(last))
    }
    area.addEventListener('blur', tell)
    return () => {
      area.removeEventListener('blur', tell)
      tell()
    }
  }
