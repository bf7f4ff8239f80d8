/** Brainwriting 6-3-5 (Rohrbach 1968): three ideas in five minutes, six rounds, each after reading what others wrote. */
import type { Method, MethodId } from '../activity.ts'
import type { Phase } from '../phase.ts'
import { usualCriteria } from '../../vote/setup.ts'
import { alone, sorting, voting, weighing } from './kinds.ts'

const thaiRound = ['หนึ่ง', 'สอง', 'สาม', 'สี่', 'ห้า', 'หก']

const first = alone({
  id: 'round-1',
  title: { th: 'รอบที่ 1: เขียนสามข้อ', en: 'Round 1: three ideas' },
  instruction: {
    th: 'อ่านโจทย์ แล้วเขียนความคิดของท่านสามข้อในห้านาที ไม่ต้องพูดคุย ยังไม่มีใครเห็นจนกว่าจะครบเวลา และไม่แสดงชื่อผู้เขียน',
    en: 'Read the question and write three ideas in five minutes, without talking. Nobody sees them until the time is over, and no name is shown.',
  },
  minutes: 5,
  ideasEach: 3,
})

const later = (round: number): Phase =>
  alone({
    id: `round-${round}`,
    title: { th: `รอบที่ ${round}: อ่านแล้วเขียนต่อ`, en: `Round ${round}: read and go on` },
    instruction: {
      th: `รอบที่${thaiRound[round - 1]} อ่านความคิดของผู้อื่นสามข้อที่แสดงให้ท่าน แล้วเขียนเพิ่มอีกสามข้อ จะต่อยอด รวมกัน หรือคิดไปอีกทางก็ได้ ข้อใดไม่ช่วย แตะ “ข้าม”`,
      en: `Round ${round}. Read the three ideas that are shown to you and write three more: build on them, combine them, or go another way. Tap “Skip” where one does not help.`,
    },
    minutes: 5,
    ideasEach: 3,
    inspiration: 3,
  })

export const brainwriting: Method = {
  id: 'brainwriting-6-3-5' as MethodId,
  title: { th: 'เขียนระดมความคิด 6-3-5', en: 'Brainwriting 6-3-5' },
  about: { th: 'ทุกคนเขียนเท่ากัน เหมาะเมื่อมีคนพูดเก่งหรือต่างระดับกันมาก', en: 'All write alike; good where some talk much or rank far apart' },
  phases: [
    first,
    ...[2, 3, 4, 5, 6].map(later),
    sorting({
      id: 'sort',
      title: { th: 'รวมข้อที่ซ้ำ', en: 'Join what is alike' },
      instruction: {
        th: 'อ่านทั้งกระดานด้วยกัน นำข้อที่ความหมายเดียวกันมาซ้อนกัน ข้อใดยังไม่ชัด เขียนคำถามไว้ใต้ข้อนั้น',
        en: 'Read the whole board together. Stack ideas of the same meaning, and write a question under what is not clear.',
      },
      minutes: 8,
    }),
    voting({
      id: 'shortlist',
      title: { th: 'คัดข้อที่น่าทำต่อ', en: 'Choose a shortlist' },
      instruction: {
        th: 'ท่านมี 6 จุด วางข้อละไม่เกิน 2 จุด บนข้อที่น่าทำต่อ คะแนนเป็นความลับจนกว่าจะปิด',
        en: 'You have six dots, at most two for one idea. Put them on what is worth going on with. Marks are secret until the vote closes.',
      },
      minutes: 5,
      vote: { kind: 'dots', budget: 6, perChoice: 2, on: 'group' },
    }),
    voting({
      id: 'rate',
      title: { th: 'ให้คะแนนสามด้าน', en: 'Rate on three criteria' },
      instruction: {
        th: 'เฉพาะ 8 ข้อที่ได้จุดมากที่สุด ให้คะแนน 1–5 ทีละข้อ สามด้านแยกกัน: ผลที่เกิดกับเมือง ทำได้จริง และความใหม่ ข้อที่ไม่แน่ใจข้ามได้ ยังไม่มีใครเห็นค่าเฉลี่ยจนกว่าจะปิด',
        en: 'The eight ideas with most dots. Mark each 1–5 on three things apart: impact on the city, feasibility, newness. Skip what you cannot judge. Nobody sees an average until the vote closes.',
      },
      minutes: 8,
      vote: { kind: 'rating', criteria: [...usualCriteria], scale: '1-5', on: 'group', bestOfEach: 8 },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ดูผลและคุยกัน', en: 'Look at the result together' },
      instruction: {
        th: 'ดูข้อที่ได้คะแนนสูง ข้อที่ใหม่มากแต่ยังทำยาก และข้อที่เห็นต่างกันมาก แล้วตกลงว่าจะนำข้อใดไปทำเป็นข้อเสนอ',
        en: 'Look at what came out high, at what is new but hard, and at where you differ. Agree which ideas become suggestions.',
      },
      minutes: 8,
    }),
  ],
}
