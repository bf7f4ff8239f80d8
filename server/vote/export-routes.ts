/** Results of a closed vote as documents, for who leads the seminar or takes its notes. */
import { Refusal } from '#shared/refusal.ts'
import type { Limits } from '../access/limits.ts'
import type { Register } from '../access/register.ts'
import type { Rights } from '../access/rights.ts'
import { contentTypes } from '../documents/content-types.ts'
import { writeJson } from '../documents/json.ts'
import { press } from '../documents/press.ts'
import { fileStem } from '../documents/printable.ts'
import { Download, type Api } from '../http/route.ts'
import { resultsTable } from './results-table.ts'
import { openVoteReach } from './reach.ts'
import type { Votes } from './votes.ts'

const formats = ['json', 'csv', 'xlsx'] as const

export const openVoteExports = (api: Api, parts: { register: Register; rights: Rights; limits: Limits; votes: Votes }): void => {
  const { register, rights, limits, votes } = parts
  const { asStaff } = openVoteReach(rights, votes)
  for (const format of formats) {
    api.open(
      {
        method: 'get',
        path: `/api/votes/:id/export.${format}`,
        about: `The results of a closed vote as ${format}.`,
        downloads: [contentTypes[format]],
        refusals: ['seat/missing', 'seat/revoked', 'seat/forbidden', 'vote/not-found', 'vote/still-open', 'request/too-many'],
      },
      async ({ caller, language, id }) => {
        const { vote } = await asStaff(caller, id<'vote'>())
        if (!vote.results) throw new Refusal('vote/still-open')
        await limits.board(vote.id)
        const groups = new Map(register.groupsOf(vote.seminarId).map((group) => [group.id, group.name]))
        const table = () => resultsTable(vote, language, groups)
        const sheet = language === 'th' ? 'ผลคะแนน' : 'Results'
        const bytes =
          format === 'json'
            ? writeJson({ format: 'khlang-panya/vote/1', vote, groups: Object.fromEntries(groups) })
            : await press('table', { format, ...table(), sheet })
        return new Download(bytes, contentTypes[format], `${fileStem(vote.title[language])}.${format}`)
      },
    )
  }
}
