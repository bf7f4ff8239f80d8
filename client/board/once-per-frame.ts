/** Gathers calls into one per painted frame. A hidden page paints no frames: there a timer does it. */
const hiddenFrameMs = 250

export const oncePerFrame = (act: () => void): { soon: () => void; cancel: () => void } => {
  let frame: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const cancel = () => {
    if (frame !== undefined) cancelAnimationFrame(frame)
    clearTimeout(timer)
    frame = timer = undefined
  }
  const now = () => {
    cancel()
    act()
  }
  const soon = () => {
    if (timer !== undefined) return
    timer = setTimeout(now, hiddenFrameMs)
    frame = requestAnimationFrame(now)
  }
  return { soon, cancel }
}
