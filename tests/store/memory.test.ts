import { expect, test } from 'vitest'
import { openMemory, type MemoryStore } from '../../server/store/memory.ts'
import { contract, entry, newRoom } from './contract.ts'

contract('memory', {
  open: async () => openMemory(),
  beside: async (store) => (store as MemoryStore).beside(),
  end: async () => {},
})

test('[ST15] while a fault is set every verb refuses with it, and afterwards the same entries are stored once', async () => {
  const store = openMemory()
  const [room, mine] = [newRoom(), entry('ก')]
  store.fault = 'store/full'
  await expect(store.log.append(room, [mine])).rejects.toMatchObject({ code: 'store/full' })
  await expect(store.ready()).rejects.toMatchObject({ code: 'store/full' })
  store.fault = undefined
  await store.log.append(room, [mine])
  expect((await store.log.load(room)).tail).toHaveLength(1)
})
