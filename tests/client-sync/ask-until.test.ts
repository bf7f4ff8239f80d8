import { afterEach, expect, test, vi } from 'vitest'
import { askUntil } from '../../client/net/ask-until.ts'

afterEach(() => vi.useRealTimers())

test('[LI7] who is told “not now” asks again until there is a yes or a no that stays; who has gone hears nothing', () => {
  vi.useFakeTimers()
  const heard: string[] = []
  const answers: ((answer: { ok: true } | { ok: false; code: string }) => void)[] = []
  const told = { granted: () => void heard.push('granted'), refused: (code: string) => void heard.push(code) }
  const stop = askUntil(
    (answered) => void answers.push(answered),
    told,
    () => 0.5,
  )
  for (const code of ['store/away', 'request/failed', 'request/too-many']) {
    answers.at(-1)!({ ok: false, code })
    vi.advanceTimersByTime(400)
    const asked = answers.length
    vi.advanceTimersByTime(5_000)
    expect(answers).toHaveLength(asked + 1)
  }
  answers.at(-1)!({ ok: true })
  stop()
  answers.at(-1)!({ ok: false, code: 'seat/revoked' })
  expect(heard).toEqual(['granted'])

  askUntil((answered) => answered({ ok: false, code: 'seat/revoked' }), told)
  askUntil((answered) => answered({ ok: false, code: 'nonsense' }), told)
  vi.advanceTimersByTime(60_000)
  expect(heard).toEqual(['granted', 'seat/revoked', 'request/malformed'])
})
