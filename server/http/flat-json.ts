/** Reads large JSON that is a list of small things. What is nested deep or has millions of parts would hold up everybody while it is parsed. */
import { Refusal } from '#shared/refusal.ts'

const maxDepth = 16
const maxCommas = 250_000

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c

/** True when the bytes open no more brackets in one another, and part no more values, than a list of ideas does. */
const isFlat = (bytes: Uint8Array): boolean => {
  let depth = 0
  let commas = 0
  let quoted = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (quoted) {
      if (byte === backslash) at++
      else if (byte === quote) quoted = false
    } else if (byte === quote) quoted = true
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
