/** Where the sync path tells what happens; pino's shape. Never content, never secrets. */
export interface Log {
  info(fields: object, words: string): void
  warn(fields: object, words: string): void
  error(fields: object, words: string): void
}
