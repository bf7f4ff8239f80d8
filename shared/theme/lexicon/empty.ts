/** Words that carry no topic, in lower case and normal form; blank-separated, phrases of Thai run together. */

const words = (text: string): string[] => text.trim().split(/\s+/)

/** Thai function words, pronouns, courtesy and counting. */
const thaiFunction = words(`
ที่ และ หรือ แต่ ของ ใน นอก บน ใต้ กับ แก่ แด่ ต่อ โดย ตาม จาก ถึง ยัง เป็น คือ อยู่ มี ได้ ให้ ไป มา แล้ว ก็ จะ ซึ่ง อัน ว่า เพราะ เพื่อ เพื่อให้ เนื่องจาก เนื่อง ดังนั้น
ทั้ง ทั้งนี้ ทั้งหมด ทุก ทุกๆ ทุกคน ทุกวัน บาง บางครั้ง หลาย หลายๆ มาก มากๆ มากมาย มากขึ้น มากกว่า มากที่สุด น้อย น้อยๆ น้อยกว่า อีก อีกครั้ง อีกด้วย เดียว เดียวกัน กัน กันเอง เอง ด้วย ด้วยกัน ดี ดีๆ ดีขึ้น ดีกว่า
นี้ นั้น โน้น นี่ นั่น นู่น ตรงนี้ ตรงนั้น เหล่านี้ เหล่านั้น อย่างนี้ อย่างนั้น แบบนี้ แบบนั้น แบบ อย่าง อย่างไร อย่างยิ่ง เช่น เช่นกัน เป็นต้น ฯลฯ ต่างๆ ต่าง อื่น อื่นๆ ใด ใดๆ ไหน ใคร อะไร ทำไม เมื่อไหร่ เมื่อไร เมื่อ เวลา ตอน ขณะ ขณะนี้ ตอนนี้ ปัจจุบัน
ตลอด ตลอดเวลา ประจำ เสมอ บ่อย บ่อยๆ บ่อยครั้ง ครั้ง ครั้งที่ รอบ วัน วันนี้ เมื่อวาน พรุ่งนี้ วันที่ เดือน ปี ชั่วโมง นาที สัปดาห์ อาทิตย์ เช้า เย็น กลางวัน กลางคืน ดึก คืน คืนนี้ แรก สุดท้าย หลัง ก่อน ระหว่าง ภายใน ภายนอก นาน นานๆ นานแล้ว เพิ่ง เคย กำลัง
ไม่ ไม่ได้ ไม่มี ไม่ใช่ มิ มิได้ อย่า ห้าม ไม่ค่อย ไม่ต้อง ไม่ให้ ไร้ ปราศจาก
ผม ฉัน ดิฉัน เรา พวกเรา เขา เค้า มัน ท่าน คุณ พี่ น้อง หนู ข้าพเจ้า ตัวเอง ตน ตนเอง ผู้ คน คนละ คนอื่น ชาวบ้าน ประชาชน ปชช พวก บุคคล
ครับ ค่ะ คะ นะ นะคะ นะครับ จ้า จ้ะ จ๊ะ ฮะ ขอรับ เลย เลยครับ เลยค่ะ เนี่ย สิ ซิ ล่ะ หรอ เหรอ หรือไม่ ไหม มั้ย ไหมครับ ไหมคะ บ้าง เถอะ หน่อย ที เสียที สักที ซักที สัก ซัก ละ นั่นแหละ แหละ แค่ เพียง เท่านั้น เท่า เกิน เกินไป ค่อนข้าง ประมาณ ราว
กว่า ที่สุด สุด ยิ่ง ยิ่งขึ้น ขึ้น ลง เข้า ออก ผ่าน ตรง ริม ข้าง ข้างๆ ใกล้ ใกล้ๆ ไกล แถว แถวๆ แถวนี้ บริเวณ หน้า ปาก ท้าย กลาง ฝั่ง ด้าน ซ้าย ขวา ขาเข้า ขาออก ฝั่งตรงข้าม ตรงข้าม ช่วง จุด แห่ง ตัว อัน ชิ้น คัน หลัง ใบ เส้น คู่ ข้อ เรื่อง สิ่ง การ ความ
ทำให้ ทำ ใช้ เอา เห็น พบ เจอ รู้ รู้สึก คิด บอก พูด ถาม อยาก ต้อง ต้องการ สามารถ อาจ อาจจะ คง คงจะ น่า น่าจะ ควร ควรจะ พึง จึง จึงจะ เลยจะ ถ้า ถ้าหาก หาก แม้ แม้ว่า ยกเว้น นอกจาก นอกจากนี้ รวม รวมถึง รวมทั้ง ตั้งแต่ จน จนถึง จนกว่า จนกระทั่ง เหมือน เหมือนเดิม เหมือนกัน เดิม ใหม่ เก่า ใหญ่ เล็ก สูง ต่ำ
`)

/** How wishes, complaints and proposals begin and end in Thai. */
const thaiFrames = words(`
ขอ ขอให้ ขอความ ขอความกรุณา ขอความอนุเคราะห์ อยากให้ อยากจะ ช่วย ช่วยเหลือ ช่วยกัน กรุณา โปรด รบกวน ฝาก ฝากถึง แจ้ง แจ้งว่า แจ้งเรื่อง ร้องเรียน ร้องทุกข์ รายงาน รายละเอียด ปรับปรุง แก้ แก้ไข แก้ปัญหา แก้ไขปัญหา ปัญหา ดำเนินการ ดำเนิน จัดการ จัดทำ จัด จัดให้ จัดให้มี จัดหา จัดตั้ง ตั้ง สร้าง
เพิ่ม เพิ่มเติม ลด ส่งเสริม สนับสนุน พัฒนา ยกระดับ ผลักดัน เร่ง เร่งด่วน ด่วน เร่งรัด กำหนด วาง ติดตั้ง ตรวจ ตรวจสอบ ดูแล ดู เข้ามา มาดู ลงพื้นที่ เสนอ ข้อเสนอ ข้อเสนอแนะ แนวทาง นโยบาย มาตรการ โครงการ แผน แผนงาน กิจกรรม ระบบ รูปแบบ กระบวนการ วิธี วิธีการ ประสิทธิภาพ ประสิทธิผล คุณภาพ เหมาะสม จำเป็น สำคัญ
หน่วยงาน ที่เกี่ยวข้อง เกี่ยวข้อง เกี่ยวกับ เจ้าหน้าที่ จนท ภาครัฐ รัฐ กทม กรุงเทพ กรุงเทพฯ กรุงเทพมหานคร เมือง พื้นที่ สถานที่ ตำแหน่ง ขอบคุณ ขอบคุณครับ ขอบคุณค่ะ สวัสดี สวัสดีครับ สวัสดีค่ะ เรียน เดือดร้อน อันตราย เกิด เกิดขึ้น เกรง กลัว ลำบาก ชำรุด เสีย เสียหาย พัง ส่งผล ผลกระทบ กระทบ ชัดเจน จริง จริงๆ ทันที ต่อเนื่อง ทั่วถึง
ซอย ซ ถ แขวง เขต ตำบล อำเภอ จังหวัด หมู่บ้าน แยก ม ต อ จ เลขที่ หมู่ หมู่ที่ บ้านเลขที่ โทร เบอร์ กม รูป ภาพ รูปภาพ ตามภาพ ตามรูป ดังภาพ คลิป ลิงก์ ลิงค์ แอป http https www com co th line fb facebook
`)

/** English function words. */
const englishFunction = words(`
a an the and or but if then than that this these those there here of in on at to from for with without within by as into onto about over under up down out off near between among through during before after since until while
is are was were be been being am do does did doing done have has had having can could may might must shall will would should ought not no nor never none n't isn't aren't don't doesn't didn't won't can't cannot couldn't shouldn't wouldn't
i you he she it we they me him her us them my your his its our their mine yours ours theirs myself yourself itself ourselves themselves who whom whose which what when where why how
all any both each every few many more most much other others another some such only own same so too very just also even still yet again already always often ever once now today soon really quite rather enough least less lot lots
one two three first second third etc eg ie vs via per yes ok let us don doesn isn ll ve re im dont cant thing things way ways something anything everything nothing someone anyone everyone people person
`)

/** How wishes, complaints and proposals begin and end in English, and the verbs of every proposal. */
const englishFrames = words(`
hope wish want wants would like love dream imagine believe think feel know see make makes made making get gets got getting give gives given go goes going come comes coming take takes taken keep keeps put use uses used using need needs needed
please help ensure encourage support promote provide create build develop increase decrease reduce improve improve enhance expand establish implement introduce offer allow continue become becoming consider focus prioritize prioritise invest bring add set start stop try work works look looking say says
good great better best bad worse worst big bigger large small new old high low nice important necessary possible able available different various certain several especially particularly actually currently ideally absolutely definitely
issue issues problem problems idea ideas proposal suggestion policy policies plan plans program programs programme project projects initiative system systems approach process effort efforts opportunity opportunities area areas place places part parts time times year years day days future
city cities town towns community communities county local area region place state country government agree disagree opinion important everyone thank thanks please note honestly personally imo asap kindly sure maybe perhaps view
`)

export const emptyWords: readonly string[] = [...new Set([...thaiFunction, ...thaiFrames, ...englishFunction, ...englishFrames])]
