import type { Card, Shelf } from './arrange.ts'

/** What is asked of a note taker, over the desk. */
export type Asking = { what: 'park' | 'pick' | 'make'; cards: readonly Card[] } | { what: 'rename' | 'merge'; shelf: Shelf }
