import { createSubscriber } from 'svelte/reactivity'

const everyMs = 15_000
const tick = createSubscriber((update) => {
  const timer = setInterval(update, everyMs)
  return () => clearInterval(timer)
})

/** This device's clock in epoch ms; what reads it is drawn again every 15 seconds. */
export const now = (): number => {
  tick()
  return Date.now()
}
