/** Knowledge forum: experts speak, the audience asks and lifts the questions that matter, the scribe writes the answers. */
import type { Method, MethodId } from '../activity.ts'
import { alone, building, recording, voting } from './kinds.ts'

export const knowledgeForum: Method = {
  id: 'knowledge-forum' as MethodId,
  title: { th: 'เวทีความรู้', en: 'Knowledge forum' },
  about: { th: 'ผู้เชี่ยวชาญตอบคำถามที่ที่ประชุมอยากรู้มากที่สุด', en: 'Experts answer what the audience most wants to know' },
  template: 'knowledge-forum',
  phases: [
    building({
      id: 'listen',
      title: { th: 'ฟังและตั้งคำถาม', en: 'Listen and ask' },
      instruction: {
        th: 'ฟังผู้เชี่ยวชาญ แล้วเขียนคำถามที่อยากรู้ ข้อละหนึ่งคำถาม ถามได้ทันทีโดยไม่แสดงชื่อ ถามเรื่องที่จะนำไปใช้ได้จริง',
        en: 'Listen to the experts and write what you want to know, one question each, at any time and without your name. Ask what you can put to use.',
      },
      minutes: 20,
      zones: ['questions'],
      inspiration: 0,
    }),
    voting({
      id: 'lift',
      title: { th: 'เลือกคำถามที่อยากรู้', en: 'Lift the questions that matter' },
      instruction: {
        th: 'ท่านมี 3 จุด วางบนคำถามของทุกกลุ่มที่ท่านอยากได้คำตอบมากที่สุด ข้อละหนึ่งจุด',
        en: 'You have three dots. Put one each on those questions, of all groups, that you most want answered.',
      },
      minutes: 4,
      vote: { kind: 'dots', budget: 3, perChoice: 1, on: 'seminar', zones: ['questions'], bestOfEach: 'fit' },
    }),
    recording({
      id: 'answers',
      title: { th: 'ผู้เชี่ยวชาญตอบ', en: 'The experts answer' },
      instruction: {
        th: 'ผู้เชี่ยวชาญตอบตามลำดับที่ที่ประชุมเลือก คุณลิขิตของแต่ละกลุ่มจดสาระของคำตอบ ข้อละหนึ่งเรื่อง พร้อมตัวอย่างที่ยกมา',
        en: 'The experts answer in the order the audience chose. Each group’s scribe writes what matters of the answers, one thing each, with the examples given.',
      },
      minutes: 25,
      zones: ['answers'],
    }),
    alone({
      id: 'take-home',
      title: { th: 'สิ่งที่จะนำไปใช้', en: 'To take home' },
      instruction: {
        th: 'เขียนคนเดียวหนึ่งถึงสองข้อ ท่านจะนำเรื่องใดไปใช้กับงานของท่าน เมื่อไร และกับใคร',
        en: 'On your own, write one or two things that you will use in your own work, when, and with whom.',
      },
      minutes: 5,
      zones: ['takeaways'],
      ideasEach: 2,
    }),
  ],
}
