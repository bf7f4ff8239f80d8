/** What a refusal says to a person. `{line}`, `{limit}` ... stand for the refusal's detail; a sentence in (...) is said only when its detail is there. */
import type { Refusal, RefusalCode } from '#shared/refusal.ts'
import type { Language, Words } from '#shared/words.ts'

const words: Readonly<Record<RefusalCode, Words>> = {
  'request/malformed': { th: 'ข้อมูลที่ส่งมาไม่ถูกต้อง( ตรวจดู “{field}”)', en: 'What was sent is not right.( Please check "{field}".)' },
  'request/too-large': { th: 'ข้อมูลที่ส่งมาใหญ่เกินไป', en: 'What was sent is too large.' },
  'request/too-many': {
    th: 'ส่งถี่เกินไป โปรดรอสักครู่แล้วลองอีกครั้ง( ในอีก {seconds} วินาที)',
    en: 'Too many at once. Please wait a moment and try again.( {seconds} seconds.)',
  },
  'request/foreign-origin': { th: 'คำสั่งนี้มาจากเว็บไซต์อื่น จึงไม่ได้ทำให้', en: 'This came from another website, so nothing was done.' },
  'request/not-found': { th: 'ไม่พบสิ่งที่ขอ', en: 'There is nothing here.' },
  'request/failed': { th: 'ระบบขัดข้อง โปรดลองอีกครั้งในอีกสักครู่', en: 'Something went wrong on our side. Please try again in a moment.' },
  'seat/missing': { th: 'ยังไม่ได้เข้าร่วมสัมมนา โปรดสแกนหรือพิมพ์รหัสเพื่อเข้าร่วม', en: 'Please join first: scan or type the code.' },
  'seat/revoked': { th: 'ที่นั่งนี้ถูกยกเลิกแล้ว โปรดแจ้งผู้ดำเนินการ', en: 'This seat was taken back. Please ask the facilitator.' },
  'seat/forbidden': { th: 'ท่านไม่มีสิทธิ์ทำสิ่งนี้', en: 'You may not do this.' },
  'join/unknown-code': { th: 'รหัสนี้ใช้ไม่ได้ โปรดตรวจดูรหัสบนจออีกครั้ง', en: 'This code does not work. Please look at the wall again.' },
  'join/lobby-closed': {
    th: 'ขณะนี้ปิดรับผู้เข้าร่วมด้วยรหัส โปรดสแกน QR หรือแจ้งผู้ดำเนินการ',
    en: 'Joining by code is closed just now. Please scan the QR or ask the facilitator.',
  },
  'join/name-needed': { th: 'โปรดบอกชื่อของท่านก่อนเข้าร่วม', en: 'Please tell us your name first.' },
  'join/unknown-group': { th: 'ไม่พบกลุ่มนี้ โปรดเลือกกลุ่มอื่น', en: 'There is no such group. Please choose another.' },
  'seminar/not-found': { th: 'ไม่พบสัมมนานี้ หรือท่านไม่มีสิทธิ์ดู', en: 'There is no such seminar, or it is not yours to see.' },
  'seminar/closed': { th: 'สัมมนานี้ปิดแล้ว', en: 'This seminar is closed.' },
  'seminar/quick-start-off': {
    th: 'เครื่องแม่ข่ายนี้ไม่เปิดให้เริ่มสัมมนาเอง โปรดติดต่อผู้จัด',
    en: 'Opening a seminar without an account is switched off here. Please ask the organizer.',
  },
  'group/too-many': { th: 'มีได้ไม่เกิน {limit} กลุ่ม', en: 'At most {limit} groups.' },
  'board/not-found': { th: 'ไม่พบกระดานนี้ หรือท่านไม่มีสิทธิ์ดู', en: 'There is no such board, or it is not yours to see.' },
  'board/closed': { th: 'กระดานนี้ปิดแล้ว อ่านได้แต่แก้ไขไม่ได้', en: 'This board is closed: it can be read, not changed.' },
  'board/full': { th: 'กระดานนี้เต็มแล้ว( มีได้ไม่เกิน {limit} ความคิดเห็น)', en: 'This board is full.( It holds {limit} ideas.)' },
  'idea/too-long': {
    th: '(บรรทัดที่ {line}: )ความคิดเห็นยาวได้ไม่เกิน {limit} ตัวอักษร ยังไม่ได้บันทึกอะไร',
    en: '(Line {line}: )An idea has at most {limit} characters. Nothing was saved.',
  },
  'idea/empty': { th: '(บรรทัดที่ {line}: )ไม่มีข้อความ ยังไม่ได้บันทึกอะไร', en: '(Line {line}: )There is no text. Nothing was saved.' },
  'idea/too-many': { th: 'นำเข้าได้ครั้งละไม่เกิน {limit} ความคิดเห็น ยังไม่ได้บันทึกอะไร', en: 'At most {limit} ideas at once. Nothing was saved.' },
  'idea/malformed': {
    th: '(บรรทัดที่ {line}: )ความคิดเห็นนี้ไม่สมบูรณ์ ยังไม่ได้บันทึกอะไร',
    en: '(Line {line}: )This is not an idea as it should be. Nothing was saved.',
  },
  'idea/not-yours': { th: 'แก้ไขได้เฉพาะความคิดเห็นของท่านเอง', en: 'You may only change your own ideas.' },
  'board/frozen': {
    th: 'กระดานหยุดนิ่งชั่วคราว รอผู้ดำเนินการเปิดให้เขียนต่อ',
    en: 'The board stands still for a moment; the facilitator will open it again.',
  },
  'zone/locked': { th: 'ช่องนี้ล็อกอยู่ เขียนหรือย้ายเข้าไม่ได้', en: 'This zone is locked: nothing can be written or moved here.' },
  'idea/locked': { th: 'ความคิดเห็นนี้ล็อกอยู่ แก้ไขไม่ได้', en: 'This idea is locked and cannot be changed.' },
  'idea/not-found': { th: 'ไม่พบความคิดเห็นนี้', en: 'There is no such idea.' },
  'idea/wrong-key': { th: 'แก้ไขได้เฉพาะจากเครื่องที่เขียน', en: 'It can only be changed on the tablet that wrote it.' },
  'phase/not-permitted': { th: 'ช่วงนี้ยังไม่เปิดให้ทำสิ่งนี้', en: 'This is not open in the present phase.' },
  'phase/over': { th: 'ช่วงนี้จบแล้ว', en: 'This phase is over.' },
  'activity/not-found': { th: 'ไม่พบกิจกรรมนี้', en: 'There is no such activity.' },
  'activity/no-such-phase': { th: 'ไม่มีช่วงนี้ในกิจกรรม', en: 'The activity has no such phase.' },
  'method/not-found': { th: 'ไม่พบวิธีนี้', en: 'There is no such method.' },
  'vote/not-found': { th: 'ไม่พบการลงคะแนนนี้', en: 'There is no such vote.' },
  'vote/closed': { th: 'ปิดการลงคะแนนแล้ว', en: 'The vote is closed.' },
  'vote/still-open': { th: 'ยังลงคะแนนกันอยู่ จึงยังไม่เปิดเผยผล', en: 'The vote is still open; nobody sees results yet.' },
  'vote/over-budget': { th: 'ให้คะแนนเกินที่มี( มีได้ไม่เกิน {limit})', en: 'That is more than there is to give.( At most {limit}.)' },
  'vote/malformed': { th: 'บัตรลงคะแนนนี้ไม่สมบูรณ์ ยังไม่ได้นับ', en: 'This ballot is not as it should be and was not counted.' },
  'vote/no-choices': { th: 'ยังไม่มีความคิดเห็นให้ลงคะแนน', en: 'There is nothing to vote on yet.' },
  'vote/too-many-choices': {
    th: 'มีตัวเลือกมากเกินกว่าจะอ่านก่อนลงคะแนน( พบ {found} รายการ)( มีได้ไม่เกิน {limit} รายการ) โปรดเลือกเฉพาะบางช่องหรือบางกลุ่ม( หรือเอาเฉพาะ {fits} ข้อเด่นของแต่ละกลุ่ม)',
    en: 'More choices than anybody reads before voting.( There are {found}.)( At most {limit} can stand.) Please take only some zones or groups.( The best {fits} of each group would fit.)',
  },
  'vote/too-many-proxies': { th: 'กรอกแทนครบจำนวนที่กรอกได้แล้ว', en: 'No more ballots can be entered for others.' },
  'comment/too-long': { th: 'ข้อคิดเห็นเพิ่มเติมยาวได้ไม่เกิน {limit} ตัวอักษร', en: 'A comment has at most {limit} characters.' },
  'picture/too-large': { th: 'ภาพใหญ่เกิน 5 MB', en: 'The picture is larger than 5 MB.' },
  'picture/unknown-kind': { th: 'ใช้ได้เฉพาะภาพ JPEG, PNG หรือ WebP', en: 'Only JPEG, PNG or WebP pictures can be used.' },
  'picture/not-found': { th: 'ไม่พบภาพนี้', en: 'There is no such picture.' },
  'version/not-found': { th: 'ไม่พบฉบับนี้', en: 'There is no such version.' },
  'import/broken-csv': {
    th: 'ไฟล์ CSV เสียหาย( ที่บรรทัด {line}) ยังไม่ได้บันทึกอะไร',
    en: 'The CSV is broken( at line {line}). Nothing was saved.',
  },
  'theme/not-found': { th: 'ประเด็นหรือความคิดเห็นนี้ไม่อยู่แล้ว', en: 'This theme or idea is not there any more.' },
  'theme/changed-since': { th: 'มีผู้แก้ไขต่อจากนั้นแล้ว จึงย้อนกลับไม่ได้', en: 'It was changed since, so it cannot be taken back.' },
  'theme/advice-off': { th: 'ยังไม่ได้เปิดให้โปรแกรมภายนอกช่วยเสนอชื่อประเด็น', en: 'Nobody has let an outside program propose names.' },
  'theme/advice-away': {
    th: 'โปรแกรมที่ช่วยเสนอชื่อไม่ตอบ ประเด็นร่วมยังใช้ได้ตามปกติ',
    en: 'The program that proposes names does not answer. Themes go on without it.',
  },
  'theme/away': { th: 'กำลังจัดประเด็นร่วม โปรดลองอีกครั้งในอีกสักครู่', en: 'Themes are being sorted. Please try again in a moment.' },
  'shelf/full': { th: 'ชั้นประเด็นร่วมเต็มแล้ว( เก็บได้ไม่เกิน {limit})', en: 'The shelf is full.( It holds {limit}.)' },
  'sync/malformed': { th: 'การแก้ไขนี้ไม่สมบูรณ์ จึงไม่ได้บันทึก', en: 'This edit was damaged and was not saved.' },
  'sync/gap': { th: 'กระดานบนเครื่องนี้ขาดบางส่วน กำลังเปิดใหม่', en: 'This tablet missed something and is loading again.' },
  'sync/foreign-client': { th: 'การแก้ไขนี้ไม่ได้มาจากเครื่องนี้ จึงไม่ได้บันทึก', en: 'This edit was not made on this tablet and was not saved.' },
  'sync/foreign-author': { th: 'การแก้ไขนี้ใช้ชื่อของผู้อื่น จึงไม่ได้บันทึก', en: "This edit was in another person's name and was not saved." },
  'sync/forbidden-place': { th: 'การแก้ไขนี้อยู่นอกส่วนที่แก้ได้ จึงไม่ได้บันทึก', en: 'This part cannot be changed; nothing was saved.' },
  'sync/too-large': { th: 'การแก้ไขครั้งนี้ใหญ่เกินไป จึงไม่ได้บันทึก', en: 'This edit was too large and was not saved.' },
  'sync/epoch': { th: 'กระดานถูกเปิดขึ้นใหม่ กำลังโหลดอีกครั้ง', en: 'The board was restored and is loading again.' },
  'store/away': { th: 'ขณะนี้ยังบันทึกไม่ได้ โปรดลองอีกครั้งในอีกสักครู่', en: 'Nothing can be saved just now. Please try again in a moment.' },
  'store/full': { th: 'ที่เก็บข้อมูลเต็ม โปรดแจ้งผู้ดูแลระบบ', en: 'The storage is full. Please tell whoever runs this server.' },
  'record/changed': { th: 'มีผู้อื่นแก้ไขก่อนหน้านี้ โปรดตรวจดูแล้วลองอีกครั้ง', en: 'Somebody else changed this first. Please look and try again.' },
  'lexicon/unreadable': {
    th: 'อ่านบรรทัด( {line}) ของคลังคำไม่ได้ ยังไม่ได้บันทึก',
    en: 'A line( number {line}) of the word list cannot be read. Nothing was saved.',
  },
  'bundle/damaged': { th: 'ชุดข้อมูลเสียหาย ไม่ได้นำเข้าอะไร', en: 'The bundle is damaged; nothing was brought in.' },
  'bundle/unsafe': { th: 'ชุดข้อมูลไม่ปลอดภัย ไม่ได้นำเข้าอะไร', en: 'The bundle is not safe; nothing was brought in.' },
  'bundle/exists': { th: 'สัมมนานี้มีอยู่ในเครื่องแม่ข่ายแล้ว', en: 'This seminar is here already.' },
}

/** One kind sentence in the caller's language. */
export const sayRefusal = ({ code, detail }: Refusal, language: Language): string => {
  const put = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => say(detail[name], language))
  return put(
    words[code][language].replace(/\(([^()]*\{(\w+)\}[^()]*)\)/g, (_, sentence: string, name: string) => (name in detail ? sentence : '')),
  )
}

const say = (value: string | number | undefined, language: Language): string =>
  typeof value === 'number' ? value.toLocaleString(language) : (value ?? '')
