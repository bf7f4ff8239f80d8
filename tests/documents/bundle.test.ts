import { unzipSync, zipSync, type Zippable } from 'fflate'
import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import * as Y from 'yjs'
import { beforeAll, describe, expect, it } from 'vitest'
import type { IdeaId, SeatId, ThemeId } from '#shared/id.ts'
import { readIdeas } from '#shared/idea/idea.ts'
import { Refusal } from '#shared/refusal.ts'
import { canonicalHash } from '#shared/sync/canon.ts'
import type { KeptThemes } from '#shared/theme/kept.ts'
import { notesOf, parkedOf, refinedOf, shelfRoom } from '#shared/theme/shelf.ts'
import { verifyBundle, writeBundle, type BundleOf } from '../../server/documents/bundle.ts'
import { keptSheet } from '../../server/documents/kept-sheet.ts'
import type { Manifest } from '../../server/documents/manifest.ts'
import { seal } from '../../server/documents/seal.ts'
import { RoomIndex } from '../../server/sync/room-index.ts'
import { chunk, pngOf } from '../board/png.ts'
import { closedSeminar, sheetsOf } from './closed-seminar.ts'
import { piecesOf } from './pdf-pieces.ts'

const of = closedSeminar()
let bundle: Uint8Array
let files: Record<string, Uint8Array>
beforeAll(async () => {
  bundle = await writeBundle(of)
  files = unzipSync(bundle)
})

/** One theme that two groups share in nearly the same words, and an idea of the third set aside. */
const withThemes = (): BundleOf => {
  const seminar = closedSeminar()
  const shelf = new Y.Doc()
  shelf.clientID = 7
  const theme = 't1' as ThemeId
  const ids = ['i0-0', 'i1-0', 'i2-0'] as IdeaId[]
  shelf.transact(() => {
    refinedOf(shelf).set(ids[0]!, new Y.Text('ถ้อยคำที่ปรับแล้ว'))
    notesOf(shelf).set(theme, new Y.Text('ต้องเริ่มก่อนฝน'))
    parkedOf(shelf).set(ids[2]!, { reason: 'นอกเรื่อง', by: 'seat-n' as SeatId, at: 1 })
  })
  const index = new RoomIndex()
  const update = Y.encodeStateAsUpdate(shelf)
  index.learnUpdate(update, 'server')
  const themes: KeptThemes = {
    themes: [{ id: theme, label: 'ลอกคลอง', keyphrases: [], representatives: [ids[0]!], colour: 1, born: 1, made: 'found' }],
    ideas: [
      { id: ids[0]!, theme, strength: 1, filed: true },
      { id: ids[1]!, theme, strength: 0.8, copyOf: ids[0]! },
      { id: ids[2]!, parked: true },
    ],
    next: 2,
  }
  const snapshot: typeof seminar.rooms.snapshot = async (room) =>
    room === shelfRoom(seminar.seminar.id) ? { update, index: index.encode(), epoch: 'e1' } : seminar.rooms.snapshot(room)
  return { ...seminar, themes, shelf: true, rooms: { ...seminar.rooms, snapshot } }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const refusalOf = (bytes: Uint8Array) => {
  try {
    verifyBundle(bytes)
  } catch (fault) {
    if (fault instanceof Refusal) return { code: fault.code, ...fault.detail }
    throw fault
  }
  return undefined
}
/** A bundle with other files, sealed as ours are: only what is inside can give it away. */
const packed = (change: Record<string, Uint8Array | undefined>): Uint8Array => {
  const all: Zippable = {}
  for (const [path, bytes] of Object.entries({ ...files, ...change })) if (bytes) all[path] = bytes
  return seal(zipSync(all))
}
/** As `packed`, with the manifest made to fit. */
const forged = (change: Record<string, Uint8Array>, edit: (manifest: Manifest) => void = () => undefined): Uint8Array => {
  const manifest = JSON.parse(new TextDecoder().decode(files['manifest.json'])) as Manifest
  for (const [path, bytes] of Object.entries(change)) {
    const told = manifest.files.find((file) => file.path === path)
    if (told) Object.assign(told, { size: bytes.length, sha256: sha256(bytes) })
    else manifest.files.push({ path, size: bytes.length, sha256: sha256(bytes) })
  }
  edit(manifest)
  return packed({ ...change, 'manifest.json': new TextEncoder().encode(JSON.stringify(manifest)) })
}
const room = 'boards/01-flood-b0/room.yjs'

describe('a bundle', () => {
  it('[AR16] its front page leads to what was voted, the first place first', () => {
    const page = (path: string) => new TextDecoder().decode(files[path])
    expect(page('index.html')).toContain('<a class="board" href="votes.html"><strong>ผลการลงคะแนน</strong>')
    const [vote] = of.votes!
    const first = vote!.choices.find(({ id }) => id === vote!.results!.ranked[0]!.choice)!
    expect(page('votes.html').indexOf(`<b>1.</b> ${first.text}`)).toBeGreaterThan(0)
    expect(page('index.html')).not.toContain('themes.html')
  })

  it('[AR16] its page of themes says what the note takers wrote and counts as the screens do; each idea leads to its place on its board', async () => {
    const told = await writeBundle(withThemes())
    const all = unzipSync(told)
    const page = (path: string) => new TextDecoder().decode(all[path])
    const [first, second, third] = of.groups.map(({ boardId }) => readIdeas(of.docs.get(boardId)!)[0]!.text)
    const themes = page('themes.html')
    // Near-duplicates are one voice, and what two groups say is not one group's.
    expect(themes).toContain('<p class="note">ต้องเริ่มก่อนฝน</p><p class="hint">2 จาก 3 กลุ่ม · คุณลิขิตยืนยันแล้ว 1 / 2</p>')
    const board = 'boards/01-flood-b0/board.html'
    expect(themes).toContain(
      `ถ้อยคำที่ปรับแล้ว<br><span class="hint">ต้นฉบับ: ${first}</span><br><span class="hint"><a href="${board}#n1">${of.groups[0]!.name}</a></span>`,
    )
    expect(themes).toContain(`ใกล้เคียง: ${second} · <a href="boards/02-flood-b1/board.html#n1">`)
    expect(themes.slice(themes.indexOf('id="aside"'))).toMatch(new RegExp(`${third}[^]*เหตุผล: นอกเรื่อง`))
    expect(page(board)).toMatch(new RegExp(`<li id="n1" class="idea [a-z]+">${first}</li>`))
    for (const path of ['themes.html', 'themes.pdf', 'themes.csv']) expect(page('index.html')).toContain(`href="${path}"`)
    expect(piecesOf(all['themes.pdf']!)).toContain('ต้องเริ่มก่อนฝน')
    expect(page('themes.csv')).toContain('"ถ้อยคำที่ปรับแล้ว"')
    for (const path of ['themes.html', 'themes.csv', 'themes.json']) expect(page(path)).not.toContain('seat-n')
    expect(verifyBundle(told).themes!.themes).toHaveLength(1)
    expect(Buffer.compare(await writeBundle(withThemes()), told)).toBe(0)
  })

  it('[AR16] an idea that stands on two boards is counted once', () => {
    const { seminar, boards } = sheetsOf(of)
    const twice = boards.map((sheet, at) => (at === 2 ? { ...sheet, ideas: [...boards[0]!.ideas, ...sheet.ideas] } : sheet))
    const kept = { seminar, themes: withThemes().themes!, shelf: undefined, votes: [], language: 'th', now: 1 } as const
    expect(keptSheet({ ...kept, boards: twice }).themes).toEqual(keptSheet({ ...kept, boards }).themes)
  })

  it('[AR1] holds every board as log, index, JSON and page, and a manifest with the size and SHA-256 of every file', () => {
    const { manifest, boards } = verifyBundle(bundle)
    expect(Object.keys(files).filter((path) => path.startsWith('boards/01'))).toHaveLength(4)
    expect(manifest.files.map((file) => file.path).sort()).toEqual(
      Object.keys(files)
        .filter((path) => path !== 'manifest.json')
        .sort(),
    )
    for (const file of manifest.files) expect(sha256(files[file.path]!)).toBe(file.sha256)
    expect(boards.map((board) => board.hash)).toEqual([...of.docs.values()].map(canonicalHash))
    // [CO33] Neither who left, nor who took notes or led.
    expect(manifest.people).toBe(3)
  })
  it('[AR14] holds the votes with their results, as JSON and as a table, and no seat', () => {
    expect(verifyBundle(bundle).votes).toEqual(of.votes)
    const table = new TextDecoder().decode(files['votes.csv'])
    expect(table).toContain('"ทำเรื่องใดก่อน"')
    expect(table).toContain('"ผลที่เกิดกับเมือง 4.5"')
    expect(table.split('\r\n').filter((line) => line !== '')).toHaveLength(3)
    const text = table + new TextDecoder().decode(files['votes.json'])
    for (const { id } of of.seats) expect(text).not.toContain(`"${id}"`)
    expect(text).not.toContain('seatId')
  })
  it('[AR2] the same seminar gives the same bytes', async () => {
    expect(Buffer.compare(await writeBundle(closedSeminar()), bundle)).toBe(0)
  })
  it('[AR3] holds no name of a person and no way into the seminar', () => {
    for (const [path, bytes] of Object.entries(files)) {
      const text = new TextDecoder().decode(bytes)
      expect(text.includes('วิชัย'), path).toBe(false)
      expect(text.includes(of.seminar.joinCode), path).toBe(false)
    }
  })
})

describe('votes of a bundle', () => {
  const votes = () => JSON.parse(new TextDecoder().decode(files['votes.json'])) as Record<string, unknown>[]
  const swapped = (edit: (vote: Record<string, unknown>) => void) => {
    const [vote] = votes()
    edit(vote!)
    return refusalOf(forged({ 'votes.json': Buffer.from(JSON.stringify([vote])) }))
  }
  it('[AR14] that do not read, are of another seminar, open, missing or more than told are refused', () => {
    expect(swapped(() => undefined)).toBeUndefined()
    expect(swapped((vote) => delete vote['title'])).toMatchObject({ file: 'votes.json', why: 'format' })
    for (const fault of [{ seminarId: 'other' }, { state: 'open' }, { groupId: 'elsewhere' }])
      expect(swapped((vote) => Object.assign(vote, fault))).toMatchObject({ code: 'bundle/damaged', file: 'votes.json', why: 'records' })
    expect(refusalOf(forged({}, (manifest) => (manifest.votes = 2)))).toMatchObject({ file: 'votes.json', why: 'records' })
    expect(refusalOf(packed({ 'votes.json': undefined }))).toMatchObject({ file: 'votes.json', why: 'missing' })
  })
})

describe('pictures of a bundle', () => {
  const brought = (bytes: Buffer, edit: (picture: Manifest['pictures'][number]) => void = () => undefined) => {
    const picture: Manifest['pictures'][number] = { boardId: of.boards[0]!.id, sha256: sha256(bytes), kind: 'image/png' }
    edit(picture)
    return forged({ [`pictures/${sha256(bytes)}.png`]: bytes }, ({ pictures }) => pictures.push(picture))
  }
  it('[AR15] that are missing, no clean pictures of their kind, or of another board are refused', () => {
    expect(verifyBundle(brought(pngOf())).pictures).toMatchObject([{ kind: 'image/png', boardId: of.boards[0]!.id }])
    expect(refusalOf(brought(pngOf(chunk('tEXt', Buffer.from('GPS')))))).toMatchObject({ code: 'bundle/damaged', why: 'picture' })
    expect(refusalOf(brought(Buffer.from('<svg onload=alert(1)>')))).toMatchObject({ why: 'picture' })
    expect(refusalOf(brought(pngOf(), (picture) => (picture.sha256 = 'a'.repeat(64))))).toMatchObject({ why: 'missing' })
    expect(refusalOf(brought(pngOf(), (picture) => Object.assign(picture, { boardId: 'elsewhere' })))).toMatchObject({ why: 'records' })
  })
})

describe('verifying', { timeout: 120_000 }, () => {
  it('[AR4] a bit flipped anywhere is found: 200 places', () => {
    let seed = 20261125
    const next = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below
    for (let flip = 0; flip < 200; flip++) {
      const bytes = bundle.slice()
      // Every fourth in the archive's own fields at the end, which no file covers.
      const at = flip % 4 === 0 ? bytes.length - 1 - next(1500) : next(bytes.length)
      const bit = next(8)
      bytes[at]! ^= 1 << bit
      expect(refusalOf(bytes)?.code, `bit ${bit} of byte ${at}`).toMatch(/^bundle\/(damaged|unsafe)$/)
    }
  })
  it('[AR4] a bundle cut short or with bytes behind it is found', () => {
    for (const length of [0, 10, 1000, bundle.length - 1]) expect(refusalOf(bundle.subarray(0, length))?.code).toBe('bundle/damaged')
    expect(refusalOf(Buffer.concat([bundle, Buffer.of(0)]))?.code).toBe('bundle/damaged')
    expect(refusalOf(Buffer.concat([Buffer.of(0), bundle]))?.code).toMatch(/^bundle/)
  })
  it('[AR5] a missing, an added and a changed file are told by name', () => {
    expect(refusalOf(packed({ [room]: undefined }))).toEqual({ code: 'bundle/damaged', file: room, why: 'missing' })
    expect(refusalOf(packed({ 'manifest.json': undefined }))).toMatchObject({ file: 'manifest.json', why: 'missing' })
    expect(refusalOf(packed({ 'boards/more.txt': Buffer.from('x') }))).toMatchObject({ file: 'boards/more.txt', why: 'extra' })
    expect(refusalOf(packed({ 'index.html': Buffer.from('<script>') }))).toMatchObject({ file: 'index.html', why: 'hash' })
    expect(refusalOf(forged({}, (manifest) => manifest.boards.pop()))).toMatchObject({ file: 'manifest.json', why: 'records' })
    expect(refusalOf(packed({ 'manifest.json': Buffer.from('{') }))).toMatchObject({ file: 'manifest.json', why: 'format' })
  })
  it('[AR6] paths that climb, start at a root or a drive, or are there twice are unsafe', () => {
    const climbing = [
      '../x',
      'boards/../../x',
      '/etc/passwd',
      'C:/x',
      'C:x',
      'boards\\..\\x',
      'boards//x',
      './x',
      'boards/.hidden',
      'a\0b',
      'ก',
      'x/',
    ]
    for (const path of climbing) expect(refusalOf(packed({ [path]: Buffer.from('x') }))?.code, path).toBe('bundle/unsafe')
    expect(refusalOf(packed({ 'INDEX.html': Buffer.from('x') }))).toMatchObject({ code: 'bundle/unsafe', why: 'twice' })
    // The same name twice: a second file, then renamed in the bytes.
    const twin = Buffer.from(zipSync({ ...files, 'indey.html': Buffer.from('x') }))
    for (let at = twin.indexOf('indey.html'); at >= 0; at = twin.indexOf('indey.html', at)) twin.write('index.html', at)
    expect(refusalOf(seal(twin))).toMatchObject({ code: 'bundle/unsafe', why: 'twice' })
  })
  it('[AR7] a bomb is refused by what it tells of itself, and one that lies unpacks to no more than it told', () => {
    const zeros = new Uint8Array(40 * 2 ** 20)
    expect(refusalOf(packed({ 'zeros.bin': zeros }))).toEqual({ code: 'bundle/unsafe', file: 'zeros.bin', why: 'bomb' })
    const liar = Buffer.from(packed({ 'zeros.bin': zeros }))
    for (let at = liar.indexOf('zeros.bin'); at >= 0; at = liar.indexOf('zeros.bin', at + 1))
      for (const sizeAt of [at - 30 + 22, at - 46 + 24]) if (liar.readUInt32LE(sizeAt) === zeros.length) liar.writeUInt32LE(100, sizeAt)
    expect(refusalOf(liar)?.code).toBe('bundle/damaged')
    const many = Object.fromEntries(Array.from({ length: 4_500 }, (_, at) => [`f${at}`, new Uint8Array(1)]))
    expect(refusalOf(packed(many))).toMatchObject({ code: 'bundle/unsafe', why: 'bomb' })
    expect(deflateRawSync(zeros).length * 200).toBeLessThan(zeros.length)
  })
  it('[AR8] a board whose bytes do not load, load only once, or give another content is told by name', () => {
    const other = new Y.Doc()
    other.getMap('ideas').set('x', new Y.Map())
    expect(refusalOf(forged({ [room]: Y.encodeStateAsUpdate(other) }))).toEqual({ code: 'bundle/damaged', file: room, why: 'content' })
    expect(refusalOf(forged({ [room]: Buffer.of(1, 2, 3) }))).toMatchObject({ file: room, why: 'unreadable' })
    // A gap: the update of a second writer without the first it builds on.
    const first = new Y.Doc()
    first.getText('t').insert(0, 'a')
    const before = Y.encodeStateVector(first)
    first.getText('t').insert(1, 'b')
    expect(refusalOf(forged({ [room]: Y.encodeStateAsUpdate(first, before) }))).toMatchObject({ file: room, why: 'unreadable' })
    // A struct of no length loads, and what is stored from it never again.
    const poisoned = new Y.Doc()
    Y.applyUpdate(poisoned, files[room]!)
    Y.applyUpdate(poisoned, Uint8Array.of(1, 1, 7, 0, 0, 0, 0))
    expect(refusalOf(forged({ [room]: Y.encodeStateAsUpdate(poisoned) }))).toMatchObject({ file: room, why: 'unreadable' })
    const index = 'boards/01-flood-b0/room.index.json'
    expect(refusalOf(forged({ [index]: Buffer.from('[]') }))).toMatchObject({ file: index, why: 'unreadable' })
  })
})
