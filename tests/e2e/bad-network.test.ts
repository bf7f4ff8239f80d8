import { afterAll, beforeAll, expect, test } from 'vitest'
import type { BrowserContext } from 'playwright'
import type { QuickAnswer } from '#shared/seminar/seminar.ts'
import { openHall, sees, sitDown, type Hall } from './hall.ts'

let hall: Hall
let answer: QuickAnswer
let facilitator: BrowserContext

beforeAll(async () => {
  hall = await openHall()
  ;({ answer, facilitator } = await hall.seminar('เครือข่ายไม่ดี', 1))
})
afterAll(() => hall?.close())

test.each(['open-room', 'th-room', 'esm'])(
  '[TP16] a tablet that could not fetch a piece of the room at first hears of the next phase all the same (%s)',
  async (piece) => {
    const tablet = await hall.someone('portrait')
    let cut = 2
    await tablet.route(new RegExp(`/assets/${piece}-[^/]*\\.js`), (route) => (cut-- > 0 ? route.abort() : route.continue()))
    await sitDown(hall, tablet, answer, 'สมศรี')
    const desk = await facilitator.newPage()
    await desk.goto(`/console/${answer.seminarId}`)
    // The room stands: what comes now comes by its line alone.
    await tablet.getByRole('button', { name: 'ยกมือ' }).waitFor()
    await desk.getByRole('button', { name: 'ให้มองจอใหญ่' }).click()
    await sees(tablet, 'โปรดมองที่จอใหญ่')
    expect(cut).toBeLessThan(2)
    await desk.getByRole('button', { name: 'ให้กลับไปทำต่อ' }).click()
    await tablet.close()
    await desk.close()
  },
)
