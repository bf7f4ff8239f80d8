/** The finding thread: one engine for each seminar that is looked at. See errands.ts for the conversation. */
import type { SeminarId } from '#shared/id.ts'
import type { Found, ToFinding } from './errands.ts'
import { Finding } from './finding.ts'
import { attend, standBack } from './thread.ts'

const seminars = new Map<SeminarId, Finding>()

const run = (errand: ToFinding): unknown => {
  const { seminarId } = errand
  const finding = seminars.get(seminarId)
  if (errand.do === 'open') {
    const { life } = errand
    finding?.close()
    return void seminars.set(seminarId, new Finding(errand, (found) => tell({ seminarId, life, ...found })))
  }
  // A thread that was begun anew was told nothing of what was closed meanwhile.
  if (!finding && errand.do === 'close') return
  if (!finding) throw new Error('the seminar was not opened')
  switch (errand.do) {
    case 'ideas':
      return finding.ideas(errand.put, errand.gone)
    case 'facts':
      return finding.obey(errand.facts)
    case 'begin':
      return finding.begin()
    case 'correct':
      return finding.correct(errand.correction)
    case 'why':
      return finding.why(errand.a, errand.b)
    case 'finish':
      return finding.finish()
    case 'close':
      finding.close()
      return void seminars.delete(seminarId)
  }
}
standBack(15)
const tell = attend<ToFinding, Found>(run, () => seminars.forEach((finding) => finding.close()))
