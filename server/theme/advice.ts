/**
 * Advice on the names of themes, off unless whoever runs the server names an endpoint and a facilitator switches it on for the
 * seminar. Asked once for the same themes, never in the background, and everything works without it.
 */
import * as v from 'valibot'
import { idSchema } from '#shared/id-schema.ts'
import type { SeminarId } from '#shared/id.ts'
import { Refusal } from '#shared/refusal.ts'
import type { Advice, Proposal } from '#shared/theme/advice.ts'
import type { ThemesNow } from '#shared/theme/now.ts'
import { membersByTheme, shownThemes } from '#shared/theme/overview/members.ts'
import { Kept } from '../access/kept.ts'
import type { SetAside } from '../access/set-aside.ts'
import type { LabelEndpoint } from '../config.ts'
import type { Records } from '../store/ports.ts'
import { proposeLabels, type AskedTheme } from './advice-endpoint.ts'

export interface AdviceParts {
  records: Records
  aside: SetAside
  endpoint: LabelEndpoint | undefined
  now: () => number
  failed(error: unknown): void
  /** How long the endpoint may take; for tests. */
  maxMs?: number
}
const usualMaxMs = 20_000
/** After a failure it is left alone for so long. */
const restMs = 30_000
/** Bounds of one question. */
const [maxThemes, fewestVoices, maxIdeas, maxCharacters] = [30, 3, 12, 300]

const turnedSchema = v.object({ id: idSchema<'seminar'>(), on: v.boolean() })
type Turned = v.InferOutput<typeof turnedSchema>

/** Themes that nobody has named and that enough people speak for, each with its surest ideas; texts alone. */
const askedOf = (now: ThemesNow): AskedTheme[] => {
  const members = membersByTheme(now)
  return shownThemes(now)
    .filter(({ made, id }) => made === 'found' && members.get(id)!.voices.length >= fewestVoices)
    .sort((a, b) => members.get(b.id)!.voices.length - members.get(a.id)!.voices.length)
    .slice(0, maxThemes)
    .map(({ id, label }) => ({
      id,
      label,
      ideas: members
        .get(id)!
        .voices.slice(0, maxIdeas)
        .map(({ idea }) => ({ id: idea.id, text: idea.text.slice(0, maxCharacters).toWellFormed() })),
    }))
}

/** Proposals that still say something: of themes that stand unnamed, by ideas that are still in them. */
const standing = (proposals: readonly Proposal[], now: ThemesNow): Proposal[] => {
  const unnamed = new Map(shownThemes(now).flatMap((theme) => (theme.made === 'found' ? [[theme.id, theme] as const] : [])))
  const homes = new Map(now.ideas.map(({ id, theme }) => [id, theme]))
  return proposals.filter(
    ({ theme, label, ideaIds }) =>
      unnamed.has(theme) && unnamed.get(theme)!.label !== label && ideaIds.every((id) => homes.get(id) === theme),
  )
}

interface Asked {
  /** What was asked, to know the same question again. */
  question: string
  answer: Promise<Proposal[]>
  failedAt?: number
}

export const openAdvice = async ({ records, aside, endpoint, now, failed, maxMs = usualMaxMs }: AdviceParts) => {
  const kept = new Kept<Turned>(records, 'theme-advice', 'seminar/not-found', (raw) => v.parse(turnedSchema, raw), aside)
  const unwatch = records.watch((kind, id) => void (kind === kept.kind && kept.reread(id).catch(failed)))
  await kept.load()
  const asked = new Map<SeminarId, Asked>()

  const of = (seminarId: SeminarId): Advice => ({
    ...(endpoint && { host: new URL(endpoint.url).host }),
    on: endpoint !== undefined && kept.get(seminarId)?.on === true,
  })

  const ask = (seminarId: SeminarId, themes: readonly AskedTheme[]): Asked => {
    const question = JSON.stringify(themes)
    const before = asked.get(seminarId)
    const resting = before?.failedAt !== undefined && now() - before.failedAt < restMs
    if (before && (resting || (before.failedAt === undefined && before.question === question))) return before
    const answer = themes.length === 0 ? Promise.resolve([]) : proposeLabels(endpoint!, themes, AbortSignal.timeout(maxMs))
    const asking: Asked = { question, answer }
    answer.catch((error: unknown) => {
      asking.failedAt = now()
      failed(error)
    })
    asked.set(seminarId, asking)
    return asking
  }

  return {
    of,
    /** @throws theme/advice-off when there is no endpoint to switch on */
    turn: async (seminarId: SeminarId, on: boolean): Promise<Advice> => {
      if (on && !endpoint) throw new Refusal('theme/advice-off')
      await kept.set(seminarId, () => ({ id: seminarId, on }))
      if (!on) asked.delete(seminarId)
      return of(seminarId)
    },
    /** Asks, or answers what was answered to the same question. @throws theme/advice-off, theme/advice-away */
    proposals: async (seminarId: SeminarId, rows: ThemesNow): Promise<Proposal[]> => {
      if (!of(seminarId).on) throw new Refusal('theme/advice-off')
      const { answer } = ask(seminarId, askedOf(rows))
      const found = await answer.catch(() => {
        throw new Refusal('theme/advice-away')
      })
      return standing(found, rows)
    },
    close: unwatch,
  }
}
export type ThemeAdvice = Awaited<ReturnType<typeof openAdvice>>
