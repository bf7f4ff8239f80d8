import { newId } from '#shared/id.ts'

/** A key of this tablet's own for something that must happen once, however often it is sent. */
export const newKey = (): string => newId((bytes) => crypto.getRandomValues(bytes))
