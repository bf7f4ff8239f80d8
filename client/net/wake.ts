/** When a tablet comes back to the front, its socket is usually dead without knowing it. */

/** Calls back with how long the page was away, in ms; 0 when only the network came back. */
export const onWake = (woke: (awayMs: number) => void, now: () => number = () => performance.now()): (() => void) => {
  let hiddenAt: number | undefined = document.visibilityState === 'hidden' ? now() : undefined
  const hide = () => (hiddenAt ??= now())
  const show = () => {
    if (document.visibilityState !== 'visible' || hiddenAt === undefined) return
    const awayMs = now() - hiddenAt
    hiddenAt = undefined
    woke(awayMs)
  }
  const turn = () => (document.visibilityState === 'visible' ? show() : hide())
  const restored = (event: PageTransitionEvent) => {
    if (event.persisted) hiddenAt ??= 0
    show()
  }
  const online = () => woke(0)
  document.addEventListener('visibilitychange', turn)
  document.addEventListener('freeze', hide)
  document.addEventListener('resume', show)
  window.addEventListener('pageshow', restored)
  window.addEventListener('online', online)
  return () => {
    document.removeEventListener('visibilitychange', turn)
    document.removeEventListener('freeze', hide)
    document.removeEventListener('resume', show)
    window.removeEventListener('pageshow', restored)
    window.removeEventListener('online', online)
  }
}
