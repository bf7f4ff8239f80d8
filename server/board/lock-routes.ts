/** Locking a zone: participants change nothing in it until it is unlocked. Single ideas are locked on the board itself, by who leads. */
import * as v from 'valibot'
import { lockZone, readLockedZones, readZones } from '#shared/board/board.ts'
import { Refusal } from '#shared/refusal.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Audit } from '../access/audit.ts'
import type { Rights } from '../access/rights.ts'
import type { Api } from '../http/route.ts'
import type { Rooms } from '../sync/ports.ts'
import { refuseStill } from './still.ts'

export const openLockRoutes = (api: Api, { rights, audit, rooms }: { rights: Rights; audit: Audit; rooms: Rooms }): void =>
  api.open(
    {
      method: 'post',
      path: '/api/boards/:id/zones/:zone/lock',
      about: 'Locks or unlocks a zone of the board; answers all that are locked.',
      body: v.object({ locked: v.boolean() }),
      answer: v.object({ lockedZones: v.array(v.string()) }),
      refusals: ['seat/missing', 'seat/revoked', 'seat/forbidden', 'board/not-found', 'board/closed', 'board/frozen', 'request/not-found'],
    },
    async ({ caller, body, id }) => {
      const { board, seat } = await rights.leadBoard(caller, id<'board'>())
      const zone = id<'zone'>('zone')
      const mayChange = (): void => refuseStill(rights, seat.id, board.id)
      mayChange()
      const zones = await rooms.read(boardRoom(board.id), readZones)
      if (!zones.some((known) => known.id === zone)) throw new Refusal('request/not-found')
      let lockedZones: readonly string[] = []
      await rooms.write(boardRoom(board.id), (doc) => {
        // Asked again at the moment of writing: it may have been frozen while the room was opened.
        mayChange()
        if (readLockedZones(doc).includes(zone) !== body.locked) lockZone(doc, zone, body.locked)
        lockedZones = readLockedZones(doc)
      })
      await audit({ seminarId: board.seminarId, by: seat.id, act: 'zone-locked', on: { board: board.id, zone, locked: body.locked } })
      return { lockedZones }
    },
  )
