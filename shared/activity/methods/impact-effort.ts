/** Impact and effort: each judged alone and in secret, then the ideas find their quadrant. */
import type { Method, MethodId } from '../activity.ts'
import type { Criterion } from '../../vote/setup.ts'
import { alone, ratingOnTwo, sorting, weighing } from './kinds.ts'

const criteria: [Criterion, Criterion] = [
  { id: 'impact', title: { th: 'ผลที่เกิดกับเมือง', en: 'Impact' }, hint: { th: '5 = ผลมาก', en: '5 = great' }, weight: 1 },
  { id: 'ease', title: { th: 'ใช้แรงน้อย', en: 'Little effort' }, hint: { th: '5 = ง่ายและถูก', en: '5 = easy and cheap' }, weight: 1 },
]

export const impactEffort: Method = {
  id: 'impact-effort' as MethodId,
  title: { th: 'ผลลัพธ์ กับ แรงที่ต้องใช้', en: 'Impact and effort' },
  about: { th: 'เลือกว่าจะทำอะไรก่อนหลัง เมื่อมีความคิดอยู่แล้ว', en: 'What to do first, when there are ideas already' },
  template: 'impact-effort',
  phases: [
    alone({
      id: 'alone',
      title: { th: 'เขียนสิ่งที่ควรทำ', en: 'Write what should be done' },
      instruction: {
        th: 'เขียนสิ่งที่ควรทำ ข้อละหนึ่งเรื่อง ขึ้นต้นด้วยคำกริยา ไม่ต้องคิดว่ายากหรือง่าย ยังไม่มีใครเห็นจนกว่าจะครบเวลา',
        en: 'Write what should be done, one thing each, beginning with a verb. Don’t ask whether it is hard. Nobody sees them until the time is over.',
      },
      minutes: 7,
      zones: ['ideas'],
    }),
    sorting({
      id: 'clarify',
      title: { th: 'ทำความเข้าใจและรวมข้อซ้ำ', en: 'Clarify and join' },
      instruction: {
        th: 'อ่านด้วยกันทีละข้อ ถามเมื่อไม่ชัด นำข้อที่ตรงกันมาซ้อนกัน ยังไม่พูดว่าข้อใดคุ้มหรือไม่คุ้ม',
        en: 'Read them together one by one, ask what is unclear, stack what is the same. Nobody says yet what is worth it.',
      },
      minutes: 8,
      zones: ['ideas'],
    }),
    ratingOnTwo(criteria, {
      th: 'ให้คะแนน 1–5 สองด้านแยกกัน: ผลที่เกิดกับเมือง และ ใช้แรงน้อย ตัดสินด้วยตนเอง ยังไม่มีใครเห็นค่าเฉลี่ยจนกว่าจะปิด',
      en: 'Mark each 1–5 on two things apart: impact on the city, and how little effort it takes. Judge for yourself; nobody sees an average until the vote closes.',
    }),
    weighing({
      id: 'look',
      title: { th: 'ดูแผนภาพและข้อที่เห็นต่าง', en: 'Look at the plot' },
      instruction: {
        th: 'ดูแผนภาพสองแกน ข้อใดคะแนนกระจายมาก ให้ผู้ที่เห็นสูงสุดและต่ำสุดเล่าเหตุผล',
        en: 'Look at the plot of the two criteria. Where marks lie far apart, let the highest and the lowest give their reasons.',
      },
      minutes: 8,
    }),
    sorting({
      id: 'place',
      title: { th: 'จัดลงสี่ช่อง', en: 'Sort into four zones' },
      instruction: {
        th: 'ย้ายทีละข้อลงสี่ช่องตามที่ตกลงกัน แล้วเลือกไม่เกินสามข้อในช่อง “ผลมาก แรงน้อย” ที่จะเริ่มก่อน',
        en: 'Move the ideas into the four zones as you agree. Then choose at most three of “high impact, low effort” to begin with.',
      },
      minutes: 10,
    }),
  ],
}
