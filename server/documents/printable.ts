/** Text as documents may carry it: people's words as they are, without what a reader, a spreadsheet or XML would stumble over. */

/** Controls, direction overrides (they make text read otherwise than it is), and what XML forbids; line ends and tabs stay. */
const unprintable = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069\uFEFF\uFFFE\uFFFF]/g

/** One kind of line end, whole surrogates, nothing unprintable. */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(unprintable, '')
    .toWellFormed()

/** Text for HTML, SVG and XML, between tags and in quoted attributes. */
export const escapeMarkup = (text: string): string => printable(text).replace(/[&<>"'`]/g, (mark) => `&#${mark.charCodeAt(0)};`)

/**
 * A cell that no spreadsheet takes for a formula: = + - @ (wide and small forms too) at its start, also after blanks and things unseen,
 * and a leading tab or line end get ' before them. Source: OWASP, CSV injection.
 */
export const guardCell = (text: string): string => {
  const plain = printable(text)
  return /^[\s\p{Cf}]*[=+\-@|%＝＋－＠﹢﹣﹦﹫−]|^[\t\n]/u.test(plain) ? `'${plain}` : plain
}

/** A name that every file system takes, without its ending: 59 characters and a day are at most 252 of the 255 bytes that names may have. */
export const fileStem = (text: string): string => {
  const stem = printable(text)
    .normalize('NFC')
    .replace(/[/\\:*?"<>|\s\p{Cf}]+/gu, '-')
    .replace(/^[.\-~]+|[.\-]+$/g, '')
  const short = [...stem]
    .slice(0, 59)
    .join('')
    .replace(/[.\-]+$/, '')
  return short === '' || /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(short) ? `khlang-panya${short && '-'}${short}` : short
}
