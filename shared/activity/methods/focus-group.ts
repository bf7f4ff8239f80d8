/** Focus group with a question guide (Krueger and Casey 2015): from experience to views to ways forward, and the summary read back. */
import type { Method, MethodId } from '../activity.ts'
import { listening, recording } from './kinds.ts'

export const focusGroup: Method = {
  id: 'focus-group' as MethodId,
  title: { th: 'สนทนากลุ่ม', en: 'Focus group' },
  about: { th: 'ฟังลึกทีละคำถาม คุณลิขิตจด แล้วอ่านทวนให้กลุ่มรับรอง', en: 'Question by question, a scribe writes and reads back' },
  template: 'focus-group',
  phases: [
    listening({
      id: 'welcome',
      title: { th: 'เปิดวง', en: 'Welcome' },
      instruction: {
        th: 'แนะนำตัวสั้น ๆ ตกลงว่าใครเป็นคุณลิขิตผู้จด ไม่มีคำตอบถูกหรือผิด พูดทีละคน สิ่งที่พูดจะจดในนามกลุ่ม ไม่ระบุชื่อ',
        en: 'Introduce yourselves briefly and agree who writes as scribe. No answer is right or wrong. One speaks at a time. What is said is written in the group’s name, without names.',
      },
      minutes: 5,
    }),
    recording({
      id: 'experience',
      title: { th: 'คำถามที่ 1: ประสบการณ์', en: 'Question 1: experience' },
      instruction: {
        th: 'ท่านเคยพบเรื่องนี้ด้วยตนเองอย่างไร เล่าเหตุการณ์จริงหนึ่งเรื่อง ไล่ให้ครบทุกคน คุณลิขิตจดเรื่องละหนึ่งข้อ',
        en: 'How have you met this yourself? Tell one thing that really happened. Everyone in turn; the scribe writes one note for each.',
      },
      minutes: 12,
      zones: ['experience'],
    }),
    recording({
      id: 'views',
      title: { th: 'คำถามที่ 2: ความเห็น', en: 'Question 2: views' },
      instruction: {
        th: 'ท่านคิดว่าเรื่องนี้เป็นอย่างนั้นเพราะอะไร ใครเห็นต่าง เห็นต่างตรงไหน คุณลิขิตจดทั้งที่เห็นตรงและเห็นต่าง',
        en: 'Why do you think it is so? Who sees it otherwise, and in what? The scribe writes both what agrees and what differs.',
      },
      minutes: 15,
      zones: ['views'],
    }),
    recording({
      id: 'ways',
      title: { th: 'คำถามที่ 3: แนวทาง', en: 'Question 3: ways forward' },
      instruction: {
        th: 'ถ้าท่านตัดสินใจได้หนึ่งเรื่อง จะทำอะไร ใครควรเป็นผู้ทำ และต้องมีอะไรจึงจะสำเร็จ',
        en: 'If one thing were yours to decide, what would you do? Who should do it, and what does it need to succeed?',
      },
      minutes: 15,
      zones: ['ways'],
    }),
    recording({
      id: 'read-back',
      title: { th: 'อ่านทวนข้อสรุป', en: 'Read back' },
      instruction: {
        th: 'คุณลิขิตอ่านข้อสรุปสามถึงห้าข้อให้กลุ่มฟัง ทุกคนบอกว่าตรงกับที่พูดหรือไม่ แก้ถ้อยคำจนกลุ่มรับรอง',
        en: 'The scribe reads three to five points of summary. Everyone says whether that is what was said, and the wording is mended until all confirm it.',
      },
      minutes: 10,
      zones: ['summary'],
    }),
  ],
}
