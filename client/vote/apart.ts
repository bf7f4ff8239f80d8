/** Dots of a picture that would lie on each other, moved apart: so many as there are, so many are seen. Pure. */
interface Place {
  readonly x: number
  readonly y: number
}
interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}
/** Turned by this each time, a spiral never comes back on itself. */
const goldenAngle = Math.PI * (3 - Math.sqrt(5))
/** Of a picture that is full the last ones lie on others after all. */
const mostTries = 2_000

const within = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value))

/** Each on its place or, where one before it lies, as near to it as is free: at least `gap` from centre to centre, and within the frame. */
export const apart = <Dot extends Place>(dots: readonly Dot[], gap: number, frame: Frame): Dot[] => {
  const laid: Dot[] = []
  const isFree = (x: number, y: number) => laid.every((other) => Math.hypot(other.x - x, other.y - y) >= gap)
  for (const dot of dots) {
    let [x, y] = [dot.x, dot.y]
    for (let step = 1; step < mostTries && !isFree(x, y); step++) {
      const [away, turn] = [(gap / 3) * Math.sqrt(step), step * goldenAngle]
      x = within(dot.x + away * Math.cos(turn), frame.left, frame.right)
      y = within(dot.y + away * Math.sin(turn), frame.top, frame.bottom)
    }
    laid.push({ ...dot, x, y })
  }
  return laid
}
