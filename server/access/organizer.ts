/** The organizer's right: claimed once, by the link that the first start prints, and held by that browser's session. */
import * as v from 'valibot'
import { Refusal } from '#shared/refusal.ts'
import type { Api } from '../http/route.ts'
import type { Records } from '../store/ports.ts'
import type { Audit } from './audit.ts'
import { amend } from './kept.ts'
import { hashed, newSecret, same } from './secret.ts'
import type { Sessions } from './session.ts'

const setUpSchema = v.object({ hashes: v.array(v.string()), claimed: v.boolean() })
type SetUp = v.InferOutput<typeof setUpSchema>

const kind = 'set-up'
const id = 'organizer'
/** Processes that start together each print a link; the latest few work until one is used. */
const linksKept = 5

/** A new one-time token; undefined when somebody is the organizer already, unless `again` asks for another. */
export const newSetUpToken = async (records: Records, again = false): Promise<string | undefined> => {
  const before = (await records.get(kind, id))?.value as SetUp | undefined
  if (before?.claimed && !again) return undefined
  const token = newSecret()
  await amend<SetUp>(records, kind, id, (now) => ({ hashes: [...(now?.hashes ?? []), hashed(token)].slice(-linksKept), claimed: false }))
  return token
}

export const openOrganizerRoute = (api: Api, records: Records, sessions: Sessions, audit: Audit): void => {
  const claim = async (token: string): Promise<void> => {
    const hash = hashed(token)
    await amend<SetUp>(records, kind, id, (raw) => {
      const now = raw && v.parse(setUpSchema, raw)
      if (!now || now.claimed || !now.hashes.some((kept) => same(kept, hash))) throw new Refusal('join/unknown-code')
      return { hashes: [], claimed: true }
    })
  }
  api.open(
    {
      method: 'post',
      path: '/api/organizer',
      about: "Makes this browser the organizer's, once, by the token of the first start's link.",
      body: v.object({ token: v.pipe(v.string(), v.maxLength(100)) }),
      answer: v.object({ organizer: v.boolean() }),
      refusals: ['join/unknown-code'],
    },
    async ({ body, caller, secure, setCookie }) => {
      await claim(body.token)
      const { cookie } = await sessions.grant(caller.session, { organizer: true }, secure)
      setCookie(cookie)
      await audit({ act: 'organizer-claimed' })
      return { organizer: true }
    },
  )
}
