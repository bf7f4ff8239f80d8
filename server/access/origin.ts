/** A page of another origin may not act for whoever has our cookie: checked on every unsafe request and every upgrade. */
import type { IncomingMessage } from 'node:http'
import { Refusal } from '#shared/refusal.ts'

/**
 * Tools outside browsers send no Origin and are welcome: they hold no cookie that they were not given. A browser always
 * sends one with an unsafe request or an upgrade, and cannot be made to lie. @throws request/foreign-origin
 */
export const checkOrigin = (request: IncomingMessage, publicUrl: string | undefined): void => {
  const { origin, host, 'sec-fetch-site': site } = request.headers
  const foreign = () => new Refusal('request/foreign-origin')
  if (origin === undefined) {
    if (site === 'cross-site') throw foreign()
    return
  }
  if (publicUrl !== undefined && origin === new URL(publicUrl).origin) return
  if (!URL.canParse(origin) || new URL(origin).host !== host) throw foreign()
}
