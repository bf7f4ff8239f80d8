/** The standard lexicon, and the text that it is read from. */
import { emptyWords } from './empty.ts'
import { environment } from './environment.ts'
import { government } from './government.ts'
import { readConcepts, type Lexicon } from './lexicon.ts'
import { placeNames } from './places.ts'
import { society } from './society.ts'
import { streets } from './streets.ts'

/** Its concepts as they are written: what an organisation's own lines stand beside. */
export const standardConcepts = [environment, streets, society, government].join('\n')

/** The lexicon that everybody begins with: city administration and public policy in Thai and English, from general knowledge. */
export const standardLexicon: Lexicon = {
  version: '2026-11',
  ...readConcepts(standardConcepts),
  empty: emptyWords,
  places: placeNames,
}
