/** The lexicon that everybody begins with: city administration and public policy in Thai and English, from general knowledge. */
import { emptyWords } from './empty.ts'
import { environment } from './environment.ts'
import { government } from './government.ts'
import { readConcepts, type Lexicon } from './lexicon.ts'
import { placeNames } from './places.ts'
import { society } from './society.ts'
import { streets } from './streets.ts'

export const standardLexicon: Lexicon = {
  version: '2026-11',
  ...readConcepts([environment, streets, society, government].join('\n')),
  empty: emptyWords,
  places: placeNames,
}
