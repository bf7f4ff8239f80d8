/** Whether this seat may do now what one update was found to do. */
import * as Y from 'yjs'
import { readLockedZones, readZones } from '#shared/board/document.ts'
import { commentsOf, maxCommentsPerBoard } from '#shared/idea/comment.ts'
import { maxIdeaCharacters, maxIdeasPerBoard } from '#shared/idea/idea.ts'
import { may, openBoard, type BoardAct, type Standing } from '#shared/role.ts'
import type { Case } from './deeds.ts'
import { refuse } from './places.ts'

const acts = ['write', 'reword', 'move', 'withdraw', 'stack', 'comment', 'react'] as const
/** Whether anything at all may be done on the board: who may do nothing may not even say that something is forgotten. */
export const mayDoAnything = (standing: Standing): boolean => acts.some((act) => may(act, standing, true))
/** What would be permitted if no phase said otherwise. */
export const outsideThePhase = (standing: Standing): Standing => ({ ...standing, rights: openBoard })

/** Holds the deeds against the standing. What is new or taken away as a whole is judged once, not by its fields. */
export const weigh = (of: Case): void => {
  const { acts, created, seen, taken, authored, growth, comments } = of.deeds
  if (of.standing.closed) refuse('board/closed')
  if (of.standing.frozen) refuse('board/frozen')
  if (of.deeds.locking && !of.leads) refuse('seat/forbidden')
  if (acts.size === 0 && !mayDoAnything(of.standing)) deny(of, 'write', true)
  for (const [ideaId, done] of acts) {
    const owner = of.ownerOf(ideaId)
    const own = owner === undefined || owner === of.seat
    const whole = created.has(ideaId) || taken.has(ideaId)
    for (const act of done) {
      if (whole && (act === 'reword' || act === 'move')) continue
      if (act === 'stack' && whole && owner !== undefined) continue
      if (act === 'lock' && taken.has(ideaId)) continue
      if (act === 'withdraw' && owner === undefined) continue
      if ((act === 'comment' || act === 'react') && owner === undefined && !seen.has(ideaId)) refuse('idea/not-found')
      if (!may(act, of.standing, own)) deny(of, act, own)
    }
  }
  for (const ideaId of authored) if (!taken.has(ideaId)) of.asAuthor(ideaId)
  if (of.standing.role === 'participant') locks(of)
  for (const [text, by] of growth) {
    const before = text instanceof Y.Text ? text.length : 0
    if (by > 0 && before + by > maxIdeaCharacters) refuse('idea/too-long')
  }
  const fresh = [...created].filter((id) => !of.index.ideas.has(id)).length
  const room = (of.standing.mostIdeas ?? maxIdeasPerBoard) - fresh
  if (fresh > 0 && of.index.ideas.size > room && of.ideas.size > room) refuse('board/full')
  if (comments.size > 0 && commentsOf(of.doc).size + comments.size > maxCommentsPerBoard) refuse('board/full')
}

/** Says why not: not theirs, not now, or not at all. */
const deny = (of: Case, act: BoardAct, own: boolean): never => {
  if (!own && may(act, of.standing, true)) refuse('idea/not-yours')
  const otherwise = of.standing.inPhase === true && may(act, outsideThePhase(of.standing), own)
  return refuse(otherwise ? 'phase/not-permitted' : 'seat/forbidden')
}

/** Locked ideas, locked zones, and zones that are not written in now. They bind participants only. */
const locks = (of: Case): void => {
  const { acts, created, taken, zones } = of.deeds
  for (const ideaId of acts.keys()) if (of.fieldOf(ideaId, 'locked') === true) refuse('idea/locked')
  const locked = readLockedZones(of.doc)
  const open = of.standing.zones
  if (locked.length === 0 && !open) return
  const known = readZones(of.doc)
  const zoneAt = (zone: unknown): string => (known.some(({ id }) => id === zone) ? (zone as string) : known[0]!.id)
  for (const ideaId of acts.keys()) {
    const goes = taken.has(ideaId) && !created.has(ideaId)
    const put = (!goes && zones.get(ideaId)) || new Set()
    const [given] = [...put].filter((zone) => zone !== undefined)
    // A zone that is taken away with none in its place leaves the idea in the first.
    const to =
      given === undefined && (put.size > 0 || created.has(ideaId))
        ? [zoneAt(undefined)]
        : [...put].filter((zone) => zone !== undefined).map(zoneAt)
    const at = of.ideas.has(ideaId) ? [zoneAt(of.fieldOf(ideaId, 'zone'))] : []
    if ([...at, ...to].some((zone) => locked.includes(zone))) refuse('zone/locked')
    if (open && to.some((zone) => !open.includes(zone))) refuse('phase/not-permitted')
  }
}
