/** Keeps this page for a reload without network, where the browser allows it (https and localhost); says nothing elsewhere. */

/** A cheap tablet would feel it while it is used, so it waits for a pause of the hands, but not for ever. */
const pauseMs = 6_000
const patienceMs = 60_000
const touches = ['pointerdown', 'pointermove', 'keydown', 'input', 'wheel'] as const

/** Resolves once nobody has touched the page for a while. */
const handsRest = (): Promise<void> =>
  new Promise((resolve) => {
    let pause: ReturnType<typeof setTimeout>
    const touched = () => {
      clearTimeout(pause)
      pause = setTimeout(rest, pauseMs)
    }
    const rest = () => {
      clearTimeout(pause)
      clearTimeout(end)
      for (const touch of touches) removeEventListener(touch, touched, true)
      resolve()
    }
    const end = setTimeout(rest, patienceMs)
    for (const touch of touches) addEventListener(touch, touched, { capture: true, passive: true })
    touched()
  })

export const keepPageForOffline = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  await handsRest()
  await navigator.serviceWorker.register('/offline.js')
  // What came before the worker did not pass through it.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const own = [...new Set(loaded)].filter((name) => name.startsWith(`${location.origin}/assets/`))
  const shelf = await caches.open('page')
  await shelf.addAll([...own, '/'])
}
