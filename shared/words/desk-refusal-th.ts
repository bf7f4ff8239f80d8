/** Why something was refused, as a person hears it: what only the larger screens and other tools meet. As refusal-th.ts. */
import type { RefusalCode } from '../refusal.ts'

export const deskRefusal = {
  'request/foreign-origin': 'คำสั่งนี้มาจากเว็บไซต์อื่น จึงไม่ได้ทำให้',
  'seminar/quick-start-off': 'เครื่องแม่ข่ายนี้ไม่เปิดให้เริ่มสัมมนาเอง โปรดติดต่อผู้จัด',
  'group/too-many': 'มีได้ไม่เกิน 40 กลุ่ม',
  'idea/too-many': 'นำเข้าได้ครั้งละไม่เกิน 10,000 ความคิดเห็น ยังไม่ได้บันทึกอะไร',
  'phase/under-way': 'มีกลุ่มกำลังทำช่วงนี้ การเขียนเดี่ยว การซ่อนชื่อ และการลงคะแนนจึงเปลี่ยนไม่ได้',
  'activity/not-found': 'ไม่พบกิจกรรมนี้',
  'activity/no-such-phase': 'ไม่มีช่วงนี้ในกิจกรรม',
  'method/not-found': 'ไม่พบวิธีนี้',
  'vote/still-open': 'ยังลงคะแนนกันอยู่ จึงยังไม่เปิดเผยผล',
  'vote/no-choices': 'ยังไม่มีความคิดเห็นให้ลงคะแนน',
  'vote/too-many-choices':
    'มีตัวเลือกมากเกินกว่าจะอ่านก่อนลงคะแนน( พบ {found} รายการ)( มีได้ไม่เกิน {limit} รายการ) โปรดเลือกเฉพาะบางช่องหรือบางกลุ่ม( หรือเอาเฉพาะ {fits} ข้อเด่นของแต่ละกลุ่ม)',
  'vote/too-many': 'สัมมนานี้มีการลงคะแนนครบจำนวนที่มีได้แล้ว( ไม่เกิน {limit} ครั้ง)',
  'vote/too-many-proxies': 'กรอกแทนครบจำนวนที่กรอกได้แล้ว',
  'version/not-found': 'ไม่พบฉบับนี้',
  'version/too-many': 'กระดานนี้เก็บครบจำนวนฉบับที่เก็บได้แล้ว( ไม่เกิน {limit} ฉบับ)',
  'import/broken-csv': '(บรรทัดที่ {line}: )ตาราง CSV ไม่สมบูรณ์ ยังไม่ได้บันทึกอะไร',
  'theme/not-found': 'ประเด็นหรือความคิดเห็นนี้ไม่อยู่แล้ว',
  'theme/changed-since': 'มีผู้แก้ไขต่อจากนั้นแล้ว จึงย้อนกลับไม่ได้',
  'theme/away': 'กำลังจัดประเด็นร่วม โปรดลองอีกครั้งในอีกสักครู่',
  'theme/advice-off': 'ยังไม่ได้เปิดให้โปรแกรมภายนอกช่วยเสนอชื่อประเด็น',
  'theme/advice-away': 'โปรแกรมที่ช่วยเสนอชื่อไม่ตอบ ประเด็นร่วมยังใช้ได้ตามปกติ',
  'shelf/full': 'ชั้นประเด็นร่วมเต็มแล้ว( เก็บได้ไม่เกิน {limit})',
  'lexicon/unreadable': 'อ่านบรรทัด( {line}) ของคลังคำไม่ได้ ยังไม่ได้บันทึก',
  'bundle/damaged': 'ชุดข้อมูลเสียหาย ไม่ได้นำเข้าอะไร',
  'bundle/unsafe': 'ชุดข้อมูลไม่ปลอดภัย ไม่ได้นำเข้าอะไร',
  'bundle/exists': 'สัมมนานี้มีอยู่ในเครื่องแม่ข่ายแล้ว',
} satisfies Partial<Record<RefusalCode, string>>
