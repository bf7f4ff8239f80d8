/** Where in the product this browser is. So few places need no router library: a path is read into one of a union. */
import { isId, type BoardId, type SeminarId } from '#shared/id.ts'

export type Route =
  | { screen: 'start' }
  | { screen: 'join' }
  | { screen: 'tablet'; boardId: BoardId }
  | { screen: 'projector'; boardId: BoardId }
  | { screen: 'projector'; seminarId: SeminarId }
  | { screen: 'console'; seminarId: SeminarId }
  | { screen: 'past'; boardId: BoardId }
  | { screen: 'scribe'; boardId: BoardId }
  | { screen: 'paper'; seminarId: SeminarId }
  | { screen: 'themes'; seminarId: SeminarId }
  | { screen: 'shelf'; seminarId: SeminarId }
  | { screen: 'organizer' }
  | { screen: 'setUp' }
  | { screen: 'notFound' }

export const readRoute = (path: string): Route => {
  const [first, second, third, rest] = path.split('/').filter((part) => part !== '')
  if (rest !== undefined) return { screen: 'notFound' }
  if (first === undefined) return { screen: 'start' }
  if (second === undefined) {
    if (first === 'join') return { screen: 'join' }
    if (first === 'organizer') return { screen: 'organizer' }
    if (first === 'set-up') return { screen: 'setUp' }
  }
  if (first === 'present' && second === 'seminar' && isId(third)) return { screen: 'projector', seminarId: third as SeminarId }
  if (isId(second) && third === undefined) {
    if (first === 'board') return { screen: 'tablet', boardId: second as BoardId }
    if (first === 'scribe') return { screen: 'scribe', boardId: second as BoardId }
    if (first === 'themes') return { screen: 'themes', seminarId: second as SeminarId }
    if (first === 'paper') return { screen: 'paper', seminarId: second as SeminarId }
    if (first === 'shelf') return { screen: 'shelf', seminarId: second as SeminarId }
    if (first === 'past') return { screen: 'past', boardId: second as BoardId }
    if (first === 'present') return { screen: 'projector', boardId: second as BoardId }
    if (first === 'console') return { screen: 'console', seminarId: second as SeminarId }
  }
  return { screen: 'notFound' }
}

class Here {
  #path = $state(location.pathname)
  /** What follows `#`: secrets travel here, because a browser never sends a fragment to a server. */
  fragment = $state(location.hash.slice(1))
  readonly route = $derived(readRoute(this.#path))

  read(): void {
    this.#path = location.pathname
    this.fragment = location.hash.slice(1)
  }
}
export const here = new Here()

/** Goes to another place of the product; `replace` leaves no way back (after a join, Back must not join again). */
export const go = (path: string, how: { replace?: boolean } = {}): void => {
  if (how.replace) history.replaceState(null, '', path)
  else history.pushState(null, '', path)
  here.read()
  scrollTo(0, 0)
}

/** Follows Back and Forward, and makes plain links stay in the page. Returns how to stop. */
export const followLinks = (): (() => void) => {
  const read = () => here.read()
  const click = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || link.origin !== location.origin || link.target || link.hasAttribute('download')) return
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    if (readRoute(link.pathname).screen === 'notFound') return
    event.preventDefault()
    go(link.pathname + link.hash)
  }
  addEventListener('popstate', read)
  addEventListener('hashchange', read)
  document.addEventListener('click', click)
  return () => {
    removeEventListener('popstate', read)
    removeEventListener('hashchange', read)
    document.removeEventListener('click', click)
  }
}
