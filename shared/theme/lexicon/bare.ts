/** Thai words that are no name by themselves, though they help to tell texts apart. */
const words = (text: string): string[] => text.trim().split(/\s+/)

/** Say nothing without the word right behind them: the passive, whose verb it is, and nouns that only sort. */
export const leadingWords: ReadonlySet<string> = new Set(
  words('ถูก โดน สาย ส่วน ทาง ชุด ชนิด ประเภท ระดับ ขั้น ลักษณะ กรณี เหตุ ผล ฝ่าย กลุ่ม ด้าน ภาค หมวด แผนก วง ราย'),
)

/** What is done, or how it is, without what: deeds, states, numbers. */
export const bareWords: ReadonlySet<string> = new Set([
  ...leadingWords,
  ...words(`
เก็บ ส่ง รับ รอ ขับ ขี่ เลี้ยว จอด วิ่ง เดิน นั่ง นอน ยืน กิน ดื่ม ซื้อ ขาย ถือ ยก วาง ทิ้ง เปิด ปิด เปลี่ยน เริ่ม หยุด จบ เรียก เขียน อ่าน ฟัง มอง คุย เล่า สอน เล่น หา ค้นหา เลือก ลอง ตัด ตี ตก ล้ม ไหล ข้าม กลับ หนี ตาม นำ พา ดึง ผลัก ขุด ล้าง เช็ด ซ่อม ทำการ ตาย พัก จ่าย เชื่อ ชอบ รัก เกลียด ป้องกัน ควบคุม เชื่อม แบ่ง แยก เติม ขาด เหลือ หาย ยอม ปล่อย แจก ขน ย้าย เตือน ขอ ฝึก คุม กั้น กัน ขวาง ติด
ดี เลว จริง ช้า เร็ว หนา บาง กว้าง แคบ ยาว สั้น เต็ม ว่าง พอ ครบ หนัก เบา ง่าย ยาก แย่ รก แน่น จริงจัง เพียงพอ สะดวก
หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ ร้อย พัน หมื่น แสน ล้าน ครึ่ง
`),
])

/** How much: a name does without it. */
export const degreeAtEnd = /(?<=.{3})(?:มากๆ|มากเกินไป|มาก|เกินไป)$/
