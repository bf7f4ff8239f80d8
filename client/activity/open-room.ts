/** What goes on in the room, with the parts that show it: loaded as one piece once a board stands. */
import { go } from '../route.svelte.ts'
import type { WordBook } from '../words/word-book.svelte.ts'
import { Front } from './front.svelte.ts'
import HandButton from './HandButton.svelte'
import Hushed from './Hushed.svelte'
import { insteadOf } from './instead.ts'
import { Journey } from './journey.svelte.ts'
import PhaseFoot from './PhaseFoot.svelte'
import { RoomNow, type Place } from './room-now.svelte.ts'
import RoomFront from './RoomFront.svelte'
import RoomTop from './RoomTop.svelte'

export const roomParts = { Hand: HandButton, Hushed, Foot: PhaseFoot, Front: RoomFront, Top: RoomTop, insteadOf }

/** A room over a given state: what a tablet shows of it. */
export const roomAround = (now: RoomNow) => ({ now, front: new Front(now), journey: new Journey(now, go), ...roomParts })
export type Room = ReturnType<typeof roomAround>

/** Follows the room until `now.close()`. @throws Unreachable */
export const openRoom = async (place: Place, words: WordBook): Promise<Room> => {
  await words.withRoom()
  const now = new RoomNow(place)
  await now.open()
  return roomAround(now)
}
