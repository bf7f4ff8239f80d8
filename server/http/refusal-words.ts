/** What a refusal says to a person. */
import type { Refusal, RefusalCode } from '#shared/refusal.ts'
import { deskRefusal as deskEnglish } from '#shared/words/desk-refusal-en.ts'
import { deskRefusal as deskThai } from '#shared/words/desk-refusal-th.ts'
import { fill } from '#shared/words/fill.ts'
import { refusal as english } from '#shared/words/refusal-en.ts'
import { refusal as thai } from '#shared/words/refusal-th.ts'
import type { Language } from '#shared/words.ts'

const words: Readonly<Record<Language, Readonly<Record<RefusalCode, string>>>> = {
  th: { ...thai, ...deskThai },
  en: { ...english, ...deskEnglish },
}

/** One kind sentence in the caller's language. */
export const sayRefusal = ({ code, detail }: Refusal, language: Language): string => fill(words[language][code], detail, language)
