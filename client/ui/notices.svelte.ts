/** Short messages at the foot of the screen: what was done, or why it was not. */
export interface Notice {
  id: number
  text: string
  tone: 'good' | 'bad'
}
const shownMs = 6_000
const refusedMs = 12_000
let last = 0
export const notices = $state<{ list: Notice[] }>({ list: [] })

export const notify = (text: string, tone: Notice['tone'] = 'good'): void => {
  const notice = { id: ++last, text, tone }
  notices.list = [...notices.list.filter((shown) => shown.text !== text).slice(-2), notice]
  setTimeout(() => dismiss(notice.id), tone === 'bad' ? refusedMs : shownMs)
}
export const dismiss = (id: number): void => {
  notices.list = notices.list.filter((notice) => notice.id !== id)
}
