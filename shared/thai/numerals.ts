/** Thai digits (เลขไทย), as official papers write them. */
const zero = '๐'.charCodeAt(0)

/** `2569` → `๒๕๖๙`; everything that is no digit stays. */
export const toThaiDigits = (text: string): string => text.replace(/[0-9]/g, (digit) => String.fromCharCode(zero + Number(digit)))

/** `๒๕๖๙` → `2569`; everything that is no Thai digit stays. */
export const fromThaiDigits = (text: string): string => text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - zero))
