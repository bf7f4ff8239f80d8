/** Files of text as Thai offices make them: UTF-8 and UTF-16 by their mark, and Windows-874 (TIS-620), which Thai Excel still writes. */

/** Gives the text of a file, whatever of these it is written in, without a byte order mark. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    // Not UTF-8: the one-byte Thai encoding has a letter for almost every byte, so that nothing is lost.
    return new TextDecoder('windows-874').decode(bytes)
  }
}
