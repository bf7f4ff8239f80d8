// Measures the canvas as the screens' goals ask: 1180 x 820, main thread slowed four times. Usage: node measure.mjs <folder of the built harness> [ideas]
import { createServer } from 'node:http'
import { existsSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { chromium } from 'playwright'

const say = (...words) => process.stdout.write(`${words.join(' ')}\n`)
const [, , folder, ideas = '1000', template = 'swot'] = process.argv
const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' }
const server = createServer((request, answer) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  const file = folder + (pathname !== '/' && existsSync(folder + pathname) ? pathname : '/index.html')
  answer.setHeader('content-type', types[extname(file)] ?? 'text/plain')
  answer.end(readFileSync(file))
}).listen(0)
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
const page = await browser.newPage({ viewport: { width: 1180, height: 820 } })
const cdp = await page.context().newCDPSession(page)
await cdp.send('Emulation.setCPUThrottlingRate', { rate: Number(process.env['RATE'] ?? 4) })
await page.addInitScript(() => {
  const seen = () => {
    if (document.querySelector('[data-idea]') || document.querySelector('canvas:not([hidden])'))
      requestAnimationFrame(() => setTimeout(() => performance.mark('painted')))
    else requestAnimationFrame(seen)
  }
  requestAnimationFrame(seen)
})
await page.goto(`http://127.0.0.1:${server.address().port}/?n=${ideas}&template=${template}`)
await page.waitForFunction(() => performance.getEntriesByName('painted').length > 0)
await page.waitForTimeout(1500)
const painted = await page.evaluate(() => ({
  painted: Math.round(performance.getEntriesByName('painted')[0].startTime),
  afterDocument: Math.round(performance.getEntriesByName('painted')[0].startTime - performance.getEntriesByName('board-made')[0].startTime),
  cards: document.querySelectorAll('[data-idea]').length,
}))
say('board', JSON.stringify(painted))

const watch = () =>
  page.evaluate(() => {
    globalThis.frames_ = []
    globalThis.watching = true
    let last = performance.now()
    const step = (now) => {
      globalThis.frames_.push(now - last)
      last = now
      if (globalThis.watching) requestAnimationFrame(step)
    }
    requestAnimationFrame(step)
  })
const report = async (what) => {
  const frames = await page.evaluate(() => {
    globalThis.watching = false
    return globalThis.frames_.slice(2)
  })
  frames.sort((a, b) => a - b)
  const at = (part) => frames[Math.floor(frames.length * part)]?.toFixed(1)
  say(what.padEnd(22), 'frames', frames.length, 'p50', at(0.5), 'p95', at(0.95), 'p99', at(0.99), 'max', frames.at(-1)?.toFixed(1))
}
const metrics = async () => Object.fromEntries((await cdp.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]))
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
const measured = async (what, act) => {
  const before = await metrics()
  const start = Date.now()
  await watch()
  await act()
  await report(what)
  const after = await metrics()
  const seconds = (Date.now() - start) / 1000
  say(
    ' '.repeat(22),
    'script ms/s',
    Math.round(((after.ScriptDuration - before.ScriptDuration) * 1000) / seconds),
    'task ms/s',
    Math.round(((after.TaskDuration - before.TaskDuration) * 1000) / seconds),
  )
}
const drag = async (from, to, steps, options) => {
  await page.mouse.move(...from)
  await page.mouse.down(options)
  for (let i = 1; i <= steps; i++)
    await page.mouse.move(from[0] + ((to[0] - from[0]) * i) / steps, from[1] + ((to[1] - from[1]) * i) / steps)
  await page.mouse.up(options)
}
const middle = { button: 'middle' }
await measured('pan', async () => {
  for (let i = 0; i < 3; i++) {
    await drag([900, 700], [200, 100], 60, middle)
    await drag([200, 300], [900, 600], 60, middle)
  }
})
const zoom = async (steps, delta) => {
  await page.keyboard.down('Control')
  for (let i = 0; i < steps; i++) await page.mouse.wheel(0, delta)
  await page.keyboard.up('Control')
  await page.waitForTimeout(400)
}
await page.mouse.move(590, 410)
await measured('zoom out and in', async () => {
  for (let i = 0; i < 3; i++) {
    await zoom(60, 4)
    await zoom(60, -4)
  }
})
const card = async () => {
  const box = await page.evaluate(() => {
    const all = [...document.querySelectorAll('[data-idea]')].map((element) => element.getBoundingClientRect())
    const inside = all.find(({ x, y }) => x > 200 && x < 700 && y > 200 && y < 500)
    return [inside.x + 30, inside.y + 20]
  })
  return box
}
await measured('drag an idea', async () => {
  for (let i = 0; i < 3; i++) {
    const from = await card()
    await drag(from, [from[0] + 160, from[1] + 120], 60)
  }
})
const edits = (perSecond, ms) =>
  page.evaluate(
    ([perSecond, ms]) =>
      new Promise((done) => {
        const ids = [...remote.getMap('ideas').keys()]
        let made = 0
        const start = performance.now()
        const timer = setInterval(() => {
          const due = Math.min(perSecond * 0.1, ((performance.now() - start) / 1000) * perSecond - made)
          for (let i = 0; i < due; i++, made++) {
            const id = ids[(made * 7919) % ids.length]
            remote.getMap('ideas').get(id).get('text').insert(0, 'ก')
            if (made % 5 === 0) remote.getMap('ideas').get(id).get('text').delete(0, 1)
          }
          if (performance.now() - start > ms) {
            clearInterval(timer)
            done(made)
          }
        }, 16)
      }),
    [perSecond, ms],
  )
await measured('500 remote edits/s', () => edits(500, 4000))
await page.keyboard.press('0')
await page.getByRole('button', { name: 'ดูทั้งกระดาน' }).click()
await page.waitForTimeout(1500)
await measured('whole board: pan', async () => {
  for (let i = 0; i < 3; i++) {
    await drag([900, 600], [300, 200], 60, middle)
    await drag([300, 200], [900, 600], 60, middle)
  }
})
await measured('whole board: edits', () => edits(500, 4000))
const heap = await cdp.send('Runtime.getHeapUsage')
await cdp.send('HeapProfiler.collectGarbage')
say(
  'heap MiB',
  ((await cdp.send('Runtime.getHeapUsage')).usedSize / 1048576).toFixed(1),
  'before collection',
  (heap.usedSize / 1048576).toFixed(1),
)
await browser.close()
server.close()
