/** Undo and redo of one's own hand alone. */
import * as Y from 'yjs'
import { ideasOf, type IdeaMap } from '#shared/idea/idea.ts'

/** Keystrokes closer together than this are one step of undo. */
const typingPauseMs = 700

/** The label of everything this screen writes: what is undone, and nothing else. */
export const ownHand = { name: 'own hand' } as const

export interface OwnUndo {
  readonly manager: Y.UndoManager
  undo(): void
  redo(): void
}

/**
 * Undo over own edits only. `mine` says whether a Yjs client id is one this screen wrote under. Taking a new idea away
 * again would also take the words that others have put into it since: such a step is passed over.
 */
export const watchOwnHand = (doc: Y.Doc, mine: (clientId: number) => boolean): OwnUndo => {
  const ideas = ideasOf(doc)
  const manager = new Y.UndoManager(ideas, { trackedOrigins: new Set([ownHand]), captureTimeout: typingPauseMs })
  const wouldTakeOthersWords = (step: Y.UndoManager['undoStack'][number]) => {
    for (const idea of ideas.values())
      if (idea instanceof Y.Map && idea._item && Y.isDeleted(step.insertions, idea._item.id) && othersWroteIn(idea, mine)) return true
    return false
  }
  const passOver = (steps: Y.UndoManager['undoStack']) => {
    for (let step = steps.at(-1); step && wouldTakeOthersWords(step); step = steps.at(-1)) steps.pop()
  }
  return {
    manager,
    undo: () => {
      passOver(manager.undoStack)
      manager.undo()
    },
    redo: () => {
      passOver(manager.redoStack)
      manager.redo()
    },
  }
}

const othersWroteIn = (idea: IdeaMap, mine: (clientId: number) => boolean): boolean => {
  const text = idea.get('text')
  if (!(text instanceof Y.Text)) return false
  for (let part = text._start; part; part = part.right) if (!part.deleted && !mine(part.id.client)) return true
  return false
}
