/** 1-2-4-All (Lipmanowicz and McCandless, Liberating Structures): from one to pairs, to fours, to all. */
import type { Method, MethodId } from '../activity.ts'
import { alone, recording, voting, weighing } from './kinds.ts'

export const oneTwoFourAll: Method = {
  id: 'one-two-four-all' as MethodId,
  title: { th: '1-2-4-ทั้งกลุ่ม', en: '1-2-4-All' },
  about: { th: 'ทุกคนได้คิดและได้พูด ภายในครึ่งชั่วโมง', en: 'Everyone thinks and is heard, within half an hour' },
  phases: [
    alone({
      id: 'one',
      title: { th: 'คิดคนเดียว', en: 'One: on your own' },
      instruction: {
        th: 'คิดและเขียนคนเดียวเงียบ ๆ ถามตัวเองว่าเรื่องนี้ท่านเห็นโอกาสหรือทางออกอะไร ยังไม่มีใครเห็นสิ่งที่ท่านเขียน',
        en: 'Think and write on your own, in silence: what opportunity or way out do you see? Nobody sees what you write yet.',
      },
      minutes: 3,
    }),
    recording({
      id: 'two',
      title: { th: 'จับคู่คุย', en: 'Two: in pairs' },
      instruction: {
        th: 'จับคู่กับคนข้าง ๆ เล่าความคิดของแต่ละคน แล้วช่วยกันต่อยอด เขียนข้อที่ได้จากคู่ของท่านลงกระดานหนึ่งถึงสองข้อ',
        en: 'Turn to your neighbour, tell each other your ideas and build on them. Write one or two that came out of your pair.',
      },
      minutes: 4,
      ideasEach: 2,
    }),
    recording({
      id: 'four',
      title: { th: 'รวมเป็นสี่คน', en: 'Four: two pairs' },
      instruction: {
        th: 'สองคู่รวมกันเป็นสี่คน มองหาสิ่งที่เหมือนและสิ่งที่ต่าง ขัดเกลาให้เหลือข้อที่ดีที่สุดของทั้งสี่คน แล้วเขียนลงกระดานหนึ่งข้อ',
        en: 'Two pairs sit together. Look for what is alike and what differs, and work out the best one. Write it on the board.',
      },
      minutes: 6,
      ideasEach: 1,
    }),
    recording({
      id: 'all',
      title: { th: 'ทั้งกลุ่มฟังกัน', en: 'All: in the whole group' },
      instruction: {
        th: 'ให้แต่ละวงสี่คนบอกหนึ่งข้อที่เห็นว่าสำคัญที่สุด วงอื่นฟังโดยยังไม่ค้าน ข้อใดใหม่ เขียนเพิ่มลงกระดาน',
        en: 'Each four names the one thing that stood out. The others listen and do not object yet. Write down what is new.',
      },
      minutes: 8,
    }),
    voting({
      id: 'dots',
      title: { th: 'ลงคะแนน 3 จุด', en: 'Three dots each' },
      instruction: {
        th: 'ท่านมี 3 จุด วางบนข้อที่กลุ่มควรนำไปต่อ คะแนนเป็นความลับจนกว่าจะปิด',
        en: 'You have three dots. Put them on what the group should take further. Marks are secret until the vote closes.',
      },
      minutes: 3,
      vote: { kind: 'dots', budget: 3, on: 'group' },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ดูผล', en: 'The result' },
      instruction: {
        th: 'ดูผลด้วยกัน แล้วเลือกคนหนึ่งเป็นผู้บอกข้อสรุปของกลุ่มต่อที่ประชุม',
        en: 'Look at the result together and choose who tells it to the plenary.',
      },
      minutes: 5,
    }),
  ],
}
