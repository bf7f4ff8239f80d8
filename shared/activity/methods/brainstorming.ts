/** Brainstorming with its rules (Osborn 1953), written alone first and then aspect by aspect, which gives more ideas than talking. */
import type { Method, MethodId } from '../activity.ts'
import { alone, building, listening, sorting, voting, weighing } from './kinds.ts'

export const brainstorming: Method = {
  id: 'brainstorming' as MethodId,
  title: { th: 'ระดมสมอง', en: 'Brainstorming' },
  about: { th: 'หาความคิดให้ได้มากและหลากหลาย ก่อนเลือกข้อที่ดี', en: 'Many and varied ideas first, the choice afterwards' },
  phases: [
    listening({
      id: 'rules',
      title: { th: 'โจทย์และกติกา', en: 'The question and the rules' },
      instruction: {
        th: 'อ่านโจทย์ให้เข้าใจตรงกัน แล้วยึดกติกาสี่ข้อ\n1. ยังไม่ตัดสินความคิดของใคร\n2. ยิ่งมากยิ่งดี\n3. คิดแปลกได้เต็มที่\n4. ต่อยอดความคิดของผู้อื่นได้',
        en: 'Make sure that all understand the question alike. Four rules:\n1. Nobody’s idea is judged yet\n2. The more the better\n3. Unusual ideas are welcome\n4. Build on the ideas of others',
      },
      minutes: 3,
    }),
    alone({
      id: 'alone',
      title: { th: 'เขียนเงียบ ๆ คนเดียว', en: 'Write alone, in silence' },
      instruction: {
        th: 'เขียนความคิดของท่านให้มากที่สุด ข้อละหนึ่งเรื่อง สั้น ๆ ก็พอ ยังไม่มีใครเห็นจนกว่าคุณอำนวยจะเปิด และไม่แสดงชื่อผู้เขียน ความคิดที่ยังไม่สมบูรณ์ก็มีค่า',
        en: 'Write as many ideas as you can, one thing each, in a few words. Nobody sees them until the facilitator reveals them, and no name is shown. Half an idea is worth writing too.',
      },
      minutes: 7,
    }),
    building({
      id: 'aspects',
      title: { th: 'คิดต่อทีละด้าน', en: 'Go on, aspect by aspect' },
      instruction: {
        th: 'อ่านความคิดบนกระดาน แล้วเขียนเพิ่มทีละด้าน: คน เงิน วัสดุอุปกรณ์ การจัดการ ประชาชน ดูความคิดของกลุ่มอื่นด้านล่าง แตะ “ต่อยอด” เมื่อเห็นทางไปต่อ',
        en: 'Read what is on the board, then add ideas aspect by aspect: people, money, materials, management, the public. Ideas of other groups are shown to you; tap “Build on it” where you see a way on.',
      },
      minutes: 10,
    }),
    sorting({
      id: 'sort',
      title: { th: 'รวมข้อที่ซ้ำ', en: 'Join what is alike' },
      instruction: {
        th: 'อ่านด้วยกัน ถามเจ้าของเรื่องหรือกลุ่มเมื่อไม่เข้าใจ นำข้อที่ความหมายเดียวกันมาซ้อนกัน ยังไม่ตัดข้อใดทิ้ง',
        en: 'Read together and ask where something is unclear. Put ideas of the same meaning on one stack. Nothing is thrown away.',
      },
      minutes: 7,
    }),
    voting({
      id: 'dots',
      title: { th: 'ลงคะแนน 5 จุด', en: 'Five dots each' },
      instruction: {
        th: 'ท่านมี 5 จุด วางบนข้อที่ควรทำต่อ วางหลายจุดบนข้อเดียวได้ คะแนนเป็นความลับจนกว่าจะปิด เปลี่ยนใจได้ก่อนหมดเวลา',
        en: 'You have five dots. Put them on what should be taken further; several may go on one idea. Marks are secret until the vote closes, and you may change them before.',
      },
      minutes: 4,
      vote: { kind: 'dots', budget: 5, on: 'group' },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ดูผลและคุยกัน', en: 'Look at the result together' },
      instruction: {
        th: 'ดูอันดับและจุดที่เห็นต่างกันมาก ถามกันว่าเพราะเหตุใด แล้วตกลงว่ากลุ่มจะนำข้อใดไปต่อ',
        en: 'Look at the order and at where you differ most. Ask why, then agree which ideas the group takes further.',
      },
      minutes: 10,
    }),
  ],
}
