/** Reads large JSON that is a list of small things. What is nested deep or has millions of parts would hold up everybody while it is parsed. */
import { Refusal } from '#shared/refusal.ts'

const maxDepth = 16
const maxCommas = 250_000

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c

/** The place of the quote that ends a string whose inside begins at `from`; the bytes' end when none does. Most of a list is text: it is leapt over. */
const endOfString = (bytes: Uint8Array, from: number): number => {
  for (let at = bytes.indexOf(quote, from); at >= 0; at = bytes.indexOf(quote, at + 1)) {
    let before = at
    while (before > from && bytes[before - 1] === backslash) before--
    if ((at - before) % 2 === 0) return at
  }
  return bytes.length
}

/** True when the bytes open no more brackets in one another, and part no more values, than a list of ideas does. */
const isFlat = (bytes: Uint8Array): boolean => {
  let depth = 0
  let commas = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === quote) at = endOfString(bytes, at + 1)
    else if (byte === comma) commas++
    // [ and {, ] and }: they differ in one bit.
    else if ((byte | 0x20) === 0x7b) depth++
    else if ((byte | 0x20) === 0x7d) depth--
    if (depth > maxDepth || commas > maxCommas) return false
  }
  return true
}

/** @throws request/malformed when the bytes are no JSON in UTF-8, or not flat */
export const readFlatJson = (bytes: Uint8Array): unknown => {
  const malformed = () => new Refusal('request/malformed', { field: 'body' })
  if (!isFlat(bytes)) throw malformed()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    // Whatever is wrong with it, it has one meaning: this is no JSON.
    throw malformed()
  }
}
