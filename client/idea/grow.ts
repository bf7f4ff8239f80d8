/** Lets a textarea be as high as its text, up to what its style permits. */
export const grow = (area: HTMLTextAreaElement): (() => void) | void => {
  if (CSS.supports('field-sizing', 'content')) {
    // Where it is known, it spares every keystroke two layouts.
    area.style.setProperty('field-sizing', 'content')
    return
  }
  const fit = () => {
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
  }
  const observer = new ResizeObserver(fit)
  observer.observe(area)
  area.addEventListener('input', fit)
  area.addEventListener('redrawn', fit)
  fit()
  return () => {
    observer.disconnect()
    area.removeEventListener('input', fit)
    area.removeEventListener('redrawn', fit)
  }
}
