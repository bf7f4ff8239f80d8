import type { phase as thai } from '../th/phase.ts'

export const phase: typeof thai = {
  of: (index, all) => `Phase ${index} of ${all}`,
}
