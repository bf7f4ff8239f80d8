/** Templates that come with a method: their zones are where its phases write. */
import type { TemplateId } from '../seminar/template-id.ts'
import type { Words } from '../words.ts'
import { zone, type Template } from './zone.ts'

/** What to think of within the organisation, and outside of it. */
export const fourMs: Words = {
  th: 'นึกถึง คน เงิน วัสดุอุปกรณ์ การจัดการ',
  en: 'Think of people, money, materials, management',
}
export const outside: Words = {
  th: 'นึกถึง นโยบาย เศรษฐกิจ สังคม เทคโนโลยี สิ่งแวดล้อม',
  en: 'Think of policy, economy, society, technology, environment',
}

export const methodTemplates = {
  /** The matrix of strategies (Weihrich 1982): factors at its edges, what follows from each pair where they meet. */
  'swot-strategies': {
    id: 'swot-strategies',
    title: { th: 'SWOT สู่กลยุทธ์', en: 'SWOT and strategies' },
    about: { th: 'จุดแข็ง จุดอ่อน โอกาส อุปสรรค แล้วจับคู่เป็นกลยุทธ์', en: 'Factors at the edges, strategies where they meet' },
    zones: [
      zone('strengths', 'จุดแข็ง (S)', 'Strengths (S)', 'green', 1, 0, fourMs),
      zone('weaknesses', 'จุดอ่อน (W)', 'Weaknesses (W)', 'red', 2, 0, fourMs),
      zone('opportunities', 'โอกาส (O)', 'Opportunities (O)', 'blue', 0, 1, outside),
      zone('threats', 'อุปสรรค (T)', 'Threats (T)', 'orange', 0, 2, outside),
      zone('so', 'กลยุทธ์เชิงรุก (SO)', 'SO strategies', 'violet', 1, 1, {
        th: 'ใช้จุดแข็งคว้าโอกาส',
        en: 'Use strengths to seize opportunities',
      }),
      zone('wo', 'กลยุทธ์เชิงแก้ไข (WO)', 'WO strategies', 'violet', 2, 1, {
        th: 'ใช้โอกาสแก้จุดอ่อน',
        en: 'Use opportunities to mend weaknesses',
      }),
      zone('st', 'กลยุทธ์เชิงป้องกัน (ST)', 'ST strategies', 'violet', 1, 2, {
        th: 'ใช้จุดแข็งรับมืออุปสรรค',
        en: 'Use strengths to meet threats',
      }),
      zone('wt', 'กลยุทธ์เชิงรับ (WT)', 'WT strategies', 'violet', 2, 2, {
        th: 'ลดจุดอ่อนและเลี่ยงอุปสรรค',
        en: 'Lessen weaknesses and avoid threats',
      }),
    ],
  },
  'focus-group': {
    id: 'focus-group',
    title: { th: 'สนทนากลุ่ม', en: 'Focus group' },
    about: { th: 'คำถามนำทีละข้อ คุณลิขิตจดตามข้อ', en: 'One guiding question at a time, with a scribe' },
    zones: [
      zone('experience', 'ประสบการณ์', 'Experience', 'blue', 0, 0, { th: 'เคยพบเรื่องนี้อย่างไร', en: 'How have you met it?' }),
      zone('views', 'ความเห็น', 'Views', 'orange', 1, 0, { th: 'คิดอย่างไร เพราะอะไร', en: 'What do you think, and why?' }),
      zone('ways', 'แนวทาง', 'Ways forward', 'green', 2, 0, { th: 'ควรทำอย่างไรต่อ', en: 'What should be done?' }),
      zone('summary', 'ข้อสรุป', 'Summary', 'violet', 3, 0, { th: 'ที่กลุ่มเห็นว่าจดถูกต้อง', en: 'What the group confirms' }),
    ],
  },
  'knowledge-forum': {
    id: 'knowledge-forum',
    title: { th: 'เวทีความรู้', en: 'Knowledge forum' },
    about: { th: 'คำถามถึงผู้เชี่ยวชาญ คำตอบ สิ่งที่จะนำไปใช้', en: 'Questions to experts, answers, what to take home' },
    zones: [
      zone('questions', 'คำถาม', 'Questions', 'blue', 0, 0, { th: 'อยากถามผู้เชี่ยวชาญเรื่องใด', en: 'What would you ask the experts?' }),
      zone('answers', 'คำตอบ', 'Answers', 'green', 1, 0, { th: 'คุณลิขิตจดคำตอบเป็นข้อ', en: 'The scribe writes them point by point' }),
      zone('takeaways', 'สิ่งที่จะนำไปใช้', 'To take home', 'violet', 2, 0, {
        th: 'จะนำเรื่องใดไปใช้กับงานของท่าน',
        en: 'What will you use in your own work?',
      }),
    ],
  },
  'success-story': {
    id: 'success-story',
    title: { th: 'เรื่องเล่าความสำเร็จ', en: 'Success stories' },
    about: { th: 'เรื่อง ปัจจัยที่ทำให้สำเร็จ บทเรียน', en: 'The story, what made it work, the lesson' },
    zones: [
      zone('stories', 'เรื่องเล่า', 'Stories', 'blue', 0, 0, { th: 'ใคร ทำอะไร เกิดผลอย่างไร', en: 'Who did what, and what came of it?' }),
      zone('factors', 'ปัจจัยความสำเร็จ', 'What made it work', 'green', 1, 0, { th: 'อะไรทำให้สำเร็จ', en: 'What was it that made it work?' }),
      zone('lessons', 'บทเรียน', 'Lessons', 'violet', 2, 0, { th: 'นำไปใช้ที่อื่นได้อย่างไร', en: 'How can it be used elsewhere?' }),
    ],
  },
  dialogue: {
    id: 'dialogue',
    title: { th: 'สุนทรียสนทนา', en: 'Dialogue' },
    about: { th: 'สิ่งที่ได้ยิน ข้อสังเกต สิ่งที่เข้าใจใหม่', en: 'What was heard, noticed and newly understood' },
    zones: [
      zone('heard', 'สิ่งที่ได้ยิน', 'Heard', 'blue', 0, 0, { th: 'คำของผู้อื่นที่ยังอยู่ในใจ', en: 'Words of others that stay with you' }),
      zone('assumptions', 'สิ่งที่เคยเชื่อ', 'Assumptions', 'orange', 1, 0, {
        th: 'เรื่องที่เราคิดว่าจริงโดยไม่เคยถาม',
        en: 'What we took for true without asking',
      }),
      zone('understood', 'ความเข้าใจใหม่', 'Newly understood', 'green', 2, 0, {
        th: 'วันนี้เห็นต่างไปจากเดิมอย่างไร',
        en: 'What do you see differently now?',
      }),
    ],
  },
  'world-cafe': {
    id: 'world-cafe',
    title: { th: 'สภากาแฟ', en: 'World Café' },
    about: { th: 'แต่ละโต๊ะหนึ่งคำถาม คนหมุนเวียน เจ้าบ้านอยู่ประจำ', en: 'A question at each table, people move, hosts stay' },
    zones: [
      zone('first', 'รอบที่ 1', 'Round 1', 'blue', 0, 0, { th: 'เปิดประเด็น', en: 'Opening up' }),
      zone('second', 'รอบที่ 2', 'Round 2', 'orange', 1, 0, { th: 'ต่อยอดจากรอบแรก', en: 'Building on the first' }),
      zone('third', 'รอบที่ 3', 'Round 3', 'green', 2, 0, { th: 'เชื่อมโยงและลงลึก', en: 'Connecting and going deeper' }),
      zone('harvest', 'สิ่งที่ค้นพบ', 'Harvest', 'violet', 3, 0, { th: 'ข้อค้นพบของโต๊ะนี้', en: 'What this table has found' }),
    ],
  },
} as const satisfies Partial<Record<TemplateId, Template>>
