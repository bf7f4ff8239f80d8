import type { Language } from '../words.ts'

/** A sentence with its details in place; those in (...) whose detail is missing fall away. */
export const fill = (sentence: string, detail: Readonly<Record<string, string | number>>, language: Language): string =>
  sentence
    .replace(/\(([^()]*\{(\w+)\}[^()]*)\)/g, (_, part: string, name: string) => (name in detail ? part : ''))
    .replace(/\{(\w+)\}/g, (_, name: string) => (detail[name] ?? '').toLocaleString(language))
