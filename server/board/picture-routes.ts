/** Photos and sketches of a board: stored once by hash, handed out only to who reads that board. */
import * as v from 'valibot'
import { may } from '#shared/role.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Limits } from '../access/limits.ts'
import type { Rights } from '../access/rights.ts'
import { amend } from '../access/kept.ts'
import { Download, maxPictureBytes, type Api } from '../http/route.ts'
import type { Store } from '../store/ports.ts'
import { pictureKinds, readPicture, type PictureKind } from './picture-bytes.ts'

export interface PictureParts extends Pick<Store, 'records' | 'blobs'> {
  rights: Rights
  limits: Limits
}
/** Which board a picture belongs to: a hash by itself opens nothing. */
interface Kept {
  kind: PictureKind
}
/** A table takes dozens; a script shall not fill the disk of the house. */
const maxPictures = 500
const keyOf = (boardId: string, hash: string): string => `${boardId}-${hash}`

export const openPictureRoutes = (api: Api, { rights, limits, records, blobs }: PictureParts): void => {
  const reading = ['seat/missing', 'seat/revoked', 'board/not-found'] as const

  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/pictures',
      about: 'Stores a photo or a sketch (JPEG, PNG or WebP, at most 5 MB) without what the camera wrote beside it; answers its hash.',
      takes: 'picture',
      answer: v.object({ hash: v.string() }),
      status: 201,
      refusals: [
        ...reading,
        'seat/forbidden',
        'phase/not-permitted',
        'picture/too-large',
        'picture/unknown-kind',
        'board/full',
        'request/too-many',
      ],
    },
    async ({ caller, id, request }) => {
      const { board } = await rights.read(caller, id<'board'>())
      const body: unknown = request.body
      if (!Buffer.isBuffer(body)) throw new Refusal('picture/unknown-kind')
      const { kind, clean } = readPicture(body)
      const hash = await blobs.put(clean)
      await amend<Kept>(records, 'picture', keyOf(board.id, hash), () => ({ kind }))
      return { hash }
    },
    async ({ caller, id, request }) => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      const standing = rights.standing(seat.id, board.id)
      if (!standing || (!may('write', standing, true) && !may('reword', standing, true)))
        throw new Refusal(standing?.inPhase ? 'phase/not-permitted' : 'seat/forbidden')
      if (Number(request.headers['content-length'] ?? 0) > maxPictureBytes) throw new Refusal('picture/too-large')
      await limits.picture(seat.id)
      if ((await records.list('picture', `${board.id}-`)).length >= maxPictures) throw new Refusal('board/full', { limit: maxPictures })
    },
  )

  api.open(
    {
      method: 'get',
      path: '/api/boards/:id/pictures/:hash',
      about: 'A picture of the board.',
      downloads: pictureKinds,
      refusals: [...reading, 'picture/not-found'],
    },
    async ({ caller, id, request }) => {
      const { board } = await rights.read(caller, id<'board'>())
      const hash = String(request.params['hash'])
      const kept = /^[0-9a-f]{64}$/.test(hash)
        ? ((await records.get('picture', keyOf(board.id, hash)))?.value as Kept | undefined)
        : undefined
      const bytes = kept && (await blobs.get(hash))
      if (!bytes) throw new Refusal('picture/not-found')
      return new Download(bytes, kept.kind, undefined, true)
    },
  )
}
