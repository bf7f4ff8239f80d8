/** Templates (แม่แบบกระดาน): zones are data; the server seeds them into a new board and nobody else can. */
import { templateIds, type TemplateId } from '../seminar/template-id.ts'
import { fourMs, methodTemplates, outside } from './method-templates.ts'
import { freeZones, zone, type Template } from './zone.ts'

export type { Template, Zone, ZoneTone } from './zone.ts'
export { templateIds, type TemplateId }

/** Where ideas wait until they are sorted: written without judging them, judged later. */
const unsorted = zone('ideas', 'รอจัดช่อง', 'To be sorted', 'neutral', 0, 0, { th: 'เขียนไว้ก่อน จัดทีหลัง', en: 'Write first, sort later' })

export const templates: Readonly<Record<TemplateId, Template>> = {
  free: {
    id: 'free',
    title: { th: 'กระดานอิสระ', en: 'Free board' },
    about: { th: 'เขียนได้ทุกเรื่อง ไม่แบ่งช่อง', en: 'One open space, no zones' },
    zones: freeZones,
  },
  columns: {
    id: 'columns',
    title: { th: 'แบ่งเป็นช่อง', en: 'Columns' },
    about: { th: 'สภาพปัจจุบัน สิ่งที่อยากเห็น ก้าวต่อไป', en: 'Where we are, where we want to be, next steps' },
    zones: [
      zone('now', 'สภาพปัจจุบัน', 'Where we are', 'blue', 0, 0, { th: 'วันนี้เป็นอย่างไร', en: 'What is it like today?' }),
      zone('wanted', 'สิ่งที่อยากเห็น', 'What we want to see', 'green', 1, 0, {
        th: 'ถ้าทำสำเร็จจะเป็นอย่างไร',
        en: 'What would success look like?',
      }),
      zone('next', 'ก้าวต่อไป', 'Next steps', 'orange', 2, 0, { th: 'ควรเริ่มทำอะไร ใครทำ', en: 'What should begin, and who begins it?' }),
    ],
  },
  swot: {
    id: 'swot',
    title: { th: 'SWOT', en: 'SWOT' },
    about: { th: 'จุดแข็ง จุดอ่อน โอกาส อุปสรรค', en: 'Strengths, weaknesses, opportunities, threats' },
    zones: [
      zone('strengths', 'จุดแข็ง', 'Strengths', 'green', 0, 0, fourMs),
      zone('weaknesses', 'จุดอ่อน', 'Weaknesses', 'red', 1, 0, fourMs),
      zone('opportunities', 'โอกาส', 'Opportunities', 'blue', 0, 1, outside),
      zone('threats', 'อุปสรรค', 'Threats', 'orange', 1, 1, outside),
    ],
  },
  'problem-causes-solutions': {
    id: 'problem-causes-solutions',
    title: { th: 'ปัญหา สาเหตุ ทางแก้', en: 'Problem, causes, solutions' },
    about: { th: 'ไล่จากปัญหาไปหาทางแก้', en: 'From the problem to what can be done' },
    zones: [
      zone('problem', 'ปัญหา', 'Problem', 'red', 0, 0, { th: 'เกิดอะไรขึ้น กับใคร', en: 'What happens, and to whom?' }),
      zone('causes', 'สาเหตุ', 'Causes', 'orange', 1, 0, { th: 'เพราะอะไรจึงเกิด', en: 'Why does it happen?' }),
      zone('solutions', 'ทางแก้', 'Solutions', 'green', 2, 0, { th: 'ทำอะไรได้บ้าง ใครทำ', en: 'What can be done, and by whom?' }),
    ],
  },
  'how-now-wow': {
    id: 'how-now-wow',
    title: { th: 'How-Now-Wow', en: 'How-Now-Wow' },
    about: { th: 'แยกความคิดตามความใหม่และความเป็นไปได้', en: 'Sort ideas by newness and feasibility' },
    zones: [
      unsorted,
      zone('now', 'ทำได้เลย (Now)', 'Now', 'blue', 1, 0, { th: 'คุ้นเคย ทำได้ทันที', en: 'Known and can be done at once' }),
      zone('wow', 'ใหม่และทำได้ (Wow)', 'Wow', 'green', 2, 0, { th: 'แปลกใหม่และทำได้จริง', en: 'New and can be done' }),
      zone('how', 'ทำอย่างไรดี (How)', 'How', 'violet', 3, 0, { th: 'แปลกใหม่แต่ยังทำไม่ได้', en: 'New, but not yet feasible' }),
    ],
  },
  'impact-effort': {
    id: 'impact-effort',
    title: { th: 'ผลลัพธ์ กับ แรงที่ต้องใช้', en: 'Impact and effort' },
    about: { th: 'เลือกสิ่งที่คุ้มค่าก่อน', en: 'Choose what is worth doing first' },
    zones: [
      unsorted,
      zone('quick-wins', 'ผลมาก แรงน้อย', 'High impact, low effort', 'green', 1, 0, { th: 'ทำก่อน', en: 'Do first' }),
      zone('big-projects', 'ผลมาก แรงมาก', 'High impact, high effort', 'blue', 2, 0, { th: 'วางแผน', en: 'Plan' }),
      zone('fill-ins', 'ผลน้อย แรงน้อย', 'Low impact, low effort', 'neutral', 1, 1, { th: 'ทำเมื่อว่าง', en: 'When there is time' }),
      zone('think-again', 'ผลน้อย แรงมาก', 'Low impact, high effort', 'red', 2, 1, { th: 'คิดใหม่', en: 'Think again' }),
    ],
  },
  ...methodTemplates,
}

/** Those offered when a seminar is opened; the others come with a method. */
export const openingTemplates: readonly TemplateId[] = templateIds.filter((id) => !(id in methodTemplates))
