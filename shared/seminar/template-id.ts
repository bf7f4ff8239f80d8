/** Which templates (แม่แบบกระดาน) there are. What each looks like stands in board/template.ts. */
export const templateIds = [
  'free',
  'columns',
  'swot',
  'problem-causes-solutions',
  'how-now-wow',
  'impact-effort',
  'swot-strategies',
  'focus-group',
  'knowledge-forum',
  'success-story',
  'dialogue',
  'world-cafe',
] as const
export type TemplateId = (typeof templateIds)[number]
