/** The pictures of boards as they are stored: bytes by their hash, and a record that tells which board they belong to. */
import type { BoardId } from '#shared/id.ts'
import { amend } from '../access/kept.ts'
import type { Store } from '../store/ports.ts'
import type { PictureKind } from './picture-bytes.ts'

export interface Picture {
  kind: PictureKind
  bytes: Uint8Array
}

const recordKind = 'picture'
const idOf = (boardId: BoardId, hash: string): string => `${boardId}-${hash}`

export const openPictures = ({ records, blobs }: Pick<Store, 'records' | 'blobs'>) => ({
  /** Stores it as the board's own; again, that changes nothing. Answers its hash. */
  keep: async (boardId: BoardId, { kind, bytes }: Picture): Promise<string> => {
    const hash = await blobs.put(bytes)
    await amend(records, recordKind, idOf(boardId, hash), () => ({ kind }))
    return hash
  },
  /** Undefined when it is not this board's: a hash by itself opens nothing. */
  find: async (boardId: BoardId, hash: string): Promise<Picture | undefined> => {
    const kept = /^[0-9a-f]{64}$/.test(hash) ? await records.get(recordKind, idOf(boardId, hash)) : undefined
    const bytes = kept && (await blobs.get(hash))
    return bytes && { kind: (kept.value as Pick<Picture, 'kind'>).kind, bytes }
  },
  count: async (boardId: BoardId): Promise<number> => (await records.list(recordKind, `${boardId}-`)).length,
})
