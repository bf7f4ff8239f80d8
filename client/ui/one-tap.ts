/** A finger that taps twice where once was meant. Mice count their clicks themselves; fingers are counted here. */
const doubleTapMs = 350
const samePlacePx = 24

const isSwitch = (button: Element): boolean =>
  button.hasAttribute('aria-pressed') || ['radio', 'switch'].includes(button.getAttribute('role') ?? '')

/**
 * An attachment for what moves when it is tapped: the second tap of a double tap does neither what has come under the finger
 * meanwhile, nor turns a switch back. The same button pressed quickly (one dot after another) is meant.
 * For `restMs`, 0 unless given, no other button is pressed where one has just been: who sees nothing happen presses once more.
 */
export const tappedOnce =
  (restMs = 0) =>
  (place: HTMLElement): (() => void) => {
    let finger = false
    let last: { button: Element; at: number; x: number; y: number } | undefined

    const down = ({ pointerType }: PointerEvent) => (finger = pointerType !== 'mouse')
    const tap = (event: MouseEvent) => {
      const button = event.target instanceof Element ? event.target.closest('button, a') : null
      // What a key presses has no place, and is pressed once.
      if (!button || event.detail === 0) return
      const { timeStamp: at, clientX: x, clientY: y } = event
      const since = last !== undefined && Math.hypot(x - last.x, y - last.y) < samePlacePx ? at - last.at : Infinity
      const isSecond = finger ? since < doubleTapMs : event.detail > 1
      const isOther = button !== last?.button
      if ((isSecond && (isOther || isSwitch(button))) || (isOther && since < restMs)) {
        event.stopPropagation()
        event.preventDefault()
      } else last = { button, at, x, y }
    }
    /** A tap elsewhere, in a dialog that asked back, is no haste. */
    const elsewhere = ({ target }: MouseEvent) => {
      if (!(target instanceof Node && place.contains(target))) last = undefined
    }
    place.addEventListener('pointerdown', down, true)
    place.addEventListener('click', tap, true)
    document.addEventListener('click', elsewhere, true)
    return () => {
      place.removeEventListener('pointerdown', down, true)
      place.removeEventListener('click', tap, true)
      document.removeEventListener('click', elsewhere, true)
    }
  }

export const oneTap = tappedOnce()

/** Where the last tap on the page was. */
let lastTap = { x: NaN, y: NaN }
document.addEventListener('click', ({ detail, clientX: x, clientY: y }) => detail !== 0 && (lastTap = { x, y }), true)

/** An attachment for what comes over the page when it is tapped: the second tap of a double tap is not for what has come under the finger. */
export const comesByTap = (place: HTMLElement): (() => void) => {
  const [opener, cameAt] = [lastTap, performance.now()]
  const tap = (event: MouseEvent) => {
    const again = event.detail !== 0 && Math.hypot(event.clientX - opener.x, event.clientY - opener.y) < samePlacePx
    if (!again || event.timeStamp - cameAt > doubleTapMs) return
    event.stopPropagation()
    event.preventDefault()
  }
  place.addEventListener('click', tap, true)
  return () => place.removeEventListener('click', tap, true)
}
