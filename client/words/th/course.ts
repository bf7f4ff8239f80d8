/** The facilitator's hand on the course: methods, phases, attention, the log, what the wall shows. */
export const course = {
  start: 'เริ่มกิจกรรม',
}
