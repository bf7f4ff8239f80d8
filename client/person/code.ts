/** What people type to get in, as the server wants it. */
import { fromThaiDigits } from '#shared/thai/numerals.ts'
import type { GroupId } from '#shared/id.ts'
import type { Join } from '#shared/person/seat.ts'

export const joinCodeDigits = 6
export const seatCodeLetters = 8

/** Six digits out of whatever was typed or pasted: Thai digits count, spaces and dashes fall away. */
export const readDigits = (typed: string): string => fromThaiDigits(typed).replace(/\D/g, '').slice(0, joinCodeDigits)

export const readLetters = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, seatCodeLetters)

/** Stands between the QR's secret and the group whose table it lies on; no secret holds it. */
const groupMark = '.'

/** The way in of a table's QR: who scans it sits down in that group. */
export const groupJoinUrl = (joinUrl: string, groupId: GroupId): string => `${joinUrl}${groupMark}${groupId}`

/** A fragment is a code when it is as short as one; the QR's secrets are much longer. */
export const wayIn = (fragment: string): Pick<Join, 'code' | 'secret'> => {
  const [way = ''] = fragment.split(groupMark)
  return way.length <= seatCodeLetters ? { code: way } : { secret: way }
}
/** The group that a table's QR names; empty for any other. */
export const groupIn = (fragment: string): string => fragment.split(groupMark)[1] ?? ''
