/** How-Now-Wow: feasibility and newness rated apart and in secret, then the ideas are sorted. Newness is lost where it is not asked for. */
import type { Method, MethodId } from '../activity.ts'
import type { Criterion } from '../../vote/setup.ts'
import { alone, building, ratingOnTwo, sorting } from './kinds.ts'

const criteria: [Criterion, Criterion] = [
  { id: 'newness', title: { th: 'ความใหม่', en: 'Newness' }, hint: { th: '5 = ยังไม่เคยมีใครทำที่นี่', en: '5 = never done here' }, weight: 1 },
  { id: 'feasibility', title: { th: 'ทำได้จริง', en: 'Feasibility' }, hint: { th: '5 = เริ่มได้ปีนี้', en: '5 = can begin this year' }, weight: 1 },
]

export const howNowWow: Method = {
  id: 'how-now-wow' as MethodId,
  title: { th: 'How-Now-Wow', en: 'How-Now-Wow' },
  about: { th: 'แยกสิ่งที่ทำได้ทันที สิ่งใหม่ที่ทำได้ และสิ่งใหม่ที่ต้องหาทาง', en: 'What can be done now, what is new and feasible, what needs a way' },
  template: 'how-now-wow',
  phases: [
    alone({
      id: 'alone',
      title: { th: 'เขียนคนเดียวก่อน', en: 'Write alone first' },
      instruction: {
        th: 'เขียนความคิดของท่าน ข้อละหนึ่งเรื่อง ครึ่งหนึ่งเป็นเรื่องที่ทำได้เลย อีกครึ่งเป็นเรื่องที่ยังไม่เคยมีใครทำ ยังไม่ต้องคิดว่าทำได้หรือไม่',
        en: 'Write your ideas, one thing each: half of them things that can be done at once, half that nobody has tried. Don’t ask yet whether they can be done.',
      },
      minutes: 8,
      zones: ['ideas'],
    }),
    building({
      id: 'build',
      title: { th: 'ต่อยอด', en: 'Build on them' },
      instruction: {
        th: 'ดูความคิดของกลุ่มอื่นที่แสดงให้ท่าน แล้วเขียนเพิ่ม ลองทำให้แปลกขึ้นหนึ่งขั้น หรือรวมสองข้อเป็นข้อใหม่',
        en: 'Look at the ideas of other groups shown to you and add more: make one a step bolder, or join two into something new.',
      },
      minutes: 6,
      zones: ['ideas'],
    }),
    ratingOnTwo(criteria, {
      th: 'ให้คะแนน 1–5 สองด้านแยกกัน: ความใหม่ และ ทำได้จริง ตัดสินด้วยตนเอง ยังไม่มีใครเห็นค่าเฉลี่ยจนกว่าจะปิด',
      en: 'Mark each 1–5 on two things apart: newness and feasibility. Judge for yourself; nobody sees an average until the vote closes.',
    }),
    sorting({
      id: 'place',
      title: { th: 'จัดลงสามช่อง', en: 'Sort into three zones' },
      instruction: {
        th: 'ดูผลคะแนนด้วยกัน แล้วย้ายทีละข้อ: คุ้นเคยและทำได้ไป Now ใหม่และทำได้ไป Wow ใหม่แต่ยังทำไม่ได้ไป How ข้อที่เห็นต่างให้คุยกันก่อน',
        en: 'Look at the marks together and move the ideas: known and feasible to Now, new and feasible to Wow, new but not yet feasible to How. Talk where you differ.',
      },
      minutes: 10,
    }),
    building({
      id: 'next',
      title: { th: 'ก้าวต่อไปของ Wow', en: 'Next steps for Wow' },
      instruction: {
        th: 'เลือกข้อใน Wow ที่อยากเห็นเกิดขึ้น แตะ “ต่อยอด” แล้วเขียนก้าวแรกว่า ใครทำ และเริ่มเมื่อไร',
        en: 'Choose what you would like to see of Wow. Tap “Build on it” and write the first step: who does it, and when it begins.',
      },
      minutes: 6,
      zones: ['wow'],
      anonymity: 'named',
      inspiration: 0,
    }),
  ],
}
