/** World Café (Brown and Isaacs 2005): a host stays at each table, everyone else moves on and carries ideas along. */
import type { Method, MethodId } from '../activity.ts'
import { alone, recording, voting, weighing } from './kinds.ts'

export const worldCafe: Method = {
  id: 'world-cafe' as MethodId,
  title: { th: 'สภากาแฟ', en: 'World Café' },
  about: { th: 'คนหมุนโต๊ะ เจ้าบ้านอยู่ประจำ ความคิดข้ามกลุ่ม', en: 'People move from table to table, hosts stay, ideas cross groups' },
  template: 'world-cafe',
  phases: [
    recording({
      id: 'first',
      title: { th: 'รอบที่ 1: โต๊ะของตน', en: 'Round 1: at your own table' },
      instruction: {
        th: 'เลือกเจ้าบ้านหนึ่งคนอยู่ประจำโต๊ะ คุยคำถามของโต๊ะนี้ ทุกคนได้พูด เขียนข้อคิดลงกระดานข้อละหนึ่งเรื่อง',
        en: 'Choose one host who stays at this table. Talk about the table’s question, everyone in turn, and write what comes up, one thing each.',
      },
      minutes: 15,
      zones: ['first'],
    }),
    recording({
      id: 'second',
      title: { th: 'รอบที่ 2: เยี่ยมโต๊ะถัดไป', en: 'Round 2: on to the next table' },
      instruction: {
        th: 'ย้ายไปโต๊ะถัดไป เจ้าบ้านเล่าสิ่งที่คุยกันในรอบแรกสองนาที แล้วต่อยอดด้วยสิ่งที่ท่านนำมาจากโต๊ะเดิม',
        en: 'Move to the next table. The host tells in two minutes what was said there. Build on it with what you bring from your own table.',
      },
      minutes: 15,
      zones: ['second'],
      rotates: true,
    }),
    recording({
      id: 'third',
      title: { th: 'รอบที่ 3: อีกหนึ่งโต๊ะ', en: 'Round 3: one table more' },
      instruction: {
        th: 'ย้ายอีกหนึ่งโต๊ะ ฟังเจ้าบ้านแล้วมองหาสิ่งที่เชื่อมโยงกันระหว่างโต๊ะ มีอะไรที่พูดตรงกันโดยไม่ได้นัด',
        en: 'Move once more. Listen to the host and look for what links the tables: what was said alike without agreement?',
      },
      minutes: 15,
      zones: ['third'],
      rotates: true,
    }),
    alone({
      id: 'harvest',
      title: { th: 'กลับบ้านและเก็บเกี่ยว', en: 'Home again: the harvest' },
      instruction: {
        th: 'กลับโต๊ะของตน เขียนคนเดียวหนึ่งถึงสองข้อ สิ่งสำคัญที่สุดที่ค้นพบจากทุกโต๊ะ',
        en: 'Return to your own table. On your own, write the one or two most important things found at all tables.',
      },
      minutes: 6,
      zones: ['harvest'],
      ideasEach: 2,
    }),
    voting({
      id: 'dots',
      title: { th: 'เลือกข้อค้นพบ', en: 'Choose the findings' },
      instruction: {
        th: 'ท่านมี 5 จุด วางบนข้อค้นพบของทุกโต๊ะที่ควรนำไปทำเป็นข้อเสนอ',
        en: 'You have five dots. Put them on findings, of all tables, that should become suggestions.',
      },
      minutes: 5,
      vote: { kind: 'dots', budget: 5, perChoice: 2, on: 'seminar', zones: ['harvest'], bestOfEach: 'fit' },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ดูผลทั้งห้อง', en: 'The whole room’s result' },
      instruction: {
        th: 'ดูผลของทั้งห้องด้วยกัน เจ้าบ้านแต่ละโต๊ะขยายความข้อที่ได้คะแนนสูงคนละหนึ่งนาที',
        en: 'Look at the whole room’s result. Each host says a minute’s more about what came out high.',
      },
      minutes: 10,
    }),
  ],
}
