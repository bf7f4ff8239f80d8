import { ErrorReply } from 'redis'
import type { Line } from './line.ts'

const rewriteAgainMs = 1000

/** Lets Redis write its file anew without what was deleted. */
export const rewrite = async (line: Line, triesLeft = 60): Promise<void> => {
  try {
    await line.ask(['BGREWRITEAOF'])
  } catch (error) {
    // A hosted Redis may not allow it: then the bytes stay in its operator's file until it is next rewritten.
    if (!(error instanceof ErrorReply)) throw error
    // The one under way began before the deletion.
    if (error.message.includes('in progress') && triesLeft > 0) {
      const again = () => rewrite(line, triesLeft - 1).catch((later: unknown) => (line.trouble = later))
      setTimeout(again, rewriteAgainMs).unref()
    }
  }
}
