/** Success-story telling: the story, what made it work, the lesson (the institute's own way to bring out what executives know). */
import type { Method, MethodId } from '../activity.ts'
import { alone, listening, recording, voting, weighing } from './kinds.ts'

export const successStory: Method = {
  id: 'success-story' as MethodId,
  title: { th: 'เรื่องเล่าความสำเร็จ', en: 'Success stories' },
  about: { th: 'ดึงความรู้จากประสบการณ์จริงออกมาเป็นบทเรียน', en: 'Turns lived experience into lessons' },
  template: 'success-story',
  phases: [
    alone({
      id: 'story',
      title: { th: 'นึกถึงเรื่องของท่าน', en: 'Your own story' },
      instruction: {
        th: 'นึกถึงงานหนึ่งที่ท่านทำสำเร็จและภูมิใจ เขียนสั้น ๆ ว่า เกิดอะไรขึ้น ท่านทำอะไร และผลเป็นอย่างไร เรื่องนี้จะขึ้นกระดานพร้อมชื่อท่าน',
        en: 'Think of something you brought off and are proud of. Write briefly what happened, what you did and what came of it. It goes on the board with your name.',
      },
      minutes: 8,
      anonymity: 'named',
      reveal: 'one-by-one',
      zones: ['stories'],
      ideasEach: 1,
    }),
    listening({
      id: 'tell',
      title: { th: 'เล่าทีละคน', en: 'Tell it, one by one' },
      instruction: {
        th: 'เล่าเรื่องของท่านคนละไม่เกินสามนาที เล่าเหตุการณ์และคำพูดที่จำได้ ผู้ฟังฟังให้จบก่อนถาม ไม่สอนและไม่เทียบกับเรื่องของตน',
        en: 'Tell your story in at most three minutes: what happened, and words you remember. Listeners let it end before they ask; nobody teaches or compares.',
      },
      minutes: 25,
    }),
    recording({
      id: 'factors',
      title: { th: 'อะไรทำให้สำเร็จ', en: 'What made it work' },
      instruction: {
        th: 'ช่วยกันหาว่าแต่ละเรื่องสำเร็จเพราะอะไร แยกเป็น คน วิธีทำ จังหวะเวลา และแรงสนับสนุน เขียนข้อละหนึ่งปัจจัย',
        en: 'Find together what made each story work: people, ways of doing, timing, support. One factor in each note.',
      },
      minutes: 12,
      zones: ['factors'],
    }),
    recording({
      id: 'lessons',
      title: { th: 'บทเรียน', en: 'Lessons' },
      instruction: {
        th: 'ปัจจัยใดพบในหลายเรื่อง เขียนเป็นบทเรียนที่คนอื่นนำไปใช้ได้ ขึ้นต้นว่า “ถ้าจะ… ให้…”',
        en: 'Which factors come up in several stories? Write them as lessons that others can use: “If you want to …, then …”.',
      },
      minutes: 10,
      zones: ['lessons'],
    }),
    voting({
      id: 'dots',
      title: { th: 'เลือกบทเรียนเด่น', en: 'Choose the lessons' },
      instruction: {
        th: 'ท่านมี 3 จุด วางบนบทเรียนที่ควรเผยแพร่ให้หน่วยงานอื่น คะแนนเป็นความลับจนกว่าจะปิด',
        en: 'You have three dots. Put them on lessons that other agencies should hear. Marks are secret until the vote closes.',
      },
      minutes: 3,
      vote: { kind: 'dots', budget: 3, on: 'group', zones: ['lessons'] },
    }),
    weighing({
      id: 'talk',
      title: { th: 'ดูผล', en: 'The result' },
      instruction: {
        th: 'ดูบทเรียนเด่นด้วยกัน เลือกผู้เล่าหนึ่งเรื่องต่อที่ประชุมใหญ่',
        en: 'Look at the lessons together and choose one story to be told to the plenary.',
      },
      minutes: 5,
    }),
  ],
}
