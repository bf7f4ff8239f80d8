/** Lets a textarea be as high as its text, up to what its style permits. */
export const grow = (area: HTMLTextAreaElement): (() => void) => {
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
