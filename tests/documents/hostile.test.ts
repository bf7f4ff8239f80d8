import { strFromU8, unzipSync } from 'fflate'
import MarkdownIt from 'markdown-it'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { chromium, type Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { notesOf, refinedOf } from '#shared/theme/shelf.ts'
import * as Y from 'yjs'
import type { BoardSheet, SeminarSheets } from '../../server/documents/sheet.ts'
import { boardExports, seminarExports } from '../../server/documents/board-exports.ts'
import { writeBoardPage, writeIndexPage } from '../../server/documents/page.ts'
import { keptSheet } from '../../server/documents/kept-sheet.ts'
import { writeVotesPage } from '../../server/documents/said-pages.ts'
import { writeThemesPage } from '../../server/documents/said-themes.ts'
import { drawBoard } from '../../server/documents/picture.ts'
import { fileStem, printable } from '../../server/documents/printable.ts'
import { tempFolder } from '../helpers/temp.ts'
import { closedAt, closedSeminar, sheetsOf } from './closed-seminar.ts'
import { hostileTexts } from './hostile-texts.ts'

/** Every text as an idea, and as the name of the seminar, of a group and of a zone in turn. */
const hostileSheets = (): SeminarSheets => {
  const sheets = sheetsOf(closedSeminar())
  const [first] = sheets.boards
  const idea = (text: string, at: number) => ({ ...first!.ideas[0]!, id: `i${at}` as never, text, at })
  const board = (name: string): BoardSheet => ({
    ...first!,
    group: { ...first!.group, name },
    zones: first!.zones.map((zone, at) => ({
      ...zone,
      title: { th: hostileTexts[at]!, en: hostileTexts[17 + at]! },
      hint: { th: name, en: name },
    })),
    ideas: hostileTexts.map(idea),
  })
  return {
    ...sheets,
    seminar: { ...sheets.seminar, title: hostileTexts[18]! },
    boards: [board(hostileTexts[1]!), board(hostileTexts[19]!)],
  }
}
const sheets = hostileSheets()
const one = { ...sheets, ...sheets.boards[0]! }
const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)

describe('300 hostile texts', { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    })
  })
  afterAll(() => browser.close())

  it('[DO6] CSV: with its mark, CRLF, every cell and header text and not formula, nothing lost', async () => {
    expect(hostileTexts).toHaveLength(300)
    const csv = text(await seminarExports.csv.make(sheets))
    expect(csv.startsWith('\ufeff"กลุ่ม","ช่อง"')).toBe(true)
    expect(csv.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const { data, errors } = Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true })
    expect(errors).toEqual([])
    expect(data).toHaveLength(1 + 2 * 300)
    for (const cell of data.flat()) expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠%|]/u)
    expect(data.slice(1, 301).map((row) => row[2]!.replace(/^'/, '').replaceAll('\r\n', '\n'))).toEqual(
      hostileTexts.map((given) => printable(given).replace(/^'/, '')),
    )
  })

  it('[DO7] XLSX: every cell is text, there is no formula, no link and nothing outside', async () => {
    const files = unzipSync(await seminarExports.xlsx.make(sheets))
    for (const [path, bytes] of Object.entries(files)) {
      const xml = strFromU8(bytes)
      if (/worksheets\/sheet/.test(path)) {
        expect(xml).not.toMatch(/<f[ >]|<hyperlink/)
        expect([...xml.matchAll(/<c [^>]*>/g)].every(([cell]) => / t="s"| *\/>$/.test(cell))).toBe(true)
      }
      expect(xml).not.toMatch(/TargetMode="External"|<script|\p{Cs}|[\0-\x08]/u)
    }
  })

  it('[DO8] Markdown: rendered with HTML and links allowed, no element but headings, paragraphs, lists, breaks and code comes of it', async () => {
    const markdown = text(await seminarExports.md.make(sheets))
    const html = new MarkdownIt({ html: true, linkify: true, typographer: true }).render(markdown)
    expect(new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name))).toEqual(
      new Set(['h1', 'h2', 'h3', 'p', 'ul', 'li', 'br', 'code']),
    )
    expect([...html.matchAll(/<h1>/g)]).toHaveLength(1)
    expect([...html.matchAll(/<h2>/g)]).toHaveLength(2)
    expect(html).not.toMatch(/<[a-z0-9]+ /i)
    expect([...html.matchAll(/<li>/g)]).toHaveLength(600)
  })

  it('[DO9] JSON: gives every text back as it was, and no way into the seminar', async () => {
    const json = text(await boardExports.json.make(one))
    const { boards } = JSON.parse(json) as { boards: { ideas: { text: string }[] }[] }
    expect(boards[0]!.ideas.map((idea) => idea.text)).toEqual([...hostileTexts])
    expect(json).not.toContain(sheets.seminar.joinCode)
  })

  it('[DO10] HTML pages: opened in a browser they ask for nothing, run nothing, and show every text as text', async () => {
    const folder = tempFolder('pages')
    const about = { title: sheets.seminar.title, openedAt: closedAt, closedAt, people: 3 }
    writeFileSync(join(folder, 'board.html'), writeBoardPage(sheets.boards[1]!, about, 'th', 'index.html'))
    writeFileSync(
      join(folder, 'index.html'),
      writeIndexPage(
        sheets.boards.map((sheet) => ({ sheet, href: 'board.html' })),
        about,
        'en',
      ),
    )
    const ids = sheets.boards[1]!.ideas.map(({ id }) => id)
    const theme = {
      id: 't1' as never,
      label: hostileTexts[4]!,
      keyphrases: [],
      representatives: [],
      colour: 1,
      born: 1,
      made: 'found' as const,
    }
    const themes = { themes: [theme], ideas: ids.map((id) => ({ id, theme: 't1' as never })), next: 2 }
    const shelf = new Y.Doc()
    notesOf(shelf).set('t1' as never, new Y.Text(hostileTexts[9]!))
    refinedOf(shelf).set(ids[0]!, new Y.Text(hostileTexts[10]!))
    const kept = keptSheet({ ...sheets, boards: [sheets.boards[1]!], themes, shelf, votes: [] })
    writeFileSync(
      join(folder, 'themes.html'),
      writeThemesPage(kept, about, () => 'board.html#n1'),
    )
    const vote = closedSeminar().votes![0]!
    const asked = {
      ...vote,
      title: { th: hostileTexts[5]!, en: hostileTexts[6]! },
      choices: vote.choices.map((choice, at) => ({ ...choice, text: hostileTexts[7 + at]! })),
    }
    writeFileSync(
      join(folder, 'votes.html'),
      writeVotesPage([asked], new Map(), about, 'th', () => undefined),
    )
    const page = await browser.newPage()
    const happened: string[] = []
    page.on('request', (request) => happened.push(request.url()))
    page.on('dialog', (dialog) => happened.push(dialog.message()))
    page.on('console', (message) => happened.push(message.text()))
    for (const name of ['board.html', 'index.html', 'themes.html', 'votes.html']) {
      happened.length = 0
      await page.goto(`file://${folder}/${name}`)
      await page.evaluate(() => document.fonts.ready)
      expect(happened).toEqual([`file://${folder}/${name}`])
      expect(await page.locator('script, img, svg, iframe, base, object, embed, form, link, details').count()).toBe(0)
      expect(
        await page.evaluate(() =>
          [...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames()).filter((n) => n.startsWith('on')),
        ),
      ).toEqual([])
    }
    await page.goto(`file://${folder}/board.html`)
    expect(await page.locator('.idea').allTextContents()).toEqual(hostileTexts.map(printable))
    await page.goto(`file://${folder}/themes.html`)
    const name = printable(sheets.boards[1]!.group.name)
    const [reworded, ...others] = await page.locator('.idea').allTextContents()
    expect(reworded).toBe(`${printable(hostileTexts[10]!).trim()}ต้นฉบับ: ${printable(hostileTexts[0]!)}${name}`)
    expect(others).toEqual(hostileTexts.slice(1).map((one) => printable(one) + name))
    expect(await page.locator('.note').textContent()).toBe(printable(hostileTexts[9]!).trim())
    await page.close()
  })

  it('[DO11] the picture: its drawing is well-formed, holds text and shapes alone, and is painted', async () => {
    const { svg } = drawBoard(sheets.boards[0]!, sheets)
    const page = await browser.newPage()
    const elements = await page.evaluate((source) => {
      const read = new DOMParser().parseFromString(source, 'image/svg+xml')
      return [...new Set([...read.querySelectorAll('*')].map((element) => element.tagName))].sort()
    }, svg)
    await page.close()
    expect(elements).toEqual(['g', 'rect', 'svg', 'text'])
    const png = await boardExports.png.make(one)
    expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  })

  it('[DO12] file names: no separators, no hidden files, no names that a system keeps for itself, never empty', () => {
    for (const hostile of [...hostileTexts, '', '..', '../../etc/passwd', 'CON', 'nul', '.bashrc', 'C:\\x', 'a/b', ' ']) {
      const stem = fileStem(hostile)
      expect(stem).not.toMatch(/[/\\:*?"<>|\0-\x1f]|^\.|\.$/)
      expect(stem).not.toMatch(/^(con|prn|aux|nul|com\d|lpt\d)$/i)
      expect(stem.length).toBeGreaterThan(0)
    }
    expect(fileStem('กลุ่ม 1 คลอง/น้ำ')).toBe('กลุ่ม-1-คลอง-น้ำ')
    for (const title of ['น้ำท่วม'.repeat(30), '🌊'.repeat(200)])
      expect(Buffer.byteLength(boardExports.json.fileName({ ...one, group: { ...one.group, name: title } }))).toBeLessThanOrEqual(255)
  })
})
