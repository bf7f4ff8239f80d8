/** What is asked of a Redis before anything is entrusted to it. */
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ErrorReply } from 'redis'
import { StoreUnusable } from '../unusable.ts'
import type { Ask } from './line.ts'

const loadingMs = 200

/**
 * Waits while Redis loads its data; refuses one that would lose what it confirmed (unless `allowLossy`), and one that is not
 * the one of before: coming back empty it would take a room's old entries for new ones. @throws StoreUnusable
 */
export const newGreeting = (allowLossy: boolean): ((ask: Ask) => Promise<void>) => {
  let known: string | undefined
  return async (ask) => {
    while (/^loading:1/m.test(String(await ask(['INFO', 'persistence'])))) await pause(loadingMs)
    if (!allowLossy) await refuseLossy(ask)
    // Asked before it is set: a full Redis still answers, and reading must go on.
    if ((await ask(['GET', 'kp:store'])) === null) await ask(['SET', 'kp:store', randomUUID(), 'NX'])
    const name = String(await ask(['GET', 'kp:store']))
    if (known !== undefined && known !== name) {
      throw new StoreUnusable(
        'Redis ที่เชื่อมต่อกลับมาไม่มีข้อมูลชุดเดิม กรุณากู้คืนข้อมูลหรือเริ่มระบบใหม่',
        'The Redis that came back does not hold the data of before. Restore its data, or restart this process.',
      )
    }
    known = name
  }
}

const wanted = { appendonly: 'yes', appendfsync: 'always', 'maxmemory-policy': 'noeviction' } as const

const refuseLossy = async (ask: Ask): Promise<void> => {
  for (const [name, value] of Object.entries(wanted)) {
    const found = await setting(ask, name)
    if (found === value) continue
    const seen = found ?? 'unknown'
    throw new StoreUnusable(
      `Redis นี้อาจทำข้อมูลที่บันทึกแล้วหาย: ค่า ${name} เป็น ${seen} แต่ต้องเป็น ${value} กรุณาใช้ redis.conf ที่ให้มา (หรือยอมรับความเสี่ยงด้วย ALLOW_LOSSY_REDIS=yes)`,
      `This Redis can lose what it has confirmed: ${name} is ${seen}, it must be ${value}. Use the redis.conf that comes with this program (or accept the loss with ALLOW_LOSSY_REDIS=yes).`,
    )
  }
}

const setting = async (ask: Ask, name: string): Promise<string | undefined> => {
  try {
    const found = (await ask(['CONFIG', 'GET', name])) as Buffer[]
    return found[1]?.toString()
  } catch (error) {
    // A hosted Redis may not tell its settings: then nobody can know that it keeps what it confirms.
    if (error instanceof ErrorReply) return undefined
    throw error
  }
}
