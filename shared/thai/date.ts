/** Dates as Thai people write them: day, month by name, Buddhist year (543 ahead). The zone is given, so that a server abroad writes the same. */
import type { Language } from '../words.ts'

export const bangkok = 'Asia/Bangkok'

const formats = new Map<string, Intl.DateTimeFormat>()
const format = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = `${locale} ${JSON.stringify(options)}`
  let known = formats.get(key)
  if (!known) formats.set(key, (known = new Intl.DateTimeFormat(locale, options)))
  return known
}
const part = (of: Intl.DateTimeFormat, type: Intl.DateTimeFormatPartTypes, epochMs: number): string =>
  of.formatToParts(epochMs).find((one) => one.type === type)?.value ?? ''

/** `25 พฤศจิกายน 2569`: epoch ms in, in Bangkok unless another IANA zone is given. */
export const thaiDate = (epochMs: number, timeZone = bangkok): string => {
  // Put together from its parts: browsers differ in whether they write the era.
  const parts = format('th-TH-u-ca-buddhist-nu-latn', { day: 'numeric', month: 'long', year: 'numeric', timeZone })
  return (['day', 'month', 'year'] as const).map((type) => part(parts, type, epochMs)).join(' ')
}

/** `14.05 น.`: the hour of the day as it is written in Thai. */
export const thaiTime = (epochMs: number, timeZone = bangkok): string => {
  const parts = format('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone })
  return `${part(parts, 'hour', epochMs)}.${part(parts, 'minute', epochMs)} น.`
}

/** Date and time in the reader's language: `25 พฤศจิกายน 2569 เวลา 14.05 น.` or `25 November 2026, 14:05`. */
export const dateAndTime = (epochMs: number, language: Language, timeZone = bangkok): string => {
  if (language === 'th') return `${thaiDate(epochMs, timeZone)} เวลา ${thaiTime(epochMs, timeZone)}`
  const date = format('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone }).format(epochMs)
  return `${date}, ${format('en-GB', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(epochMs)}`
}
