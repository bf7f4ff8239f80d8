/** What the archive command says, Thai first, then English: whoever restores a backup may read either. */
import type { Refusal } from '#shared/refusal.ts'
import { dateAndTime } from '#shared/thai/date.ts'
import type { Words } from '#shared/words.ts'
import { sayRefusal } from '../http/refusal-words.ts'
import type { Manifest } from './manifest.ts'

const why: Record<string, Words> = {
  archive: { th: 'ไฟล์ ZIP เสียหาย', en: 'the ZIP itself is broken' },
  size: { th: 'ขนาดไม่ตรง', en: 'its size is wrong' },
  format: { th: 'ไม่ใช่ชุดข้อมูลของคลังปัญญา หรือเป็นรุ่นที่ไม่รู้จัก', en: 'not a Khlang Panya bundle, or of an unknown version' },
  missing: { th: 'ไฟล์หายไป', en: 'the file is missing' },
  extra: { th: 'มีไฟล์เกินมา', en: 'a file that does not belong' },
  hash: { th: 'เนื้อหาไม่ตรงกับลายนิ้วมือ SHA-256', en: 'its SHA-256 does not match' },
  unreadable: { th: 'อ่านกระดานไม่ได้', en: 'the board cannot be read' },
  content: { th: 'เนื้อหากระดานไม่ตรงกับที่บันทึกไว้', en: 'the board is not the one that was recorded' },
  picture: { th: 'ภาพไม่ใช่ภาพที่บันทึกไว้', en: 'not the picture that was recorded' },
  records: { th: 'กลุ่มกับกระดานไม่ตรงกัน', en: 'groups and boards do not fit together' },
  seal: { th: 'ตราปิดท้ายไฟล์ไม่ตรง ไฟล์ถูกแก้ไขหรือเสียหาย', en: 'the seal is broken: the file was changed or damaged' },
  path: { th: 'ชื่อไฟล์ชี้ออกนอกโฟลเดอร์', en: 'its path leads elsewhere' },
  twice: { th: 'มีไฟล์ชื่อซ้ำ', en: 'the name is there twice' },
  bomb: { th: 'ขยายแล้วใหญ่เกินขีดจำกัด', en: 'it unpacks to more than is allowed' },
}

/** A refusal with the file and the reason that its detail names. */
export const sayFault = (fault: Refusal): string[] => {
  const { file, why: reason, record } = fault.detail
  const words = why[String(reason)]
  const place = file ? `${file}: ` : ''
  return [
    sayRefusal(fault, 'th'),
    ...(words ? [`  ${place}${words.th}`] : []),
    sayRefusal(fault, 'en'),
    ...(words ? [`  ${place}${words.en}`] : []),
    ...(record ? [`  ${record}`] : []),
  ]
}

/** What a bundle holds: seminar, times, and a line with the hash for each board. */
export const sayManifest = ({ seminar, boards, groups, votes, people }: Manifest): string[] => {
  const closed = seminar.closedAt ?? seminar.openedAt
  const ideas = boards.reduce((sum, board) => sum + board.ideas, 0)
  return [
    `  ${seminar.title}`,
    `  ปิดเมื่อ ${dateAndTime(closed, 'th')} · closed ${dateAndTime(closed, 'en')} (Bangkok)`,
    `  ${groups.length} กลุ่ม groups · ${people} คน people · ${ideas} ความคิดเห็น ideas · ${votes} การลงคะแนน votes`,
    ...boards.map(({ board, title, ideas: count, hash }) => `  ${hash.slice(0, 16)}…  ${board.id}  ${count}  ${title}`),
  ]
}
