import { afterAll, beforeAll, expect, test } from 'vitest'
import { atBoard, openHall, here, picture, saved, sees, sitDown, write, type Hall } from './hall.ts'
import { until } from '../helpers/until.ts'

let hall: Hall
beforeAll(async () => void (hall = await openHall()))
afterAll(() => hall?.close())

test('[RO1] the road of one idea: two tablets, the wall and the facilitator see it, and all say it is saved', async () => {
  const { answer, facilitator } = await hall.seminar('น้ำท่วมกรุงเทพมหานคร')
  const desk = await facilitator.newPage()
  await desk.goto(`/console/${answer.seminarId}`)
  const somsri = await hall.someone('portrait')
  const wichai = await hall.someone('landscape')
  await sitDown(hall, somsri, answer, 'สมศรี', 'กลุ่ม 1')
  await sitDown(hall, wichai, answer, 'วิชัย', 'กลุ่ม 1')
  const wall = await facilitator.newPage()
  await wall.setViewportSize({ width: 1920, height: 1080 })
  await wall.goto(`/present/${answer.boards[0]!.id}`)

  await write(somsri, 'ลอกท่อระบายน้ำให้เสร็จก่อนเดือนพฤษภาคม')
  await write(wichai, 'เครื่องสูบน้ำต้องมีอะไหล่สำรองทุกเขต')
  for (const page of [somsri, wichai, wall]) {
    await sees(page, 'ลอกท่อระบายน้ำให้เสร็จก่อนเดือนพฤษภาคม')
    await sees(page, 'เครื่องสูบน้ำต้องมีอะไหล่สำรองทุกเขต')
  }
  await sees(desk, 'เครื่องสูบน้ำต้องมีอะไหล่สำรองทุกเขต')
  await saved(somsri)
  await saved(wichai)
  await picture(somsri, 'road-tablet')
  await picture(wall, 'road-wall')
  await picture(desk, 'road-desk')

  const listed = await facilitator.request.get(`/api/boards/${answer.boards[0]!.id}/ideas`)
  expect(JSON.stringify(await listed.json())).toContain('ลอกท่อระบายน้ำให้เสร็จก่อนเดือนพฤษภาคม')
})

test('[RO2] joining takes a code, a name and two taps', async () => {
  const { answer } = await hall.seminar('คุณภาพอากาศ', 1)
  const page = await hall.someone('phone')
  await page.goto('/')
  await page.getByLabel('รหัสเข้าร่วม 6 หลัก').first().pressSequentially(answer.joinCode)
  await page.getByLabel('ชื่อของท่าน').fill('มาลี')
  await page.getByRole('button', { name: 'เข้าสู่กระดาน' }).click()
  await atBoard(page)
  expect(new URL(page.url()).pathname).toBe(`/board/${answer.boards[0]!.id}`)
})

test('[RO3] a wrong code gets a plain sentence and no hint', async () => {
  const page = await hall.someone('phone')
  await page.goto('/join#999999')
  await page.getByText('รหัสนี้ใช้ไม่ได้').first().waitFor()
})

test('[RO4] the server is killed under the writers` hands; all comes back, once', async () => {
  const { answer, facilitator } = await hall.seminar('ขยะในคลอง', 1)
  const somsri = await hall.someone('portrait')
  await sitDown(hall, somsri, answer, 'สมศรี')
  await write(somsri, 'ก่อนไฟดับ')
  await saved(somsri)
  await hall.kill()
  await write(somsri, 'ระหว่างไฟดับ')
  await somsri.getByText('ออฟไลน์').first().waitFor()
  await hall.start()
  await saved(somsri)
  await write(somsri, 'หลังไฟดับ')
  await until('all three are stored once', async () => {
    const response = await facilitator.request.get(`/api/boards/${answer.boards[0]!.id}/ideas`)
    const texts = ((await response.json()) as { text: string }[]).map((idea) => idea.text).sort()
    return JSON.stringify(texts) === JSON.stringify(['ก่อนไฟดับ', 'ระหว่างไฟดับ', 'หลังไฟดับ'])
  })
})

test('[RO5] what was written offline survives a reload of the tablet and is saved afterwards', async () => {
  const { answer } = await hall.seminar('ทางเท้า', 1)
  const page = await hall.someone('portrait')
  await sitDown(hall, page, answer, 'อรุณ')
  await write(page, 'ออนไลน์อยู่')
  await saved(page)
  await until('the page is kept', () => page.evaluate(async () => (await caches.match('/')) !== undefined), { timeoutMs: 30_000 })
  await page.context().setOffline(true)
  await write(page, 'เขียนตอนเน็ตหลุด')
  await page.getByText('ออฟไลน์').first().waitFor()
  await page.reload()
  await page.getByText('เขียนตอนเน็ตหลุด').first().waitFor()
  await page.context().setOffline(false)
  await saved(page)
  const other = await hall.someone('phone')
  await sitDown(hall, other, answer, 'เพื่อน')
  await other.getByText('เขียนตอนเน็ตหลุด').first().waitFor()
})

test('[RO6] a closed seminar can be read and no longer written', async () => {
  const { answer, facilitator } = await hall.seminar('ปิดงาน', 1)
  const page = await hall.someone('portrait')
  await sitDown(hall, page, answer, 'ปรีชา')
  await write(page, 'ข้อเสนอสุดท้าย')
  await saved(page)
  const closed = await facilitator.request.post(`/api/seminars/${answer.seminarId}/close`)
  expect(closed.ok()).toBe(true)
  await page.getByText('กระดานนี้ปิดแล้ว').first().waitFor()
  await page.getByText('ข้อเสนอสุดท้าย').first().waitFor()
  const bundle = await facilitator.request.get(`/api/seminars/${answer.seminarId}/export.zip`)
  expect((await bundle.body()).subarray(0, 2).toString()).toBe('PK')
})

test('[RO7] the join page, the QR and the facilitator`s link on another device lead where they say', async () => {
  const { answer } = await hall.seminar('สองจอ', 2)
  const other = await hall.someone('laptop')
  await other.goto(here(hall, answer.facilitatorUrl))
  await other.getByText('กลุ่ม 2').first().waitFor()
  expect(new URL(other.url()).pathname).toBe(`/console/${answer.seminarId}`)
})
