/** Unpacks what the server packed with raw deflate, where the browser can. */
export const inflates = 'DecompressionStream' in globalThis && supportsRaw()

function supportsRaw(): boolean {
  try {
    return Boolean(new DecompressionStream('deflate-raw'))
  } catch {
    // Older browsers know gzip alone; the server then sends the state as it is.
    return false
  }
}

export const inflate = async (packed: Uint8Array): Promise<Uint8Array> => {
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new DecompressionStream('deflate-raw'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}
