/** A board's document in the reading thread: it takes updates and says which ideas they touched. An idea that says nothing is none. */
import * as Y from 'yjs'
import type { BoardId, GroupId, IdeaId } from '#shared/id.ts'
import { ideasOf, readIdea, type Idea } from '#shared/idea/idea.ts'
import { isVisible } from '#shared/thai/one-line.ts'

export class BoardCopy {
  readonly boardId: BoardId
  readonly groupId: GroupId
  readonly #doc = new Y.Doc({ guid: 'board' })
  #touched = new Set<IdeaId>()

  constructor(boardId: BoardId, groupId: GroupId) {
    this.boardId = boardId
    this.groupId = groupId
    const ideas = ideasOf(this.#doc)
    ideas.observeDeep((events) => {
      for (const { path, keys } of events) {
        if (path.length > 0) this.#touched.add(path[0] as IdeaId)
        else for (const id of keys.keys()) this.#touched.add(id as IdeaId)
      }
    })
  }

  idea(id: IdeaId): Idea | undefined {
    const idea = readIdea(id, ideasOf(this.#doc).get(id))
    return idea && isVisible(idea.text) ? idea : undefined
  }

  /** Takes updates in, all at once; answers the ideas that are other than before, undefined for one that is gone. */
  take(updates: readonly Uint8Array[]): Map<IdeaId, Idea | undefined> {
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update)
    })
    const touched = new Map([...this.#touched].map((id) => [id, this.idea(id)]))
    this.#touched = new Set()
    return touched
  }

  end(): void {
    this.#doc.destroy()
  }
}
