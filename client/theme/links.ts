import type { IdeaRow } from '#shared/theme/now.ts'

/** An idea on its board. */
export const boardLink = ({ boardId, id }: Pick<IdeaRow, 'boardId' | 'id'>): string => `/board/${boardId}#idea-${id}`

/** A label whose phrases end a line with the dot between them, and never begin one. */
export const unbroken = (label: string): string => label.replaceAll(' · ', '\u00a0· ')
