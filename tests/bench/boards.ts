/** Full boards for every contestant: the same bytes for all, written once by a document of ours. */
import * as Y from 'yjs'
import { writeIdea } from '#shared/idea/edit.ts'
import type { IdeaId } from '#shared/id.ts'
import type { Meeting } from './meeting.ts'

const sentences = [
  'ลอกท่อระบายน้ำก่อนหน้าฝนทุกปี และแจ้งกำหนดการให้ชุมชนทราบล่วงหน้า',
  'ติดตั้งเครื่องวัดระดับน้ำในคลองย่อย เชื่อมข้อมูลกับศูนย์ควบคุมของสำนักการระบายน้ำ',
  'คัดแยกขยะที่ต้นทาง ให้โรงเรียนเป็นจุดเริ่มต้น',
  'ปรับทางเท้าให้คนสูงอายุและคนพิการใช้ได้จริง',
  'เพิ่มพื้นที่สีเขียวใต้ทางด่วน',
]

/** Idea number `n`, of the length that people write. */
const ideaText = (n: number): string => `${sentences[n % sentences.length]} (${n + 1})`

/** A board of `count` ideas as one Yjs state. */
const boardState = (count: number): string => {
  const doc = new Y.Doc()
  doc.clientID = 7
  for (let n = 0; n < count; n++) writeIdea(doc, { id: `idea-${n}` as IdeaId, text: ideaText(n), at: 1_790_000_000_000 + n }, 'bench')
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('base64')
}

/** Fills the first board: by the import where there is one, else by a client that sends the whole state. */
export const fillBoard = async ({ hall, load }: Meeting, count: number): Promise<void> => {
  if (hall.importIdeas) return hall.importIdeas(Array.from({ length: count }, (_, n) => ({ text: ideaText(n) })))
  const { ideas } = await load({ kind: 'fill', state: boardState(count) }, hall.seats.slice(0, 2))
  if (ideas !== count) throw new Error(`the board was to hold ${count} ideas and holds ${ideas}`)
}
