/** Photos and sketches of a board: stored once by hash, handed out only to who reads that board. */
import * as v from 'valibot'
import { may } from '#shared/role.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Limits } from '../access/limits.ts'
import type { Rights } from '../access/rights.ts'
import { Download, maxPictureBytes, type Api } from '../http/route.ts'
import type { Store } from '../store/ports.ts'
import { pictureKinds, readPicture } from './picture-bytes.ts'
import { openPictures } from './pictures.ts'

export interface PictureParts extends Pick<Store, 'records' | 'blobs'> {
  rights: Rights
  limits: Limits
}
/** A table takes dozens; a script shall not fill the disk of the house. */
const maxPictures = 500

export const openPictureRoutes = (api: Api, { rights, limits, ...store }: PictureParts): void => {
  const pictures = openPictures(store)
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
      return { hash: await pictures.keep(board.id, { kind, bytes: clean }) }
    },
    async ({ caller, id, request }) => {
      const { board, seat } = await rights.read(caller, id<'board'>())
      const standing = rights.standing(seat.id, board.id)
      if (!standing || (!may('write', standing, true) && !may('reword', standing, true)))
        throw new Refusal(standing?.inPhase ? 'phase/not-permitted' : 'seat/forbidden')
      if (Number(request.headers['content-length'] ?? 0) > maxPictureBytes) throw new Refusal('picture/too-large')
      await limits.picture(seat.id)
      if ((await pictures.count(board.id)) >= maxPictures) throw new Refusal('board/full')
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
      const picture = await pictures.find(board.id, String(request.params['hash']))
      if (!picture) throw new Refusal('picture/not-found')
      return new Download(picture.bytes, picture.kind, undefined, true)
    },
  )
}
