import type { course as thai } from '../th/course.ts'

export const course: typeof thai = {
  start: 'Start an activity',
}
