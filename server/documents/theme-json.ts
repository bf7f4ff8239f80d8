/** Themes for programs: each with its ideas, groups and near-duplicates, and every idea with its untouched text. */
import { matrixOf } from '#shared/theme/overview/matrix.ts'
import { membersByTheme, unfiledOf } from '#shared/theme/overview/members.ts'
import { votesOf } from '#shared/theme/overview/votes.ts'
import type { ThemeSheet } from './theme-sheet.ts'

/** `khlang-panya/themes/1`: ids, never seats or names; counts are voices (near-duplicates once), `ideaIds` lists all. */
export const themesValue = ({ seminar, groups, themes, refined, notes, parked, zones, votes, now }: ThemeSheet) => {
  const ids = groups.map(({ id }) => id)
  const members = membersByTheme(themes)
  return {
    format: 'khlang-panya/themes/1',
    exportedAt: now,
    computedAt: themes.computedAt,
    revision: themes.revision,
    seminar: { id: seminar.id, title: seminar.title, state: seminar.state },
    groups: groups.map(({ id, name, order, boardId }) => ({ id, name, order, boardId })),
    zones,
    themes: matrixOf(themes, ids).rows.map(({ theme, cells, voices, ideas, breadth, minority }) => ({
      id: theme.id,
      label: theme.label,
      ...(notes[theme.id] && { note: notes[theme.id] }),
      keyphrases: theme.keyphrases,
      representatives: theme.representatives,
      made: theme.made,
      colour: theme.colour,
      born: theme.born,
      voices,
      ideas,
      breadth,
      ...(minority !== undefined && { minority }),
      groups: Object.fromEntries(ids.flatMap((id, at) => (cells[at]! > 0 ? [[id, cells[at]!]] : []))),
      ideaIds: members.get(theme.id)!.voices.flatMap(({ idea, copies }) => [idea.id, ...copies.map(({ id }) => id)]),
    })),
    ideas: themes.ideas.map((idea) => ({
      ...idea,
      ...(refined[idea.id] && { refined: refined[idea.id] }),
      ...(parked[idea.id] && { parked: parked[idea.id] }),
    })),
    unfiled: unfiledOf(themes).map(({ id }) => id),
    votes: votesOf(themes, votes).map(({ vote, choices, mostVoted, mostDisputed }) => ({
      id: vote,
      title: votes.find(({ id }) => id === vote)!.title,
      choices: choices.map(({ idea, theme, ...choice }) => ({
        ...choice,
        ...(idea && { ideaId: idea.id }),
        ...(theme && { theme: theme.id }),
      })),
      mostVoted: mostVoted.map(({ theme, ...figures }) => ({ theme: theme.id, ...figures })),
      mostDisputed: mostDisputed.map(({ theme, ...figures }) => ({ theme: theme.id, ...figures })),
    })),
  }
}
