/** Ids are opaque, URL-safe and branded by concept, so that a board's id cannot be passed for a seat's. */
export type Id<Concept extends string> = string & { readonly __concept: Concept }

export type SeminarId = Id<'seminar'>
export type GroupId = Id<'group'>
export type BoardId = Id<'board'>
export type SeatId = Id<'seat'>
export type IdeaId = Id<'idea'>
export type ThemeId = Id<'theme'>
export type VoteId = Id<'vote'>
export type HandId = Id<'hand'>

/** Letters that are never misread aloud or on a wall: no 0 o 1 l i u v. */
const idAlphabet = '23456789abcdefghjkmnpqrstwxyz'
const idLength = 14

/** 14 of 29 letters: 68 bits. `random` fills the given bytes (crypto.getRandomValues). Rejection keeps the letters equally likely. */
export const newId = <Concept extends string>(random: (bytes: Uint8Array<ArrayBuffer>) => unknown, length = idLength): Id<Concept> => {
  const fair = 256 - (256 % idAlphabet.length)
  let id = ''
  while (id.length < length) {
    const bytes = new Uint8Array(length)
    random(bytes)
    for (const byte of bytes) if (byte < fair && id.length < length) id += idAlphabet[byte % idAlphabet.length]
  }
  return id as Id<Concept>
}

/** Any id that people or tools may have made: 1-64 of A-Z a-z 0-9 _ -, and none of the names that poison an object. */
export const isId = (text: unknown): text is string =>
  typeof text === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(text) && !poisonous.has(text)

const poisonous = new Set(['__proto__', 'constructor', 'prototype'])
