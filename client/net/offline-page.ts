/** Keeps this page for a reload without network, where the browser allows it (https and localhost); says nothing elsewhere. */
export const keepPageForOffline = async (): Promise<void> => {
  if (!('serviceWorker' in navigator) || !window.isSecureContext) return
  await navigator.serviceWorker.register('/offline.js')
  // What came before the worker did not pass through it.
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const own = [...new Set(loaded)].filter((name) => name.startsWith(`${location.origin}/assets/`))
  const shelf = await caches.open('page')
  await shelf.addAll([...own, '/'])
}
