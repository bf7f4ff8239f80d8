/** Arrow keys between cards: up and down in a zone, left and right to the next zone. One card at a time takes Tab, with its commands. */

const textsIn = (zone: Element) => [...zone.querySelectorAll<HTMLElement>('[data-idea-text]')]

const takeTab = (text: HTMLElement, takes: boolean) => {
  const commands = text.closest('[data-idea]')?.querySelector<HTMLElement>('[data-idea-commands]')
  for (const part of [text, commands]) if (part) part.tabIndex = takes ? 0 : -1
}

export const walkCards = (list: HTMLElement): (() => void) => {
  const tabTo = (text: HTMLElement) => {
    for (const other of list.querySelectorAll<HTMLElement>('[data-idea-text][tabindex="0"]')) takeTab(other, false)
    takeTab(text, true)
  }
  /** There is always one card that Tab reaches, whichever come and go. */
  const first = () => {
    if (list.querySelector('[data-idea-text][tabindex="0"]')) return
    const text = list.querySelector<HTMLElement>('[data-idea-text]')
    if (text) takeTab(text, true)
  }
  const keys = (event: KeyboardEvent) => {
    const text = event.target instanceof HTMLElement && event.target.matches('[data-idea-text]') ? event.target : undefined
    const zone = text?.closest('[data-zone]')
    if (!text || !zone || event.altKey || event.ctrlKey || event.metaKey) return
    const here = textsIn(zone)
    const index = here.indexOf(text)
    const zones = [...list.querySelectorAll('[data-zone]')].filter((one) => textsIn(one).length > 0)
    const beside = (by: number) => {
      const there = zones[zones.indexOf(zone) + by]
      return (
        there &&
        textsIn(there)
          .slice(0, index + 1)
          .at(-1)
      )
    }
    const steps: Record<string, (() => HTMLElement | undefined) | undefined> = {
      ArrowDown: () => here[index + 1],
      ArrowUp: () => here[index - 1],
      ArrowRight: () => beside(1),
      ArrowLeft: () => beside(-1),
      Home: () => here[0],
      End: () => here.at(-1),
    }
    const next = steps[event.key]?.()
    if (!next) return
    event.preventDefault()
    tabTo(next)
    next.focus()
  }
  const focused = (event: FocusEvent) => {
    const text =
      event.target instanceof HTMLElement ? event.target.closest('[data-idea]')?.querySelector<HTMLElement>('[data-idea-text]') : null
    if (text) tabTo(text)
  }
  const observer = new MutationObserver(first)
  observer.observe(list, { childList: true, subtree: true })
  list.addEventListener('keydown', keys)
  list.addEventListener('focusin', focused)
  first()
  return () => {
    observer.disconnect()
    list.removeEventListener('keydown', keys)
    list.removeEventListener('focusin', focused)
  }
}
