/** A seminar whose groups write, and a desk that watches its themes. */
import { io, type Socket } from 'socket.io-client'
import { onTestFinished } from 'vitest'
import type { IdeaId, SeatId } from '#shared/id.ts'
import { writeIdea } from '#shared/idea/edit.ts'
import type { FromClient, FromServer } from '#shared/live/events.ts'
import type { IdeaRow, ThemeRow, ThemesChange, ThemesNow } from '#shared/theme/now.ts'
import { boardRoom } from '#shared/sync/wire.ts'
import type { Leader, Person, TestApp } from '../helpers/server.ts'

const texts = {
  flood: [
    'ฝนตกทีไรน้ำท่วมถนนหน้าตลาดทุกครั้ง',
    'ท่อระบายน้ำตัน ต้องลอกท่อก่อนหน้าฝน',
    'เครื่องสูบน้ำเก่า สูบน้ำไม่ทันตอนฝนหนัก',
    'ขุดลอกคลองให้น้ำไหลสะดวก ลดน้ำท่วม',
    'น้ำรอระบายเป็นชั่วโมงเพราะท่อเล็ก',
    'เตือนภัยน้ำท่วมล่วงหน้าทางมือถือ',
  ],
  waste: [
    'แยกขยะจากบ้านก่อนทิ้ง',
    'รถขยะมาไม่ตรงเวลา ขยะล้นถัง',
    'ตั้งจุดรับขยะรีไซเคิลในทุกชุมชน',
    'ถังขยะไม่พอ คนทิ้งขยะข้างทาง',
    'ขยะส่งกลิ่นเหม็นหลังตลาด',
    'เศษอาหารจากร้านเอาไปทำปุ๋ยหมัก แยกขยะเปียก',
  ],
  transit: [
    'รถเมล์มาน้อย รอรถเมล์นานเกินไป',
    'อยากได้รถเมล์เชื่อมกับสถานีรถไฟ',
    'ทำป้ายรถเมล์มีหลังคากันแดดกันฝน',
    'บอกเวลารถเมล์ที่ป้ายให้คนรอรู้',
    'ค่ารถไฟฟ้าแพง อยากให้มีตั๋วร่วมกับรถเมล์',
    'รถตู้ผีวิ่งทับเส้นทางรถเมล์',
  ],
} as const

let count = 0
/** Writes ideas on a board by the server's own hand; answers their ids. */
export const write = async (server: TestApp, boardId: string, ideas: readonly string[], by?: SeatId): Promise<IdeaId[]> => {
  const ids = ideas.map(() => `idea-${++count}` as IdeaId)
  await server.app.rooms.write(boardRoom(boardId as never), (doc) => {
    for (const [i, text] of ideas.entries()) writeIdea(doc, { id: ids[i]!, text, at: Date.now(), ...(by && { by }) }, 'test')
  })
  return ids
}

/** Three groups that each say something of everything: 18 ideas in three matters. */
export const writeTown = async (server: TestApp, leader: Leader): Promise<void> => {
  const all = Object.values(texts).flat()
  for (const [i, { id }] of leader.seminar.boards.entries())
    await write(
      server,
      id,
      all.filter((_, at) => at % leader.seminar.boards.length === i),
    )
}

/** What one desk holds: the whole once, then what becomes of it. */
export class Desk {
  readonly themes = new Map<string, ThemeRow>()
  readonly ideas = new Map<string, IdeaRow>()
  readonly changes: ThemesChange[] = []
  revision = -1
  stalled = false
  /** How often the whole was asked for again because a revision was missed. */
  missed = 0
  readonly #person: Person
  readonly #path: string

  private constructor(person: Person, seminarId: string) {
    this.#person = person
    this.#path = `/api/seminars/${seminarId}/themes/now`
  }

  static async open(person: Person, url: string, seminarId: string): Promise<Desk> {
    const desk = new Desk(person, seminarId)
    const socket: Socket<FromServer, FromClient> = io(url, {
      transports: ['websocket'],
      extraHeaders: { cookie: person.cookie ?? '' },
      forceNew: true,
    })
    onTestFinished(() => void socket.close())
    socket.on('themes', (change) => desk.#heard(change))
    const answer = await socket.timeout(20_000).emitWithAck('watchThemes', seminarId as never)
    if (!answer.ok) throw new Error(answer.code)
    await desk.read()
    return desk
  }

  async read(): Promise<void> {
    const now = await this.#person.ask<ThemesNow>('GET', this.#path)
    if (now.revision < this.revision) return
    this.themes.clear()
    this.ideas.clear()
    for (const row of now.themes) this.themes.set(row.id, row)
    for (const row of now.ideas) this.ideas.set(row.id, row)
    this.revision = now.revision
    this.stalled = now.stalled === true
  }

  #heard(change: ThemesChange): void {
    this.changes.push(change)
    if (this.revision < 0 || change.revision <= this.revision) return
    if (change.from !== this.revision) {
      this.missed++
      return void this.read()
    }
    for (const id of change.goneThemes) this.themes.delete(id)
    for (const row of change.themes) this.themes.set(row.id, row)
    for (const id of change.goneIdeas) this.ideas.delete(id)
    for (const row of change.ideas) this.ideas.set(row.id, row)
    this.revision = change.revision
    this.stalled = change.stalled === true
  }

  row(id: string): IdeaRow | undefined {
    return this.ideas.get(id)
  }
  members(theme: string): IdeaRow[] {
    return [...this.ideas.values()].filter((row) => row.theme === theme)
  }
  /** Themes as they stand, largest first. */
  get largest(): ThemeRow[] {
    return [...this.themes.values()].sort((a, b) => this.members(b.id).length - this.members(a.id).length)
  }
}
