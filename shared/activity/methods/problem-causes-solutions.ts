/** Problem, causes, solutions: one question at a time, and the causes weighed before anybody proposes a way out. */
import type { Method, MethodId } from '../activity.ts'
import { usualCriteria } from '../../vote/setup.ts'
import { alone, building, recording, voting, weighing } from './kinds.ts'

export const problemCausesSolutions: Method = {
  id: 'problem-causes-solutions' as MethodId,
  title: { th: 'ปัญหา สาเหตุ ทางแก้', en: 'Problem, causes, solutions' },
  about: { th: 'หาสาเหตุให้ถึงราก ก่อนเสนอทางแก้', en: 'Down to the causes before anyone proposes a solution' },
  template: 'problem-causes-solutions',
  phases: [
    recording({
      id: 'problem',
      title: { th: 'ปัญหาคืออะไร', en: 'What is the problem?' },
      instruction: {
        th: 'ตกลงกันว่าปัญหาคืออะไร เกิดกับใคร ที่ไหน เมื่อใด บ่อยเพียงใด เขียนเป็นข้อเท็จจริง ยังไม่พูดถึงสาเหตุและทางแก้',
        en: 'Agree what the problem is: for whom, where, when and how often. Write facts. No causes and no solutions yet.',
      },
      minutes: 8,
      zones: ['problem'],
    }),
    alone({
      id: 'causes',
      title: { th: 'เพราะอะไรจึงเกิด', en: 'Why does it happen?' },
      instruction: {
        th: 'เขียนสาเหตุที่ท่านเห็น ข้อละหนึ่งสาเหตุ เมื่อได้คำตอบแล้วถามต่อว่า “เพราะอะไร” อีกสองสามชั้น ยังไม่มีใครเห็นจนกว่าจะครบเวลา',
        en: 'Write the causes that you see, one each. Where you have an answer, ask “why?” two or three times more. Nobody sees them until the time is over.',
      },
      minutes: 8,
      zones: ['causes'],
    }),
    voting({
      id: 'main-causes',
      title: { th: 'เลือกสาเหตุหลัก', en: 'Choose the main causes' },
      instruction: {
        th: 'ท่านมี 4 จุด วางบนสาเหตุที่ถ้าแก้ได้แล้วปัญหาจะเบาลงมากที่สุด ข้อละไม่เกิน 2 จุด',
        en: 'You have four dots, at most two each. Put them on causes whose removal would lessen the problem most.',
      },
      minutes: 4,
      vote: { kind: 'dots', budget: 4, perChoice: 2, on: 'group', zones: ['causes'] },
    }),
    alone({
      id: 'solutions',
      title: { th: 'ทางแก้ของท่าน', en: 'Your own solutions' },
      instruction: {
        th: 'ดูสาเหตุหลัก แล้วเขียนทางแก้คนเดียวเงียบ ๆ บอกว่าทำอะไรและใครเป็นผู้ทำ ข้อละหนึ่งทาง เริ่มจากทางที่ยังไม่เคยลอง',
        en: 'Look at the main causes and write solutions on your own: what is done, and by whom, one each. Begin with what has not been tried.',
      },
      minutes: 8,
      zones: ['solutions'],
    }),
    building({
      id: 'build',
      title: { th: 'ต่อยอดทางแก้', en: 'Build on them' },
      instruction: {
        th: 'อ่านทางแก้ของกลุ่มและของกลุ่มอื่นที่แสดงให้ท่าน แตะ “ต่อยอด” เพื่อทำให้ทำได้จริงขึ้น ถูกลง หรือเร็วขึ้น',
        en: 'Read your group’s solutions and those of other groups shown to you. Tap “Build on it” to make one more feasible, cheaper or faster.',
      },
      minutes: 8,
      zones: ['solutions'],
    }),
    voting({
      id: 'rate',
      title: { th: 'ให้คะแนนทางแก้', en: 'Rate the solutions' },
      instruction: {
        th: 'ให้คะแนน 1–5 สามด้านแยกกัน: ผลที่เกิดกับเมือง ทำได้จริง และความใหม่ ยังไม่มีใครเห็นค่าเฉลี่ยจนกว่าจะปิด',
        en: 'Mark each 1–5 on three things apart: impact on the city, feasibility, newness. Nobody sees an average until the vote closes.',
      },
      minutes: 7,
      vote: { kind: 'rating', criteria: [...usualCriteria], scale: '1-5', on: 'group', zones: ['solutions'] },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ตกลงข้อเสนอ', en: 'Agree on proposals' },
      instruction: {
        th: 'ดูผลและข้อที่เห็นต่าง เลือกสองถึงสามทางที่จะเขียนเป็นข้อเสนอแนะเชิงนโยบาย และบอกว่าแก้สาเหตุข้อใด',
        en: 'Look at the result and at where you differ. Choose two or three to be written up as policy suggestions, and say which cause each removes.',
      },
      minutes: 10,
    }),
  ],
}
