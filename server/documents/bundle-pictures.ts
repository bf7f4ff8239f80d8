/** The pictures in a bundle: photos and sketches that stand on ideas, none of those that were withdrawn. */
import type { Board } from '#shared/board/board.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import { readPicture } from '../board/picture-bytes.ts'
import { openPictures, type Picture } from '../board/pictures.ts'
import type { Store } from '../store/ports.ts'
import type { Rooms } from '../sync/ports.ts'
import { bundleLimits, manifestPath, picturePath, type Manifest } from './manifest.ts'
import { sha256 } from './seal.ts'
import { damaged, type Archive } from './unpack.ts'

export type BundlePicture = Manifest['pictures'][number] & Picture

/** In the boards' order; `leftOut`: how many go beyond what a bundle takes. */
export const gatherPictures = async (
  boards: readonly Board[],
  rooms: Pick<Rooms, 'read'>,
  store: Pick<Store, 'records' | 'blobs'>,
): Promise<{ pictures: BundlePicture[]; leftOut: number }> => {
  const stored = openPictures(store)
  const pictures: BundlePicture[] = []
  let [bytes, leftOut] = [0, 0]
  for (const { id: boardId } of boards) {
    const shown = await rooms.read(boardRoom(boardId), (doc) =>
      readIdeas(doc).flatMap(({ photo, sketch }) => [photo, sketch].filter((hash) => hash !== undefined)),
    )
    for (const hash of [...new Set(shown)].sort()) {
      const found = await stored.find(boardId, hash)
      if (!found) continue
      const fits = pictures.length < bundleLimits.pictures && bytes + found.bytes.length <= bundleLimits.pictureBytes
      if (!fits) leftOut++
      else {
        bytes += found.bytes.length
        pictures.push({ boardId, sha256: hash, ...found })
      }
    }
  }
  return { pictures, leftOut }
}

/** That each is there, whole, what it says and clean, and of a board of the bundle. @throws bundle/damaged */
export const checkPictures = (archive: Archive, { pictures, boards }: Manifest): BundlePicture[] => {
  const ids = new Set(boards.map(({ board }) => board.id))
  return pictures.map((picture) => {
    const path = picturePath(picture)
    if (!ids.has(picture.boardId)) throw damaged(manifestPath, 'records')
    if (!archive.sizes.has(path)) throw damaged(path, 'missing')
    const bytes = archive.read(path)
    if (sha256(bytes) !== picture.sha256 || !isClean(Buffer.from(bytes), picture.kind)) throw damaged(path, 'picture')
    return { ...picture, bytes }
  })
}

const isClean = (bytes: Buffer, told: Picture['kind']): boolean => {
  try {
    const { kind, clean } = readPicture(bytes)
    return kind === told && clean.equals(bytes)
  } catch {
    return false
  }
}
