/** Pictures on their way to the server: shrunk and drawn anew on the tablet, so that nothing of the camera's own goes along. */
import { Refused, Unreachable } from './refused.ts'

const longestSidePx = 1_600
const quality = 0.85
const patienceMs = 30_000

/** A photo as a JPEG of at most 1,600 px a side, the right way up. @throws Refused picture/unknown-kind when the browser cannot read it */
export const shrinkPhoto = async (file: Blob): Promise<Blob> => {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw new Refused('picture/unknown-kind', '', 415)
  })
  const scale = Math.min(1, longestSidePx / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * scale))
  canvas.height = Math.max(1, Math.round(picture.height * scale))
  canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  return blobOf(canvas, 'image/jpeg')
}

export const blobOf = (canvas: HTMLCanvasElement, type: 'image/jpeg' | 'image/png'): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture could not be written'))), type, quality),
  )

/** Stores a picture of a board; answers its hash. @throws Refused, Unreachable also when nobody answers for half a minute */
export const sendPicture = async (boardId: string, picture: Blob): Promise<string> => {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), patienceMs)
  try {
    const response = await fetch(`/api/boards/${boardId}/pictures`, {
      method: 'POST',
      body: picture,
      signal: late.signal,
      credentials: 'same-origin',
      headers: { 'Content-Type': picture.type, 'Accept-Language': document.documentElement.lang },
    })
    const answer = (await response.json()) as { hash: string; error?: { code: string; message: string } }
    if (answer.error) throw new Refused(answer.error.code, answer.error.message, response.status)
    return answer.hash
  } catch (error) {
    throw error instanceof Refused ? error : new Unreachable(error)
  } finally {
    clearTimeout(timer)
  }
}
