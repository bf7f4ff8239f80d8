import { expect, test } from 'vitest'
import { CloseCode, Frame } from '#shared/sync/wire.ts'
import { text } from './tree.ts'

const protocol = text('server/sync/PROTOCOL.md')

test('[HO9] PROTOCOL.md describes every frame and close code by its number', () => {
  for (const [name, number] of Object.entries(Frame))
    expect(protocol, name).toMatch(new RegExp(`\\b${number}\\b[^\\n]*${name}|${name}[^\\n]*\\b${number}\\b`, 'i'))
  for (const number of Object.values(CloseCode)) expect(protocol).toContain(String(number))
})
