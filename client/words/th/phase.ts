/** A phase on the tablet and on the wall: instruction, clock, private and anonymous writing. */
export const phase = {
  of: (index: number, all: number) => `ช่วงที่ ${index} จาก ${all}`,
}
