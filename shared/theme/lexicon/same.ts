/** Everyday words that say the same, for telling copies: one group a line, comma-separated; general language, no topics. */
const lines = `
อันตราย, ไม่ปลอดภัย, เสี่ยงอันตราย, เสี่ยง
ชำรุด, พัง, เสียหาย, เสีย, ใช้งานไม่ได้, ใช้การไม่ได้, ผุพัง, แตกหัก
แก้ไข, ปรับปรุง, ซ่อมแซม, ซ่อม, แก้, จัดการ, ดำเนินการ, ดูแล, จัดการแก้ไข
มาก, เยอะ, มากๆ, มากมาย, อย่างมาก, สุดๆ, จำนวนมาก
หลาย, จำนวนมาก, มากมาย
น้อย, ไม่มาก, นิดเดียว
ลำบาก, ไม่สะดวก, ยากลำบาก, ติดขัด
เดือดร้อน, ลำบาก, ได้รับความเดือดร้อน, รำคาญ, รบกวน
สกปรก, ไม่สะอาด, เลอะเทอะ
รวดเร็ว, เร็ว, ด่วน, เร่งด่วน, โดยเร็ว, ทันที
ช้า, ล่าช้า, ไม่ทัน
บ่อย, บ่อยๆ, เป็นประจำ, ประจำ, บ่อยครั้ง, ซ้ำซาก
ตลอด, ตลอดเวลา, เสมอ, เป็นประจำ
แจ้ง, บอก, ร้องเรียน, รายงาน
ช่วย, กรุณา, โปรด, รบกวน, วอน
อยากให้, ขอให้, ต้องการให้, ควร
เจ้าหน้าที่, พนักงาน, จนท, ผู้รับผิดชอบ
ประชาชน, ชาวบ้าน, ผู้คน, คน, พลเมือง
ขนาดใหญ่, ใหญ่, ใหญ่โต
กีดขวาง, ขวาง, เกะกะ, กั้น
บริเวณ, แถว, ตรง, แถวๆ, ละแวก, พื้นที่
เพิ่ม, เพิ่มเติม, ขยาย
ลด, ลดลง, บรรเทา
สร้าง, จัดทำ, ทำ, จัดสร้าง, ก่อสร้าง
ติด, ติดตั้ง
เหม็น, ส่งกลิ่น, กลิ่นแรง
มืด, ไม่สว่าง, ไม่มีไฟ
เก่า, ทรุดโทรม, เก่าแก่
รถยนต์, รถ, รถเก๋ง
มอเตอร์ไซค์, มอเตอร์ไซด์, จักรยานยนต์, รถจักรยานยนต์, มอไซ, รถมอเตอร์ไซค์
หมา, สุนัข
ฟุตบาท, ทางเท้า, ฟุตบาธ, ฟุตปาธ, บาทวิถี
ท่วม, น้ำท่วม, ท่วมขัง, น้ำขัง
กลางคืน, ตอนกลางคืน, ยามค่ำคืน, ตอนดึก, ค่ำคืน
ตอนนี้, ขณะนี้, ปัจจุบัน
ยังไม่, ยังไม่ได้
สามารถ, ได้
เด็ก, เยาวชน
คนแก่, ผู้สูงอายุ, คนชรา, ผู้สูงวัย
should, ought to, must, need to, needs to, have to, has to, shall
many, numerous, lots of, a lot of, plenty of, several
more, additional, further, extra
important, essential, vital, crucial, critical, key
big, large, huge, major
small, little, tiny, minor
help, assist, aid, support
improve, enhance, better, upgrade
build, construct, create, make, develop, establish
people, residents, citizens, folks, individuals, persons
kids, children, youth, young people
city, town, municipality, community
need, require, want
use, utilize, utilise
begin, start, launch
stop, end, halt, cease
get, obtain, receive, acquire
keep, maintain, preserve, retain
provide, offer, give, supply
increase, raise, grow, expand, boost
reduce, decrease, lower, cut, lessen
good, great, nice, excellent
bad, poor, terrible, awful
affordable, cheap, inexpensive, low cost
money, funds, funding, cash
job, work, employment, occupation
think, believe, feel
allow, permit, let, enable
protect, safeguard, defend, preserve
show, demonstrate, display
buy, purchase
car, vehicle, automobile, auto
house, home
road, street
business, company, firm, enterprise
government, state, authorities
fast, quick, rapid, speedy
difficult, hard, tough, challenging
easy, simple, straightforward
problem, issue, challenge, concern
idea, thought, suggestion, proposal
make sure, ensure, guarantee
also, too, as well
because, since, as
however, but, though, although
near, close to, nearby
around, about, approximately
current, present, existing
whole, entire, full, complete
often, frequently, regularly
enough, sufficient, adequate
encourage, promote, foster
fix, repair, mend, restore
like, enjoy, love
older, elderly, senior
rich, wealthy, affluent
everyone, everybody, all people
`
/** Each group of words that say the same. */
export const sameWords: readonly (readonly string[])[] = lines
  .trim()
  .split('\n')
  .map((line) => line.split(',').map((word) => word.trim()))
