import { strFromU8, unzipSync } from 'fflate'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { cutWords } from '#shared/thai/words.ts'
import { themeFileName } from '../../server/documents/theme-exports.ts'
import { themesValue } from '../../server/documents/theme-json.ts'
import { layThemePage, type } from '../../server/documents/theme-page-fit.ts'
import { themeTable } from '../../server/documents/theme-table.ts'
import { writeThemes } from '../../server/documents/theme-writing.ts'
import { pressThemes } from '../../server/documents/theme-exports.ts'
import type { ThemeSheet } from '../../server/documents/theme-sheet.ts'
import { hostileTexts } from './hostile-texts.ts'
import { piecesOf, pagesOf } from './pdf-pieces.ts'
import { themeSheet } from './theme-sheets.ts'

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
const hostile = themeSheet({
  themes: 40,
  groups: 12,
  ideas: 300,
  texts: hostileTexts,
  labels: hostileTexts,
  names: hostileTexts,
  aloneFrom: 30,
})
const pdf = async (sheet: ThemeSheet) => writeThemes({ format: 'pdf', picture: 'map', sheet })

/** t0 has two ideas and a copy of the first; t1 one that people filed; i4 is in none, i5 was set aside. */
const small = (): ThemeSheet => {
  const sheet = themeSheet({ themes: 2, groups: 2, ideas: 6 })
  const given: Record<string, object> = {
    i0: { zone: 'causes' },
    i1: { theme: 't1', filed: true, strength: 1, language: 'en' },
    i2: { theme: 't0', strength: 0.9 },
    i3: { theme: 't0', copyOf: 'i0' },
    i4: { theme: undefined },
    i5: { theme: undefined, parked: true },
  }
  return {
    ...sheet,
    themes: { ...sheet.themes, ideas: sheet.themes.ideas.map((idea) => ({ ...idea, groupId: 'g0' as never, ...given[idea.id] })) },
    refined: { i0: 'ถ้อยคำที่ปรับแล้ว' },
    notes: { t1: 'ห้องเห็นตรงกัน' },
    parked: { i5: { reason: 'นอกประเด็น', at: 5 } },
    zones: { causes: { th: 'สาเหตุ', en: 'Causes' } },
    votes: [
      {
        id: 'v1' as never,
        title: { th: 'เลือกสามข้อ', en: 'Pick three' },
        setup: { kind: 'dots' },
        choices: [{ id: 'c0', text: 'ก', ideaId: 'i2' as never }],
        results: { ranked: [{ choice: 'c0', rank: 1, score: 7, spread: 0.25, marked: 4 }] },
      },
    ],
  }
}

describe('themes as tables and for programs', () => {
  it('[PX12] every idea stands once: under its theme with its copies behind it, then the unfiled, then those set aside', () => {
    const { rows } = themeTable(small())
    const [head, ...lines] = rows
    const column = (title: string) => lines.map((line) => line[head!.indexOf(title)])
    expect(column('รหัสความคิดเห็น')).toEqual(['i2', 'i0', 'i3', 'i1', 'i4', 'i5'])
    expect(column('รหัสประเด็นร่วม')).toEqual(['t0', 't0', 't0', 't1', '', ''])
    expect(column('ใกล้เคียงกับ (รหัส)')).toEqual(['', '', 'i0', '', '', ''])
    expect(column('จำนวนข้อที่ใกล้เคียง')).toEqual(['', '1', '', '', '', ''])
    expect(column('ข้อความที่ปรับแล้ว')).toEqual(['', 'ถ้อยคำที่ปรับแล้ว', '', '', '', ''])
    expect(column('จัดโดย')).toEqual(['ระบบ', 'ระบบ', 'ระบบ', 'คน', '', ''])
    expect(column('พักไว้เพราะ').at(-1)).toBe('นอกประเด็น')
    expect(column('ช่อง')[1]).toBe('สาเหตุ')
    expect(column('คะแนน: เลือกสามข้อ')).toEqual(['7', '', '', '', '', ''])
    expect(column('ข้อความเดิม')).toEqual(
      ['i2', 'i0', 'i3', 'i1', 'i4', 'i5'].map((id) => small().themes.ideas.find((one) => one.id === id)!.text),
    )
  })
  it('[PX12] JSON gives themes with the ids of their ideas, every text as it was, votes, and no seat', () => {
    const value = themesValue(small())
    expect(value.themes.map(({ id, ideaIds, voices, groups, note }) => [id, ideaIds, voices, groups, note])).toEqual([
      ['t0', ['i2', 'i0', 'i3'], 2, { g0: 2 }, undefined],
      ['t1', ['i1'], 1, { g0: 1 }, 'ห้องเห็นตรงกัน'],
    ])
    expect(value.unfiled).toEqual(['i4'])
    expect(value.ideas.find(({ id }) => id === ('i5' as never))).toMatchObject({ parked: { reason: 'นอกประเด็น', at: 5 } })
    expect(value.votes[0]).toMatchObject({ choices: [{ ideaId: 'i2', theme: 't0', score: 7 }], mostVoted: [{ theme: 't0', score: 7 }] })
    const hostileValue = JSON.parse(text(new TextEncoder().encode(JSON.stringify(themesValue(hostile))))) as ReturnType<typeof themesValue>
    expect(hostileValue.ideas.map((idea) => idea.text)).toEqual(hostileTexts.map((one) => JSON.parse(JSON.stringify(one)) as string))
    expect(JSON.stringify(value)).not.toMatch(/"by"|seat/)
  })
  it('[PX12] 300 hostile texts: in CSV and XLSX every cell and header is text, nothing is computed, nothing is lost', async () => {
    const csv = text(await writeThemes({ format: 'csv', picture: 'map', sheet: hostile }))
    const { data, errors } = Papa.parse<string[]>(csv.slice(1), { skipEmptyLines: true })
    expect(errors).toEqual([])
    expect(data).toHaveLength(301)
    for (const cell of data.flat()) expect(cell).not.toMatch(/^[\s\p{Cf}]*[=+\-@＝＋－＠%|]/u)
    const files = unzipSync(await writeThemes({ format: 'xlsx', picture: 'map', sheet: hostile }))
    for (const [path, bytes] of Object.entries(files)) {
      const xml = strFromU8(bytes)
      if (/worksheets\/sheet/.test(path)) expect([...xml.matchAll(/<c [^>]*>/g)].every(([cell]) => / t="s"| *\/>$/.test(cell))).toBe(true)
      expect(xml).not.toMatch(/<f[ >]|<hyperlink|TargetMode="External"/)
    }
  })
})

describe('pictures of themes', { timeout: 120_000 }, () => {
  it.each(['map', 'matrix'] as const)(
    '[PX13] the %s as SVG holds shapes and text alone, asks for nothing, and is well-formed whatever the texts are',
    async (picture) => {
      const svg = text(await writeThemes({ format: 'svg', picture, sheet: hostile }))
      const bare = svg.replace(/<style>.*?<\/style>/s, '')
      expect(new Set([...bare.matchAll(/<\/?([a-z]+)/g)].map(([, tag]) => tag))).toEqual(
        new Set(picture === 'map' ? ['svg', 'rect', 'g', 'text'] : ['svg', 'rect', 'g', 'text', 'line']),
      )
      expect(bare.replace('xmlns="http://www.w3.org/2000/svg"', '').replace(/>[^<]*</g, '><')).not.toMatch(/https?:|href|on\w+=|url\(/)
      const [style] = /<style>.*?<\/style>/s.exec(svg)!
      expect([...style.matchAll(/url\((.{0,21})/g)].map(([, url]) => url)).toEqual(Array(2).fill('data:font/ttf;base64,'))
      expect(svg).toContain('40 ประเด็นร่วม')
      expect(svg).toContain('กลุ่มเดียว')
    },
  )
  it('[PX13] PNGs are painted at two pixels a unit, within bounds with sixty themes and forty groups', async () => {
    const sheet = themeSheet({
      themes: 80,
      groups: 40,
      ideas: 1_000,
      names: Array.from({ length: 40 }, (_, at) => `กลุ่ม ${at + 1} สำนักงานเขต`),
    })
    for (const picture of ['map', 'matrix'] as const) {
      const png = await pressThemes({ format: 'png', picture, sheet })
      const view = new DataView(png.buffer, png.byteOffset)
      const [width, height] = [view.getUint32(16), view.getUint32(20)]
      expect(width).toBe(3_200)
      expect(width * height).toBeLessThan(28_000_000)
    }
  })
})

describe('what the room said, on one page', { timeout: 120_000 }, () => {
  it('[PX14] says title, date in the Buddhist year, figures, themes by breadth with their words, and what one group alone said', async () => {
    const sheet = themeSheet({ themes: 4, groups: 4, aloneFrom: 3 })
    const pieces = piecesOf(await pdf(sheet))
    expect(pieces.slice(0, 4)).toEqual([
      sheet.seminar.title,
      'ห้องนี้พูดว่าอะไร',
      '27 พฤศจิกายน 2569 เวลา 15.05 น.',
      '24 ความคิดเห็น · 4 ประเด็นร่วม · 4 จาก 4 กลุ่ม',
    ])
    // As on the screens: all ideas, and how many of them say something of their own.
    const [first, ...others] = sheet.themes.ideas
    const copied = {
      ...sheet,
      themes: { ...sheet.themes, ideas: [first!, { ...others[3]!, copyOf: first!.id }, ...others.toSpliced(3, 1)] },
    }
    expect((await pdf(copied).then(piecesOf))[3]).toBe('24 ความคิดเห็น (ไม่ซ้ำกัน 23) · 4 ประเด็นร่วม · 4 จาก 4 กลุ่ม')
    for (const label of ['น้ำท่วม · ทางระบายน้ำ', 'เครื่องสูบน้ำ', 'ซอยต่ำกว่าถนน']) expect(pieces).toContain(label)
    expect(pieces.indexOf('มีกลุ่มเดียวที่พูด')).toBeLessThan(pieces.indexOf('ซอยต่ำกว่าถนน'))
    expect(pieces).toContain('กลุ่ม 1: 1, กลุ่ม 2: 2, กลุ่ม 3: 2, กลุ่ม 4: 1')
  })
  it('[PX14] what is copied out of it is what was written: no า is lost, nothing broken inside a word', async () => {
    const said = 'ทำความสะอาดคลองน้ำเน่าทุกสำนักงานเขต ไม่ต้องรอคำสั่ง กำหนดเป็นงานประจำ และให้ผู้นำชุมชนร่วมทำทุกเดือนตลอดทั้งปี'
    const sheet = themeSheet({ themes: 1, groups: 2, ideas: 6, texts: [said] })
    const pieces = piecesOf(await pdf(sheet)).join('\n')
    expect(pieces.replace(/\s/g, '')).toContain(said.replace(/\s/g, ''))
    const [entry] = layThemePage(themeSheet({ themes: 1, groups: 2, ideas: 6, texts: [said.replaceAll(' ', '').repeat(2)] })).main
    const whole = `“${said.replaceAll(' ', '').repeat(2)}”`
    let at = 0
    const borders = new Set(cutWords(whole).map((word) => (at += word.length)))
    expect(entry!.sayings[0]!).toHaveLength(2)
    expect(borders).toContain(entry!.sayings[0]![0]!.length)
  })
  it('[PX14] is one page whatever there is, and counts and names what has no room', async () => {
    const long = 'ประเด็นที่ยาวมากเกี่ยวกับการบริหารจัดการน้ำและสิ่งแวดล้อมเมืองในฤดูฝนของกรุงเทพมหานคร'
    for (const sheet of [
      themeSheet({ themes: 1, groups: 1, ideas: 0 }),
      themeSheet({ themes: 3, groups: 2 }),
      themeSheet({ themes: 90, groups: 40, ideas: 2_000, labels: [long], names: [long], texts: [long.repeat(20)], aloneFrom: 45 }),
      hostile,
    ]) {
      const bytes = await pdf(sheet)
      expect(pagesOf(bytes)).toBe(1)
      const page = layThemePage(sheet)
      const used = [...page.main, ...page.minor].reduce((sum, { height }) => sum + height, page.top)
      expect(used + page.others.length * type.small.line).toBeLessThanOrEqual(page.foot)
      expect(page.others[0]?.startsWith(`และอีก ${page.left.main} ประเด็นร่วม: `)).toBe(page.left.main > 0 || undefined)
      expect(piecesOf(bytes)).toEqual(expect.arrayContaining(page.others))
      if (page.left.minor > 0) expect(piecesOf(bytes)).toContain(`และอีก ${page.left.minor} ประเด็นที่มีกลุ่มเดียวพูด`)
    }
  })
  it('[PX14] a theme speaks in the note takers’ words where they wrote some, else in refined wording, in either language', async () => {
    const sheet = themeSheet({ themes: 2, groups: 2 }, { notes: { t0: 'ห้องเห็นตรงกันว่าต้องลอกท่อ' }, refined: { i1: 'ซ่อมเครื่องสูบน้ำก่อนหน้าฝน' } })
    const pieces = piecesOf(await pdf(sheet))
    expect(pieces).toContain('ห้องเห็นตรงกันว่าต้องลอกท่อ')
    expect(pieces).toContain('“ซ่อมเครื่องสูบน้ำก่อนหน้าฝน”')
    expect(piecesOf(await pdf({ ...sheet, language: 'en' }))).toContain('What the room said')
  })
  it('[PX14] files are called after what they are', () => {
    const sheet = themeSheet({ themes: 1 })
    expect(themeFileName({ format: 'pdf', picture: 'map', sheet })).toMatch(/^ห้องนี้พูดว่าอะไร-กรุงเทพฯ.*-2026-11-27\.pdf$/)
    expect(themeFileName({ format: 'png', picture: 'matrix', sheet })).toMatch(/^ประเด็นร่วมกับกลุ่ม-.*\.png$/)
  })
})
