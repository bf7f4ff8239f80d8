/**
 * The closed list of reasons to say no. A code is `concept/reason`; it travels in HTTP bodies, in sync frames and in
 * close reasons. Its words stand in shared/words, never here.
 */
export const refusalStatus = {
  'request/malformed': 400,
  'request/too-large': 413,
  'request/too-many': 429,
  'request/foreign-origin': 403,
  'request/not-found': 404,
  'request/failed': 500,
  'seat/missing': 401,
  'seat/revoked': 403,
  'seat/forbidden': 403,
  'join/unknown-code': 404,
  'join/lobby-closed': 403,
  'join/name-needed': 400,
  'join/unknown-group': 404,
  'seminar/not-found': 404,
  'seminar/closed': 409,
  'seminar/quick-start-off': 403,
  'group/too-many': 400,
  'board/not-found': 404,
  'board/closed': 409,
  'board/full': 409,
  'board/frozen': 409,
  'zone/locked': 403,
  'idea/too-long': 400,
  'idea/empty': 400,
  'idea/too-many': 413,
  'idea/malformed': 400,
  'idea/not-yours': 403,
  'idea/locked': 403,
  'idea/not-found': 404,
  'idea/wrong-key': 403,
  'phase/not-permitted': 403,
  'phase/over': 409,
  'phase/under-way': 409,
  'activity/not-found': 404,
  'activity/no-such-phase': 409,
  'method/not-found': 404,
  'vote/not-found': 404,
  'vote/closed': 409,
  'vote/still-open': 409,
  'vote/over-budget': 400,
  'vote/malformed': 400,
  'vote/no-choices': 409,
  'vote/too-many-choices': 409,
  'vote/too-many': 409,
  'vote/too-many-proxies': 409,
  'comment/too-long': 400,
  'picture/too-large': 413,
  'picture/unknown-kind': 415,
  'picture/not-found': 404,
  'version/not-found': 404,
  'version/too-many': 409,
  'import/broken-csv': 400,
  'theme/not-found': 404,
  'theme/changed-since': 409,
  'theme/away': 503,
  'theme/advice-off': 409,
  'theme/advice-away': 503,
  'shelf/full': 409,
  'sync/malformed': 400,
  'sync/gap': 409,
  'sync/foreign-client': 403,
  'sync/foreign-author': 403,
  'sync/forbidden-place': 403,
  'sync/too-large': 413,
  'sync/epoch': 409,
  'store/away': 503,
  'store/full': 507,
  'record/changed': 409,
  'lexicon/unreadable': 400,
  'bundle/damaged': 422,
  'bundle/unsafe': 422,
  'bundle/exists': 409,
} as const

export type RefusalCode = keyof typeof refusalStatus

/** Thrown where a rule lives; translated once, where a person reads it. `detail` is data (a line number, a limit), never prose. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly detail: Readonly<Record<string, string | number>>

  constructor(code: RefusalCode, detail: Record<string, string | number> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.detail = detail
  }

  get status(): number {
    return refusalStatus[this.code]
  }
}

/** True for the codes of the closed list, for reading one from a wire. */
export const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(refusalStatus, text)
