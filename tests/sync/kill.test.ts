import { expect, test } from 'vitest'
import { killRun } from './kill-run.ts'

const number = (name: string, usual: number) => Number(process.env[name] ?? usual)

test(
  '[SY26] an acknowledged edit is never lost or doubled by kill -9 of the server, at whatever instant',
  { timeout: 24 * 3_600_000 },
  async () => {
    const seed = number('KILL_SEED', Date.now() % 1_000_000)
    const result = await killRun({
      kills: number('KILLS', 20),
      edits: number('KILL_EDITS', 0),
      writers: number('KILL_WRITERS', 9),
      editsPerSecond: 10,
      lifeMs: 500,
      seed,
    })
    expect(result, `seed ${seed}`).toMatchObject({ missing: [], doubled: [], refusals: [] })
    expect(result.acknowledged).toBeGreaterThan(200)
  },
)
