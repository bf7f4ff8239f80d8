/** How large text is on this tablet, in percent of the browser's own size. */
import { recall, remember } from '../ui/memory.ts'

export const textSizes = { normal: 100, large: 118, larger: 137 } as const
export type TextSize = keyof typeof textSizes

const isTextSize = (name: string | undefined): name is TextSize => name !== undefined && Object.hasOwn(textSizes, name)
const remembered = recall('text-size')
export const textSize = $state<{ now: TextSize }>({ now: isTextSize(remembered) ? remembered : 'normal' })

export const applyTextSize = (): void => {
  document.documentElement.style.fontSize = textSize.now === 'normal' ? '' : `${textSizes[textSize.now]}%`
}
export const chooseTextSize = (chosen: TextSize): void => {
  textSize.now = chosen
  remember('text-size', chosen)
  applyTextSize()
}
