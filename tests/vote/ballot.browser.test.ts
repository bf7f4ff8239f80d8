import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { render } from 'vitest-browser-svelte'
import { page, userEvent } from 'vitest/browser'
import '../../client/ui/base.css'
import '../../client/ui/tokens.css'
import { chooseTheme } from '../../client/ui/theme.svelte.ts'
import { remember } from '../../client/ui/memory.ts'
import type { VoteId } from '#shared/id.ts'
import type { VoteNow } from '#shared/live/events.ts'
import type { Ballot } from '#shared/vote/ballot.ts'
import { voteKinds, type VoteSetup } from '#shared/vote/setup.ts'
import { tally } from '#shared/vote/tally.ts'
import type { Vote } from '#shared/vote/vote.ts'
import { answering, findings, refuse, tooSmall, type Answers, type Asked } from '../client-shell/open-page.svelte.ts'
import Stage from './Stage.svelte'

const texts = ['ขุดลอกคลองก่อนฤดูฝน', 'ทำแก้มลิงใต้ดิน', 'ซ่อมประตูระบายน้ำ', 'เตือนภัยรายซอย']
const voteOf = (setup: VoteSetup): Vote =>
  ({
    id: 'v1',
    seminarId: 'm1',
    groupId: 'g1',
    title: { th: 'เรื่องใดควรทำก่อน', en: 'What comes first?' },
    setup,
    choices: texts.map((text, at) => ({ id: `c${at + 1}`, text })),
    state: 'open',
    openedAt: 1,
  }) as unknown as Vote
const now = (state: VoteNow['state'] = 'open'): VoteNow => ({ voteId: 'v1' as VoteId, state, cast: 2, people: 5 })

/** The service as this tablet meets it: one ballot, and what may stand in its way. */
const openBallot = async (setup: VoteSetup, { mine = undefined as Ballot | undefined, turn = 1 } = {}) => {
  const vote = voteOf(setup)
  const view = { vote, cast: 2, people: 5, may: true, turn, ...(mine && { mine: { ballot: mine, turn: turn - 1 } }) }
  const answers: Answers = {
    'GET /api/votes/v1': () => view,
    'PUT /api/votes/v1/ballot': (body) => body as object,
    'DELETE /api/votes/v1/ballot': () => ({ turn: view.turn }),
  }
  const asked = answering(answers)
  const screen = await render(Stage, { now: now() })
  await expect.element(page.getByRole('heading', { name: /เรื่องใดควรทำก่อน|What comes first/ })).toBeVisible()
  return { asked, answers, view, screen }
}
const put = (asked: readonly Asked[]) => asked.filter(({ question }) => question === 'PUT /api/votes/v1/ballot').map(({ body }) => body)
const said = (words: string) => expect.element(page.getByText(words)).toBeVisible()

const network = globalThis.fetch
beforeEach(async () => {
  await page.viewport(820, 1180)
  localStorage.clear()
  remember('language', 'th')
})
afterEach(() => {
  globalThis.fetch = network
  chooseTheme('light')
})

describe('[VO11] a ballot is kept on the tablet at once, sent by itself, and says in words where it is', () => {
  test('what is left is always visible; nothing goes over it; the whole ballot is sent', async () => {
    const { asked } = await openBallot({ kind: 'dots', on: 'group', budget: 3 })
    await said('ยังไม่ได้ลงคะแนน')
    const more = page.getByRole('button', { name: 'เพิ่ม' })
    await more.nth(1).click()
    await more.nth(1).click()
    await said('เหลือ 1 จุด')
    await more.nth(0).click()
    await said('ให้ครบทุกจุดแล้ว')
    await expect.element(more.nth(2)).toBeDisabled()
    await said('ส่งแล้ว แก้ได้จนปิด')
    expect(put(asked).at(-1)).toEqual({ ballot: { kind: 'dots', marks: { c1: 1, c2: 2 } }, turn: put(asked).length })
  })

  test('without a connection it is kept over a reload and sent when somebody answers', async () => {
    const { answers, asked, screen } = await openBallot({ kind: 'dots', on: 'group' })
    answers['PUT /api/votes/v1/ballot'] = 'silence'
    await page.getByRole('button', { name: 'เพิ่ม' }).nth(0).click()
    await said('เก็บไว้ในเครื่องแล้ว จะส่งเมื่อเชื่อมต่อได้')
    await screen.unmount()
    await render(Stage, { now: now() })
    await said('เหลือ 4 จุด')
    answers['PUT /api/votes/v1/ballot'] = (body) => body as object
    dispatchEvent(new Event('online'))
    await said('ส่งแล้ว 1 จาก 5 จุด แก้ได้จนปิด')
    // Tried again under the same turn: whatever became of the first try, it counts once.
    expect(new Set(put(asked).map((body) => JSON.stringify(body))).size).toBe(1)
  })

  test('what is changed after an answer was lost is not taken for the work of another tablet', async () => {
    const { answers, view } = await openBallot({ kind: 'dots', on: 'group' })
    // The box as the server keeps it; the answer to the first ballot is lost on its way.
    let box = { turn: 0, ballot: '' }
    let lost = true
    answers['PUT /api/votes/v1/ballot'] = (body) => {
      const { ballot, turn } = body as { ballot: Ballot; turn: number }
      const same = turn === box.turn && JSON.stringify(ballot) === box.ballot
      if (!same && turn <= box.turn) return refuse(409, 'record/changed', 'เปลี่ยนไปแล้ว')
      box = { turn, ballot: JSON.stringify(ballot) }
      Object.assign(view, { mine: { ballot, turn }, turn: turn + 1 })
      if (lost) throw new TypeError('Failed to fetch')
      return { ballot, turn }
    }
    const more = page.getByRole('button', { name: 'เพิ่ม' }).nth(0)
    await more.click()
    await said('เก็บไว้ในเครื่องแล้ว จะส่งเมื่อเชื่อมต่อได้')
    lost = false
    await more.click()
    await more.click()
    await said('ส่งแล้ว 3 จาก 5 จุด แก้ได้จนปิด')
    await expect.poll(() => JSON.parse(box.ballot)).toEqual({ kind: 'dots', marks: { c1: 3 } })
    await said('เหลือ 2 จุด')
  })

  test('what another tablet of the same person has cast meanwhile is shown', async () => {
    const { answers, view } = await openBallot({ kind: 'dots', on: 'group' })
    answers['PUT /api/votes/v1/ballot'] = refuse(409, 'record/changed', 'เปลี่ยนไปแล้ว')
    Object.assign(view, { mine: { ballot: { kind: 'dots', marks: { c4: 5 } }, turn: 7 }, turn: 8 })
    await page.getByRole('button', { name: 'เพิ่ม' }).nth(0).click()
    await said('แก้จากอีกเครื่องหนึ่งแล้ว นี่คือคะแนนล่าสุด')
    await said('ให้ครบทุกจุดแล้ว')
  })

  test('too late: the results are shown, and nothing more is sent', async () => {
    const { answers, asked, view } = await openBallot({ kind: 'dots', on: 'group' })
    answers['PUT /api/votes/v1/ballot'] = refuse(409, 'vote/closed', 'ปิดแล้ว')
    const { setup, choices } = view.vote
    const counted = [{ ballot: { kind: 'dots' as const, marks: { c2: 5 } }, groupId: undefined, proxy: false }]
    Object.assign(view, {
      may: false,
      vote: { ...view.vote, state: 'closed', results: tally({ setup, choices, counted, seats: 5, compared: false }) },
    })
    await page.getByRole('button', { name: 'เพิ่ม' }).nth(0).click()
    await said('ลงคะแนนแล้ว 1 จาก 5 คน')
    await said('5 จุด')
    expect(put(asked)).toHaveLength(1)
    expect(localStorage.getItem('ballot:v1:s1')).toBe('null')
  })
})

describe('[VO12] each kind of ballot is filled in by tap and by keyboard', () => {
  test('rating: one idea at a time, arrows choose, and the next comes', async () => {
    const { asked } = await openBallot({ kind: 'rating', on: 'group' })
    await said('เรื่องที่ 1 จาก 4')
    const impact = page.getByRole('radiogroup', { name: 'ผลที่เกิดกับเมือง' })
    await impact.getByRole('radio', { name: '4' }).click()
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(impact.getByRole('radio', { name: '5' })).toBeChecked()
    for (const name of ['ทำได้จริง', 'ความใหม่']) await page.getByRole('radiogroup', { name }).getByRole('radio', { name: '2' }).click()
    await said('ส่งแล้ว 1 จาก 4 เรื่อง แก้ได้จนปิด')
    await page.getByRole('button', { name: 'ถัดไป' }).click()
    await said('เรื่องที่ 2 จาก 4')
    await expect.poll(() => put(asked).at(-1)).toMatchObject({ ballot: { marks: { c1: { impact: 5, feasibility: 2, newness: 2 } } } })
  })

  test('ranking: in the order of tapping, moved up and taken out', async () => {
    const { asked } = await openBallot({ kind: 'ranking', on: 'group', budget: 2 })
    for (const text of [texts[2]!, texts[0]!]) await page.getByRole('button', { name: text, exact: true }).click()
    await said('เลือกครบแล้ว')
    await page.getByRole('button', { name: `เลื่อนขึ้น: ${texts[0]}` }).click()
    await expect.poll(() => put(asked).at(-1)).toMatchObject({ ballot: { marks: ['c1', 'c3'] } })
    await page.getByRole('button', { name: `เอาออก: ${texts[2]}` }).click()
    await expect.poll(() => put(asked).at(-1)).toMatchObject({ ballot: { marks: ['c1'] } })
  })

  test('pairs: every choice meets every other once; the second tap of a double tap does not answer the next pair', async () => {
    const { asked } = await openBallot({ kind: 'pairs', on: 'given' })
    const marked = () => (put(asked).at(-1) as { ballot: { marks: [string, string][] } } | undefined)?.ballot.marks
    const first = page.getByRole('button', { pressed: false }).first()
    await said('คู่ที่ 1 จาก 6')
    await userEvent.dblClick(first.element())
    for (let pair = 2; pair <= 6; pair++) {
      await said(`คู่ที่ ${pair} จาก 6`)
      if (pair === 2) await expect.poll(() => marked()?.length).toBe(1)
      await first.click()
    }
    await said('ตอบครบทุกคู่แล้ว')
    await expect.poll(() => marked()?.length).toBe(6)
    const marks = marked()!
    expect(new Set(marks.map((pair) => [...pair].sort().join(' '))).size).toBe(6)
  })

  test('yes-no and points', async () => {
    const first = await openBallot({ kind: 'yes-no', on: 'group' })
    await page.getByRole('group', { name: texts[1]! }).getByRole('button', { name: 'ไม่เห็นด้วย' }).click()
    await expect.poll(() => put(first.asked).at(-1)).toMatchObject({ ballot: { marks: { c2: 'no' } } })
    await first.screen.unmount()
    localStorage.clear()
    const { asked } = await openBallot({ kind: 'points', on: 'group' })
    await page.getByRole('spinbutton', { name: texts[3]! }).fill('250')
    await userEvent.keyboard('{Tab}')
    await said('แบ่งครบแล้ว')
    await expect.poll(() => put(asked).at(-1)).toMatchObject({ ballot: { marks: { c4: 100 } } })
  })
})

describe('[VO13] axe finds nothing on any ballot, and every target is a finger wide', () => {
  const looks = voteKinds.flatMap(
    (kind) =>
      [
        { kind, language: 'th', theme: 'light', width: 820 },
        { kind, language: 'en', theme: 'dark', width: 390 },
      ] as const,
  )
  test.each(looks)('$kind, $language, $theme, $width px', async ({ kind, language, theme, width }) => {
    await page.viewport(width, 1180)
    remember('language', language)
    chooseTheme(theme)
    const { screen } = await openBallot({ kind, on: 'group', ...(kind === 'rating' && { scale: '0-10' as const }) })
    await expect.element(page.getByText(language === 'th' ? 'ยังไม่ได้ลงคะแนน' : 'Not cast yet')).toBeVisible()
    expect(await findings()).toEqual([])
    expect(tooSmall(screen.container)).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
  })
})

test('[VO11, VO22] abstaining and clearing wait in a menu and ask first; marks that are all taken away withdraw the ballot', async () => {
  const { asked } = await openBallot({ kind: 'dots', on: 'group' }, { mine: { kind: 'dots', marks: { c1: 3, c2: 2 } }, turn: 2 })
  const choose = async (deed: string) => {
    await page.getByRole('button', { name: 'งดออกเสียง หรือล้างคะแนน' }).click()
    await page.getByRole('button', { name: deed, exact: true }).click()
  }
  const dialog = page.getByRole('dialog')
  for (const deed of ['งดออกเสียง', 'ล้างคะแนนของฉัน']) {
    await choose(deed)
    await dialog.getByRole('button', { name: 'ยกเลิก' }).click()
    await said('ให้ครบทุกจุดแล้ว')
  }
  expect(asked.some(({ question }) => question !== 'GET /api/votes/v1')).toBe(false)
  await choose('งดออกเสียง')
  await dialog.getByRole('button', { name: 'งดออกเสียง' }).click()
  await said('งดออกเสียงแล้ว เปลี่ยนใจได้จนปิด')
  expect(put(asked).at(-1)).toMatchObject({ ballot: { kind: 'dots', marks: {} } })
  await page.getByRole('button', { name: 'เพิ่ม' }).nth(0).click()
  await said('ส่งแล้ว 1 จาก 5 จุด แก้ได้จนปิด')
  await page.getByRole('button', { name: 'ลด' }).nth(0).click()
  await said('ยังไม่ได้ลงคะแนน')
  await expect.poll(() => asked.at(-1)?.question).toBe('DELETE /api/votes/v1/ballot')
})
