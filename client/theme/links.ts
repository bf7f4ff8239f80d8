import type { IdeaRow } from '#shared/theme/now.ts'

/** An idea on its board. */
export const boardLink = ({ boardId, id }: Pick<IdeaRow, 'boardId' | 'id'>): string => `/board/${boardId}#idea-${id}`
