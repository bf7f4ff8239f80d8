/** One seminar as the server answers it, for the screens' tests. */
import type { Answers } from './open-page.svelte.ts'

const openedAt = Date.UTC(2026, 10, 25, 2)
const person = (id: string, name: string, groupId: string) => ({
  id,
  seminarId: 's1',
  role: 'participant',
  name,
  groupId,
  joinedAt: openedAt + 60_000,
  revoked: false,
})
const lead = { id: 'f1', seminarId: 's1', role: 'facilitator', name: '', joinedAt: openedAt, revoked: false }
const groups = [1, 2, 3].map((n) => ({ id: `g${n}`, seminarId: 's1', name: `กลุ่ม ${n}`, order: n - 1, boardId: `b${n}` }))
export const seminar = {
  id: 's1',
  title: 'แก้ปัญหาน้ำท่วมขังในพื้นที่กรุงเทพมหานคร',
  template: 'swot',
  state: 'open',
  openedAt,
  lobbyOpen: true,
  joinCode: '482913',
  namesNeeded: true,
}
export const view = {
  seminar,
  groups,
  seats: [lead, person('p1', 'สมชาย ใจดี', 'g1'), person('p2', 'วราภรณ์ ศรีสุข', 'g1'), person('p3', '', 'g2')],
  joinUrl: 'http://192.168.1.20:8080/join#mr7k2pqx9wztbc4hj6dn8sfg',
  joinCode: '482913',
  me: lead,
}
export const looked = {
  title: seminar.title,
  namesNeeded: true,
  seated: false,
  groups: groups.map(({ id, name, order }) => ({ id, name, order, seats: order * 2 })),
}
export const joined = {
  seatId: 'p9',
  seminarId: 's1',
  role: 'participant',
  name: 'สมชาย',
  group: 'g1',
  groupName: 'กลุ่ม 1',
  board: { id: 'b1', room: 'board/b1' },
}
const nobody = { seats: [], organizer: false }

export const answers: Answers = {
  'GET /api/me': nobody,
  'GET /api/seminars/s1': view,
  'GET /api/seminars/s1/course': {
    course: { id: 's1', seminarId: 's1', runs: {}, frozen: [], hushed: [], hosts: [] },
    activities: [],
    now: groups.map(({ id }) => ({ groupId: id, frozen: false, hushed: false, done: 0, people: 0, serverNow: openedAt })),
    done: false,
  },
  'GET /api/methods': { methods: [] },
  'GET /api/seminars': {
    seminars: [
      {
        ...seminar,
        id: 's0',
        title: 'ลดขยะต้นทาง',
        state: 'closed',
        openedAt: openedAt - 90 * 864e5,
        closedAt: openedAt - 88 * 864e5,
        groups: 12,
        seats: 143,
      },
      { ...seminar, groups: 3, seats: 4 },
    ],
  },
  'POST /api/join/look': looked,
  'POST /api/join': joined,
  'POST /api/seats/me/code': { code: 'k7mq3xwp', expiresAt: openedAt },
}
