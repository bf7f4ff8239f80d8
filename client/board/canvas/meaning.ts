/** What gestures and keys do to a desk. */
import { card, placeAt } from '#shared/board/layout.ts'
import type { IdeaId } from '#shared/id.ts'
import { stepOf } from '../../ui/undo-keys.ts'
import { panned, toPlane, zoomed, type Point } from './camera.ts'
import type { Desk } from './desk.svelte.ts'
import type { Meaning } from './gestures.ts'
import { arrows, neighbour } from './neighbour.ts'

/** Below this scale a tap on an idea goes near to it; nobody could read what they would select. */
const readable = 0.45
/** Others see a drag in steps. */
const carryMs = 100
/** A card that is carried to the edge takes the board along. */
const edge = { px: 44, speed: 0.7 }

interface InHand {
  id: IdeaId
  /** From the card's corner to the finger, in the plane. */
  grip: Point
  at: Point
  told: number
}

export const meaningOn = (desk: Desk): Meaning => {
  const { stage, board } = desk
  let inHand: InHand | undefined
  let drift: number | undefined

  const follow = () => {
    if (!inHand) return
    const at = toPlane(stage.camera, inHand.at)
    const corner = { x: at.x - inHand.grip.x, y: at.y - inHand.grip.y }
    desk.hold(inHand.id, corner, true)
    desk.onto = desk.ontoAt(inHand.id, corner)
    const now = performance.now()
    if (now - inHand.told < carryMs) return
    inHand.told = now
    const place = placeAt(desk.layout, corner.x, corner.y)
    board.carry({ idea: inHand.id, ...place })
  }
  const pushed = (at: number, size: number) => (at < edge.px ? edge.px - at : at > size - edge.px ? size - edge.px - at : 0)
  const driftOn = () => {
    drift = undefined
    if (!inHand) return
    const push = { x: pushed(inHand.at.x, stage.screen.width), y: pushed(inHand.at.y, stage.screen.height) }
    if (push.x === 0 && push.y === 0) return
    stage.look(panned(stage.camera, push.x * edge.speed * 0.4, push.y * edge.speed * 0.4))
    follow()
    drift = requestAnimationFrame(driftOn)
  }
  const empty = () => {
    const done = inHand
    inHand = undefined
    if (drift !== undefined) cancelAnimationFrame(drift)
    drift = undefined
    stage.settle()
    board.carry(undefined)
    return done
  }

  return {
    ideaAt(target, at) {
      const card = target instanceof Element ? target.closest<HTMLElement>('[data-idea]') : null
      if (card) return card.dataset['idea'] as IdeaId
      const { x, y } = toPlane(stage.camera, at)
      return desk.scene.cells.at(x, y)
    },
    halt: () => {
      if (stage.moving !== 'no') stage.settle()
    },
    panBegins: () => stage.begin('pan'),
    pan: (dx, dy) => stage.look(panned(stage.camera, dx, dy)),
    panEnds: (speed) => stage.glide(speed, desk.calm),
    zoomBegins: () => stage.begin('zoom'),
    zoom: (factor, at) => {
      stage.begin('zoom')
      stage.look(zoomed(stage.camera, factor, at))
    },
    zoomEnds: () => stage.settle(),
    tap(idea, at) {
      const wasEditing = desk.editing !== undefined
      desk.leaveField()
      const point = toPlane(stage.camera, at)
      if (desk.placing && desk.selected) {
        desk.put(desk.selected, { x: point.x - card.width / 2, y: point.y - card.line })
        desk.placing = false
      } else if (idea !== undefined && stage.camera.scale < readable) desk.approach(point, at)
      else {
        desk.selected = wasEditing ? undefined : idea
        if (idea !== undefined) desk.current = idea
      }
    },
    doubleTap(idea, at) {
      desk.leaveField()
      if (stage.camera.scale < readable) desk.approach(toPlane(stage.camera, at), at)
      else if (idea === undefined) desk.writeAt(toPlane(stage.camera, at))
      else desk.reword(idea)
    },
    grab(idea, from) {
      const box = desk.box(idea)
      if (!desk.mayCarry(idea) || !box || stage.camera.scale < 0.2) return false
      desk.leaveField()
      const at = toPlane(stage.camera, from)
      inHand = { id: idea, grip: { x: at.x - box.x, y: at.y - box.y }, at: from, told: 0 }
      desk.current = idea
      desk.selected = undefined
      return true
    },
    carry(at) {
      if (!inHand) return
      inHand.at = at
      follow()
      drift ??= requestAnimationFrame(driftOn)
    },
    drop() {
      const done = empty()
      const at = done && desk.carried.get(done.id)
      if (!done) return
      const onto = desk.onto
      desk.onto = undefined
      if (at) desk.put(done.id, at)
      desk.release(done.id)
      if (onto) desk.onstack(done.id, onto)
    },
    letGo() {
      const done = empty()
      desk.onto = undefined
      if (done) desk.release(done.id)
    },
  }
}

/** Keys of the board: arrows walk, Enter edits, space selects, Alt with an arrow moves, Esc leaves. */
export const keysOn = (desk: Desk, focus: (id: IdeaId | undefined) => void) => (event: KeyboardEvent) => {
  if (event.target instanceof Element && event.target.closest('[data-tools]')) {
    if (event.key === 'Escape') {
      desk.placing = false
      desk.selected = undefined
      focus(desk.current)
    }
    return
  }
  const { current } = desk
  const box = current && desk.box(current)
  const step = arrows[event.key]
  const command = event.ctrlKey || event.metaKey
  const walk = () => {
    const next = box ? neighbour(desk.layout.ideas, box, step!) : [...desk.scene.notes.keys()][0]
    if (next) focus(next)
  }
  const nudge = () => {
    if (!current || !box || !desk.mayMove(current)) return
    const by = { left: [-24, 0], right: [24, 0], up: [0, -24], down: [0, 24] }[step!] as [number, number]
    desk.put(current, { x: box.x + by[0], y: box.y + by[1] })
    desk.reveal(current)
  }
  const acts: Record<string, (() => void) | undefined> = {
    Enter: current && (() => desk.reword(current)),
    ' ': current && (() => (desk.selected = desk.selected === current ? undefined : current)),
    Delete:
      current && desk.board.writable
        ? () => {
            const next = box && (neighbour(desk.layout.ideas, box, 'down') ?? neighbour(desk.layout.ideas, box, 'up'))
            desk.withdraw(current)
            focus(next)
          }
        : undefined,
    Escape: () => {
      if (desk.placing) desk.placing = false
      else if (desk.selected) desk.selected = undefined
      else focus(undefined)
    },
    '+': () => desk.zoom(1.25),
    '=': () => desk.zoom(1.25),
    '-': () => desk.zoom(1 / 1.25),
    '0': () => desk.fit(),
  }
  const taken = stepOf(event)
  const act = taken ? () => desk.board[taken]() : step ? (event.altKey ? nudge : walk) : command ? undefined : acts[event.key]
  if (!act) return
  event.preventDefault()
  act()
}
