/** The wall as a thing in the room: its size, its wakefulness, and whether a hand is near. */
import type { Room } from './pages.ts'

const awakeMs = 4_000

export class WallScreen {
  room = $state.raw<Room>({ width: 0, height: 0 })
  /** Pixels at the right that the join code takes. */
  reserved = $state(0)
  /** Somebody moved the mouse, touched the glass or pressed a key just now: controls show. */
  awake = $state(false)
  calm = $state(false)
  fullScreen = $state(false)
  /** Grows when letters have been loaded. */
  lettered = $state(0)
  #sleep: ReturnType<typeof setTimeout> | undefined

  wake(): void {
    this.awake = true
    clearTimeout(this.#sleep)
    this.#sleep = setTimeout(() => (this.awake = false), awakeMs)
  }
  toggleFullScreen(): void {
    const asked = document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    asked.catch((error: unknown) => console.warn('full screen was refused', error))
  }

  /** Watches the page that fills the wall. An attachment. */
  watch = (node: HTMLElement): (() => void) => {
    const observer = new ResizeObserver(() => (this.room = { width: node.clientWidth, height: node.clientHeight }))
    observer.observe(node)
    const motion = matchMedia('(prefers-reduced-motion: reduce)')
    const heed = () => (this.calm = motion.matches)
    heed()
    const wake = () => this.wake()
    const filled = () => (this.fullScreen = document.fullscreenElement !== null)
    const lettered = () => (this.lettered += 1)
    const stayAwake = keepLit()
    motion.addEventListener('change', heed)
    document.addEventListener('fullscreenchange', filled)
    document.fonts.addEventListener('loadingdone', lettered)
    for (const sign of ['pointermove', 'pointerdown', 'keydown'] as const) addEventListener(sign, wake)
    return () => {
      observer.disconnect()
      stayAwake()
      clearTimeout(this.#sleep)
      motion.removeEventListener('change', heed)
      document.removeEventListener('fullscreenchange', filled)
      document.fonts.removeEventListener('loadingdone', lettered)
      for (const sign of ['pointermove', 'pointerdown', 'keydown'] as const) removeEventListener(sign, wake)
    }
  }
}

/** Keeps the projector's computer from dimming, where the browser can (only over HTTPS or on the machine itself). */
const keepLit = (): (() => void) => {
  let lock: WakeLockSentinel | undefined
  let over = false
  const ask = async () => {
    if (over || document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (over) await lock.release()
    } catch (error) {
      console.warn('the screen may go dark', error)
    }
  }
  const again = () => void ask()
  document.addEventListener('visibilitychange', again)
  again()
  return () => {
    over = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  }
}
