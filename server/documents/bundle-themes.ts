/** The themes in a bundle: what was found, as JSON, and the note takers' shelf as its log, like a board's. */
import type { KeptThemes } from '#shared/theme/kept.ts'
import { RoomIndex } from '../sync/room-index.ts'
import type { Manifest } from './manifest.ts'
import { themePaths } from './manifest.ts'
import { readRoomBytes } from './room-bytes.ts'
import { damaged, type Archive } from './unpack.ts'

/** The shelf as it stands in a verified bundle, and the hash it must have once restored. */
export interface VerifiedShelf {
  hash: string
  update: Uint8Array
  index: Uint8Array
}

/** @throws bundle/damaged */
export const checkShelf = (archive: Archive, { shelf: hash }: Manifest): VerifiedShelf | undefined => {
  if (hash === undefined) return undefined
  for (const path of [themePaths.log, themePaths.index]) if (!archive.sizes.has(path)) throw damaged(path, 'missing')
  const [update, index] = [archive.read(themePaths.log), archive.read(themePaths.index)]
  const room = readRoomBytes(update)
  if (!room) throw damaged(themePaths.log, 'unreadable')
  if (room.hash !== hash) throw damaged(themePaths.log, 'content')
  try {
    RoomIndex.decode(index)
  } catch {
    throw damaged(themePaths.index, 'unreadable')
  }
  return { hash, update, index }
}

/** That the themes are as many as was said, each once, and that ideas stand under themes that there are. @throws bundle/damaged */
export const checkThemes = (themes: KeptThemes, { themes: count }: Manifest): KeptThemes => {
  const ids = new Set(themes.themes.map(({ id }) => id))
  const fits =
    themes.themes.length === count && ids.size === count && themes.ideas.every(({ theme }) => theme === undefined || ids.has(theme))
  if (!fits || new Set(themes.ideas.map(({ id }) => id)).size !== themes.ideas.length) throw damaged(themePaths.json, 'records')
  return themes
}
