/** SWOT quadrant by quadrant, and the strategies that follow where the factors meet (step 1 of the seminar: the agenda). */
import type { Method, MethodId } from '../activity.ts'
import type { Phase } from '../phase.ts'
import { usualCriteria } from '../../vote/setup.ts'
import type { Words } from '../../words.ts'
import { alone, recording, sorting, voting, weighing } from './kinds.ts'

const inside: Words = {
  th: 'นึกทีละด้าน: คน เงิน วัสดุอุปกรณ์ การจัดการ เขียนข้อเท็จจริงที่เห็น ข้อละหนึ่งเรื่อง ยังไม่มีใครเห็นจนกว่าจะครบเวลา',
  en: 'Go by people, money, materials, management. Write facts that you have seen, one thing each. Nobody sees them until the time is over.',
}
const outside: Words = {
  th: 'นึกทีละด้าน: นโยบาย เศรษฐกิจ สังคม เทคโนโลยี สิ่งแวดล้อม เขียนข้อละหนึ่งเรื่อง ยังไม่มีใครเห็นจนกว่าจะครบเวลา',
  en: 'Go by policy, economy, society, technology, environment. One thing each. Nobody sees them until the time is over.',
}
const quadrant = (zone: string, title: Words, question: Words, hints: Words): Phase =>
  alone({
    id: zone,
    title,
    instruction: { th: `${question.th} ${hints.th}`, en: `${question.en} ${hints.en}` },
    minutes: 6,
    zones: [zone],
  })
const strategy = (zone: string, title: Words, instruction: Words): Phase =>
  recording({ id: zone, title, instruction, minutes: 7, zones: [zone] })

const factors = ['strengths', 'weaknesses', 'opportunities', 'threats']
const strategies = ['so', 'wo', 'st', 'wt']

export const swotStrategies: Method = {
  id: 'swot-strategies' as MethodId,
  title: { th: 'SWOT สู่กลยุทธ์', en: 'SWOT and strategies' },
  about: { th: 'วิเคราะห์ทีละช่อง แล้วจับคู่เป็นกลยุทธ์ SO WO ST WT', en: 'Quadrant by quadrant, ending in SO, WO, ST and WT strategies' },
  template: 'swot-strategies',
  phases: [
    quadrant(
      'strengths',
      { th: 'จุดแข็ง (S)', en: 'Strengths (S)' },
      { th: 'เรื่องนี้หน่วยงานของเราทำได้ดีตรงไหน มีอะไรที่ผู้อื่นไม่มี', en: 'What do we do well here? What have we that others lack?' },
      inside,
    ),
    quadrant(
      'weaknesses',
      { th: 'จุดอ่อน (W)', en: 'Weaknesses (W)' },
      { th: 'อะไรภายในของเราที่ทำให้เรื่องนี้ไม่สำเร็จ', en: 'What within our own house keeps this from working?' },
      inside,
    ),
    quadrant(
      'opportunities',
      { th: 'โอกาส (O)', en: 'Opportunities (O)' },
      { th: 'ภายนอกมีอะไรเปลี่ยนไปที่เอื้อให้เราทำเรื่องนี้ได้', en: 'What is changing outside that helps us?' },
      outside,
    ),
    quadrant(
      'threats',
      { th: 'อุปสรรค (T)', en: 'Threats (T)' },
      { th: 'ภายนอกมีอะไรที่ขวางหรือทำให้เรื่องนี้แย่ลง', en: 'What outside stands in the way or makes it worse?' },
      outside,
    ),
    sorting({
      id: 'read',
      title: { th: 'อ่านและรวมข้อซ้ำ', en: 'Read and join' },
      instruction: {
        th: 'อ่านทั้งสี่ช่องด้วยกัน นำข้อที่ซ้ำมาซ้อนกัน ข้อใดอยู่ผิดช่องให้ย้าย ภายในคือ S W ภายนอกคือ O T',
        en: 'Read all four zones together and stack what is the same. Move what stands in the wrong zone: inside is S and W, outside is O and T.',
      },
      minutes: 8,
      zones: factors,
    }),
    voting({
      id: 'weigh',
      title: { th: 'เลือกปัจจัยสำคัญ', en: 'Choose the key factors' },
      instruction: {
        th: 'ท่านมี 8 จุด วางบนปัจจัยที่มีผลต่อเรื่องนี้มากที่สุด ข้อละไม่เกิน 2 จุด ให้กระจายครบทั้งสี่ช่อง',
        en: 'You have eight dots, at most two for one factor. Put them on what matters most, in all four zones.',
      },
      minutes: 4,
      vote: { kind: 'dots', budget: 8, perChoice: 2, on: 'group', zones: factors },
    }),
    strategy(
      'so',
      { th: 'กลยุทธ์เชิงรุก (SO)', en: 'SO strategies' },
      {
        th: 'จับคู่จุดแข็งกับโอกาสที่ได้คะแนนสูง ถามว่าเราจะใช้จุดแข็งใดคว้าโอกาสใด เขียนเป็นประโยคว่า ทำอะไร โดยใช้อะไร',
        en: 'Pair the strengths and opportunities that came out high: which strength seizes which opportunity? Write what to do, and with what.',
      },
    ),
    strategy(
      'wo',
      { th: 'กลยุทธ์เชิงแก้ไข (WO)', en: 'WO strategies' },
      {
        th: 'จับคู่จุดอ่อนกับโอกาส ถามว่าโอกาสใดช่วยให้เราแก้จุดอ่อนข้อใดได้ เขียนเป็นประโยคว่า ทำอะไร เพื่อแก้อะไร',
        en: 'Pair weaknesses and opportunities: which opportunity helps us mend which weakness? Write what to do, and what it mends.',
      },
    ),
    strategy(
      'st',
      { th: 'กลยุทธ์เชิงป้องกัน (ST)', en: 'ST strategies' },
      {
        th: 'จับคู่จุดแข็งกับอุปสรรค ถามว่าจุดแข็งใดช่วยให้เรารับมืออุปสรรคข้อใดได้ เขียนเป็นประโยคที่ลงมือทำได้',
        en: 'Pair strengths and threats: which strength helps us meet which threat? Write it as something that can be done.',
      },
    ),
    strategy(
      'wt',
      { th: 'กลยุทธ์เชิงรับ (WT)', en: 'WT strategies' },
      {
        th: 'จับคู่จุดอ่อนกับอุปสรรค ถามว่าต้องลด เลิก หรือเลี่ยงอะไร จึงจะไม่เสียหาย เขียนเป็นประโยคที่ลงมือทำได้',
        en: 'Pair weaknesses and threats: what must be lessened, stopped or avoided so that no harm is done? Write it as something that can be done.',
      },
    ),
    voting({
      id: 'rate',
      title: { th: 'ให้คะแนนกลยุทธ์', en: 'Rate the strategies' },
      instruction: {
        th: 'ให้คะแนนกลยุทธ์ 1–5 สามด้านแยกกัน: ผลที่เกิดกับเมือง ทำได้จริง และความใหม่ ยังไม่มีใครเห็นค่าเฉลี่ยจนกว่าจะปิด',
        en: 'Mark each strategy 1–5 on three things apart: impact on the city, feasibility, newness. Nobody sees an average until the vote closes.',
      },
      minutes: 7,
      vote: { kind: 'rating', criteria: [...usualCriteria], scale: '1-5', on: 'group', zones: strategies },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ตกลงกลยุทธ์หลัก', en: 'Agree on the main ones' },
      instruction: {
        th: 'ดูผลด้วยกัน เลือกกลยุทธ์หลักสองถึงสามข้อ และบอกได้ว่าแต่ละข้อมาจากปัจจัยใด',
        en: 'Look at the result together. Choose two or three main strategies and be able to say which factors each comes from.',
      },
      minutes: 8,
    }),
  ],
}
