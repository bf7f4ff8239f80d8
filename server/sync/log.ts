/** Where the sync path tells what happens; pino's shape. Never content, never secrets. */
export interface Log {
  info(fields: object, words: string): void
  warn(fields: object, words: string): void
  error(fields: object, words: string): void
}

/** Where an unexpected error arose, to be logged: its message may quote what somebody wrote. */
export const placeOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.stack?.split('\n')[1]?.trim()}` : 'unknown'
