/** Dialogue (Bohm 1996; in Thailand สุนทรียสนทนา): talk without deciding, and write down only at the end what was heard. */
import type { Method, MethodId } from '../activity.ts'
import { alone, listening, sorting } from './kinds.ts'

export const dialogue: Method = {
  id: 'dialogue' as MethodId,
  title: { th: 'สุนทรียสนทนา', en: 'Dialogue' },
  about: { th: 'ฟังกันอย่างลึกซึ้งในเรื่องที่เห็นต่าง โดยยังไม่ต้องตัดสิน', en: 'Listen deeply where views differ, without deciding yet' },
  template: 'dialogue',
  phases: [
    listening({
      id: 'arrive',
      title: { th: 'ตั้งวง', en: 'Arrive' },
      instruction: {
        th: 'วางแท็บเล็ตลง นั่งเป็นวง ทุกคนเท่ากัน พูดเมื่ออยากพูด ฟังโดยไม่เตรียมคำตอบ ห้อยคำตัดสินไว้ก่อน เริ่มด้วยการบอกความรู้สึกคนละหนึ่งประโยค',
        en: 'Put the tablets down and sit in a circle as equals. Speak when you wish, listen without preparing an answer, suspend judgement. Begin with one sentence each on how you are.',
      },
      minutes: 6,
    }),
    listening({
      id: 'talk',
      title: { th: 'สนทนา', en: 'Talk' },
      instruction: {
        th: 'พูดจากประสบการณ์ของตนเอง ไม่ต้องสรุปและไม่ต้องชนะ เว้นจังหวะเงียบได้ ถามเพื่อเข้าใจ เช่น “ท่านเห็นอะไรจึงคิดเช่นนั้น”',
        en: 'Speak from your own experience. Nothing has to be concluded or won, and silence is welcome. Ask in order to understand: “What have you seen that makes you think so?”',
      },
      minutes: 25,
    }),
    alone({
      id: 'heard',
      title: { th: 'สิ่งที่ได้ยิน', en: 'What you heard' },
      instruction: {
        th: 'เขียนเงียบ ๆ คำหรือเรื่องของผู้อื่นที่ยังอยู่ในใจท่าน และสิ่งที่เราเคยเชื่อโดยไม่เคยถาม ไม่แสดงชื่อผู้เขียน',
        en: 'In silence, write words or stories of others that stay with you, and what we took for true without asking. No name is shown.',
      },
      minutes: 6,
      zones: ['heard', 'assumptions'],
    }),
    alone({
      id: 'understood',
      title: { th: 'ความเข้าใจใหม่', en: 'Newly understood' },
      instruction: {
        th: 'อ่านสิ่งที่ทุกคนเขียน แล้วเขียนหนึ่งถึงสองข้อว่า วันนี้ท่านเห็นเรื่องนี้ต่างไปจากเดิมอย่างไร',
        en: 'Read what everyone wrote. Then write one or two things that you now see differently.',
      },
      minutes: 5,
      zones: ['understood'],
      ideasEach: 2,
    }),
    sorting({
      id: 'close',
      title: { th: 'ปิดวง', en: 'Close the circle' },
      instruction: {
        th: 'อ่านด้วยกันเงียบ ๆ หนึ่งนาที แล้วบอกคนละหนึ่งประโยคว่าจะพาอะไรกลับไป',
        en: 'Read together in silence for a minute. Then each says in one sentence what to carry home.',
      },
      minutes: 6,
    }),
  ],
}
