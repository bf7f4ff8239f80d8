/**
 * Keeps a fixed shell inside what the on-screen keyboard leaves free. Safari slides the keyboard over the page and
 * scrolls the page under it; only the visual viewport tells.
 */
export const aboveKeyboard = (shell: HTMLElement): (() => void) => {
  const viewport = window.visualViewport
  if (!viewport) return () => undefined
  const fit = () => {
    // A page that is zoomed by two fingers keeps its layout.
    if (viewport.scale > 1.01) return
    const hidden = window.innerHeight - viewport.height
    shell.style.bottom = hidden > 1 ? `${Math.max(0, hidden - viewport.offsetTop)}px` : ''
    shell.style.top = hidden > 1 ? `${viewport.offsetTop}px` : ''
    shell.toggleAttribute('data-keyboard', hidden > 120)
    const field = document.activeElement
    if (hidden > 120 && field instanceof HTMLElement && field.matches('[data-keep-in-view]')) field.scrollIntoView({ block: 'nearest' })
  }
  viewport.addEventListener('resize', fit)
  viewport.addEventListener('scroll', fit)
  return () => {
    viewport.removeEventListener('resize', fit)
    viewport.removeEventListener('scroll', fit)
  }
}
