import type * as Y from 'yjs'
import type { Zone } from '#shared/board/template.ts'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import { ideaColours } from '#shared/idea/idea.ts'

const thai = [
  'น้ำท่วมขังถนนสายหลักทุกครั้งที่ฝนตกเกิน 60 มิลลิเมตร เพราะท่อระบายน้ำเดิมรับได้ไม่พอ',
  'ขุดลอกคูคลองให้เสร็จก่อนเดือนพฤษภาคมทุกปี',
  'เครื่องสูบน้ำเก่าเกิน 20 ปี อะไหล่หายาก ซ่อมแต่ละครั้งใช้เวลาเป็นเดือน',
  'ตั้งกลุ่มไลน์ผู้อำนวยการเขตกับสำนักการระบายน้ำ แจ้งระดับน้ำทุก 15 นาที',
  'เจ้าหน้าที่ภาคสนามมีประสบการณ์สูง รู้จุดเสี่ยงทุกจุดโดยไม่ต้องเปิดแผนที่',
  'ขยะอุดตันหน้าตะแกรง',
  'งบประมาณกระจุกอยู่กับโครงการใหญ่ งานเล็กในชุมชนไม่มีเจ้าภาพ',
  'ใช้ข้อมูลเรดาร์ฝนล่วงหน้า 3 ชั่วโมง เปิดประตูระบายน้ำก่อนฝนตก',
  'ประชาชนไม่รู้ว่าต้องแจ้งเหตุที่ไหน สายด่วนมีหลายเบอร์',
  'ทำสัญญาซ่อมบำรุงเครื่องสูบน้ำแบบเหมาจ่ายรายปี (พร้อมอะไหล่) แทนการซื้อทีละครั้ง',
  'แก้มลิงใต้ดินในสวนสาธารณะ',
  'ถนนทรุดตัว ทำให้แนวท่อหักและน้ำย้อนเข้าบ้านเรือนในซอยลึกที่ต่ำกว่าระดับถนนใหญ่เกือบหนึ่งเมตร ชาวบ้านต้องก่ออิฐกั้นกันเองทุกปี และเมื่อรถใหญ่วิ่งผ่าน คลื่นน้ำก็ซัดเข้าบ้านอีก',
]
const english = [
  'Main roads flood whenever more than 60 mm of rain falls, because the old drains cannot take it',
  'Dredge the canals before May, every year',
  'Pumps are over 20 years old and spare parts are hard to find',
  'One chat group for district directors and the drainage department, water levels every 15 minutes',
  'Field staff know every weak spot without opening a map',
  'Rubbish blocks the gratings',
  'Budgets go to big projects; small works in communities belong to nobody',
  'Use the rain radar three hours ahead and open the gates before it rains',
  'People do not know where to report',
  'Underground retention in public parks',
]

/** Fills a board as a group does: texts of every length, two authors, some colours, some ideas placed by hand. */
export const fill = (doc: Y.Doc, zones: readonly Zone[], count: number, how: { english?: boolean; placed?: number } = {}): void => {
  const texts = how.english ? english : thai
  doc.transact(() => {
    for (let i = 0; i < count; i++)
      writeIdea(
        doc,
        {
          id: `idea-${String(i).padStart(5, '0')}` as IdeaId,
          text: texts[(i * 7) % texts.length]! + (i >= texts.length ? ` (${i})` : ''),
          zone: zones[(i * 5 + (i >> 3)) % zones.length]!.id,
          by: `seat-${i % 4}` as SeatId,
          at: 1_790_000_000_000 + i * 1000,
          ...(i % 5 === 3 && { colour: ideaColours[1 + (i % 4)]! }),
          ...(i < (how.placed ?? 0) && { x: 40 + ((i * 137) % 500), y: 120 + ((i * 211) % 900) }),
        },
        'sample',
      )
  })
}
