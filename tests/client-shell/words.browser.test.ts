import { afterEach, expect, test } from 'vitest'
import { WordBook } from '../../client/words/word-book.svelte.ts'

afterEach(() => localStorage.removeItem('kp:language'))

test('[UI3] words that come late do not turn the chosen language back', async () => {
  localStorage.setItem('kp:language', 'en')
  const words = new WordBook()
  await words.withDesk()
  expect(words.language).toBe('en')
  expect(words.t.wall).toBeDefined()
  const [thai, english] = [words.speak('th'), words.speak('en')]
  await Promise.all([thai, english, words.withRoom()])
  expect(words.language).toBe('en')
  expect(document.documentElement.lang).toBe('en')
  expect(localStorage.getItem('kp:language')).toBe('en')
})
