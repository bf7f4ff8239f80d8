/** The routes of looking back at a board. All throw Refused or Unreachable. */
import type { PastBoard, Version, VersionList, Withdrawn } from '#shared/board/version.ts'
import type { BoardId } from '#shared/id.ts'
import { ask } from './call.ts'

const of = (id: BoardId) => `/api/boards/${id}/versions`

export const versions = (id: BoardId) => ask<VersionList>(of(id))
export const lookAt = (id: BoardId, version: string) => ask<PastBoard>(`${of(id)}/${version}`)
export const keepVersion = (id: BoardId, label: string) => ask<Version>(of(id), { method: 'POST', body: { label } })
export const restoreVersion = (id: BoardId, version: string) => ask<Version>(`${of(id)}/${version}/restore`, { method: 'POST', body: {} })
export const withdrawn = (id: BoardId) => ask<Withdrawn>(`/api/boards/${id}/withdrawn`)
export const bringBack = (id: BoardId, idea: string) => ask<unknown>(`/api/boards/${id}/withdrawn/${idea}`, { method: 'POST', body: {} })
