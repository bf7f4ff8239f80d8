/** How much of a ballot is filled in: the same sum on the tablet that fills it in and in the turnout. Pure. */
import type { Ballot } from './ballot.ts'
import { budgetOf, criteriaOf, perChoiceOf, type VoteSetup } from './setup.ts'

interface Given {
  given: number
  of: number
}

/** Dots and points by number, pairs by pair, all else by choice; a choice is rated once it is on every criterion. `choices`: how many there are. */
export const givenOf = (setup: VoteSetup, choices: number, ballot: Ballot): Given => {
  switch (ballot.kind) {
    case 'dots':
    case 'points':
      return {
        given: Object.values(ballot.marks).reduce((sum, mark) => sum + mark, 0),
        of: Math.min(budgetOf(setup), perChoiceOf(setup) * choices),
      }
    case 'ranking':
      return { given: ballot.marks.length, of: Math.min(budgetOf(setup), choices) }
    case 'pairs':
      return { given: ballot.marks.length, of: (choices * (choices - 1)) / 2 }
    case 'rating': {
      const criteria = criteriaOf(setup).length
      return { given: Object.values(ballot.marks).filter((marks) => Object.keys(marks).length === criteria).length, of: choices }
    }
    case 'yes-no':
      return { given: Object.keys(ballot.marks).length, of: choices }
  }
}

/** Nothing is left to give. Who abstains from all has decided of all. */
export const isFull = (setup: VoteSetup, choices: number, ballot: Ballot): boolean => {
  const { given, of } = givenOf(setup, choices, ballot)
  return given >= of || Object.keys(ballot.marks).length === 0
}
