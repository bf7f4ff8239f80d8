// Lets a tablet reload without network: keeps the page and what it has loaded. Browsers allow it on https and localhost
// only; elsewhere the page works as before, but needs the network to be loaded again.
const shelf = 'page'
const patienceMs = 4_000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))
self.addEventListener('fetch', (event) => {
  const { origin, pathname } = new URL(event.request.url)
  if (event.request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return
  if (event.request.mode === 'navigate') event.respondWith(page(event.request))
  else if (pathname.startsWith('/assets/')) event.respondWith(asset(event.request))
})

/** The page from the server, or as last seen when the server does not answer in time. */
const page = async (request) => {
  const kept = await caches.match('/')
  try {
    const fresh = await fetch(request, kept ? { signal: AbortSignal.timeout(patienceMs) } : {})
    if (fresh.ok && fresh.headers.get('content-type')?.startsWith('text/html')) await keep(fresh.clone(), kept)
    return fresh
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/** A page of another build makes the old build's files useless. */
const keep = async (fresh, kept) => {
  if (kept && kept.headers.get('etag') !== fresh.headers.get('etag')) await caches.delete(shelf)
  await (await caches.open(shelf)).put('/', fresh)
}

/** Names carry a hash of the content: what was kept never grows old. */
const asset = async (request) => {
  const kept = await caches.match(request)
  if (kept) return kept
  const fresh = await fetch(request)
  if (fresh.ok) await (await caches.open(shelf)).put(request, fresh.clone())
  return fresh
}
