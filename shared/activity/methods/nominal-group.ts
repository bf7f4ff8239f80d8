/** Nominal group technique (Delbecq and Van de Ven 1971): silent writing, one list of all, clarifying, ranking in secret, and once more. */
import type { Method, MethodId } from '../activity.ts'
import { alone, building, sorting, voting, weighing } from './kinds.ts'

export const nominalGroup: Method = {
  id: 'nominal-group' as MethodId,
  title: { th: 'กลุ่มสมมตินัย (NGT)', en: 'Nominal group technique' },
  about: { th: 'จัดลำดับความสำคัญอย่างเป็นธรรม ไม่มีใครชี้นำ', en: 'A fair order of importance that nobody dictates' },
  phases: [
    alone({
      id: 'silent',
      title: { th: 'เขียนเงียบ ๆ', en: 'Silent writing' },
      instruction: {
        th: 'เขียนคำตอบของท่านต่อโจทย์ ข้อละหนึ่งเรื่อง โดยไม่พูดคุย คุณอำนวยจะเปิดทุกข้อขึ้นพร้อมกัน คละกันโดยไม่แสดงชื่อ',
        en: 'Write your answers to the question, one thing each, without talking. The facilitator then brings all of them up at once, mixed and without names.',
      },
      minutes: 8,
    }),
    building({
      id: 'add',
      title: { th: 'เพิ่มข้อที่ยังขาด', en: 'Add what is missing' },
      instruction: {
        th: 'อ่านรายการบนกระดาน เขียนเพิ่มเฉพาะข้อที่ยังไม่มี ยังไม่แสดงความเห็นว่าข้อใดดีหรือไม่ดี',
        en: 'Read the list on the board and add only what is not there yet. Nobody says yet what is good or not.',
      },
      minutes: 5,
    }),
    sorting({
      id: 'clarify',
      title: { th: 'ทำความเข้าใจ', en: 'Clarify' },
      instruction: {
        th: 'ไล่ทีละข้อ ถามเพื่อให้เข้าใจ ไม่ใช่เพื่อโต้แย้ง ข้อละไม่เกินสองนาที นำข้อที่ตรงกันมาซ้อนกันเมื่อทุกคนเห็นด้วย',
        en: 'Go through them one by one, at most two minutes each. Ask in order to understand, not to argue. Stack what is the same when all agree.',
      },
      minutes: 15,
    }),
    voting({
      id: 'rank',
      title: { th: 'จัดอันดับครั้งแรก', en: 'First ranking' },
      instruction: {
        th: 'เลือก 5 ข้อที่สำคัญที่สุด เรียงจากมากไปน้อย ทำคนเดียว เป็นความลับจนกว่าจะปิด',
        en: 'Choose the five most important and put them in order. Do it alone; it is secret until the vote closes.',
      },
      minutes: 5,
      vote: { kind: 'ranking', budget: 5, on: 'group' },
    }),
    weighing({
      id: 'differ',
      title: { th: 'คุยเรื่องที่เห็นต่าง', en: 'Talk over the differences' },
      instruction: {
        th: 'ดูข้อที่บางคนให้อันดับสูงแต่บางคนไม่เลือกเลย ให้แต่ละฝ่ายเล่าเหตุผลสั้น ๆ ไม่ต้องหาข้อยุติ',
        en: 'Look at what some ranked high and others left out. Let each side give its reasons briefly. You need not agree.',
      },
      minutes: 10,
    }),
    voting({
      id: 'rank-again',
      title: { th: 'จัดอันดับครั้งสุดท้าย', en: 'Final ranking' },
      instruction: {
        th: 'จัดอันดับ 5 ข้ออีกครั้ง จะเหมือนเดิมหรือเปลี่ยนใจก็ได้ ครั้งนี้เป็นผลของกลุ่ม',
        en: 'Rank your five once more, as before or otherwise. This time it is the group’s result.',
      },
      minutes: 4,
      vote: { kind: 'ranking', budget: 5, on: 'group' },
    }),
    weighing({
      id: 'result',
      title: { th: 'ผลของกลุ่ม', en: 'The group’s result' },
      instruction: {
        th: 'ดูลำดับสุดท้าย ตรวจว่าถ้อยคำของห้าอันดับแรกชัดเจนพอที่ผู้อื่นจะเข้าใจได้',
        en: 'Look at the final order. Check that the first five are worded so that others understand them.',
      },
      minutes: 5,
    }),
  ],
}
