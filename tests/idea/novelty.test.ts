import { expect, test } from 'vitest'
import { chooseNovel, gramsOf, likeness, noveltyTo, type Judged } from '#shared/idea/novelty.ts'

const judged = (texts: Record<string, string>, own: string[]): Judged[] => {
  const novelty = noveltyTo(own.map(gramsOf))
  return Object.entries(texts).map(([id, text]) => ({ id, group: id[0]!, grams: gramsOf(text), novelty: novelty(gramsOf(text)) }))
}

test('[IN1] what says the same in other spacing, signs and letters is alike; what says something else is not', () => {
  const one = gramsOf('ลอกท่อก่อนหน้าฝนทุกปี')
  expect(likeness(one, gramsOf('ลอกท่อ ก่อนหน้าฝน ทุกปี!'))).toBe(1)
  expect(likeness(one, gramsOf('ลอกท่อก่อนฤดูฝนทุกปี'))).toBeGreaterThan(0.5)
  expect(likeness(one, gramsOf('ฝึกซ้อมแผนกับโรงเรียน'))).toBeLessThan(0.1)
  expect(likeness(gramsOf(''), gramsOf(''))).toBe(0)
  expect(noveltyTo([one])(one)).toBe(0)
  expect(noveltyTo([])(one)).toBe(1)
})

test('[IN2] what a group has already is shown last, groups come by turns, and no two that are shown say the same', () => {
  const all = judged(
    {
      a1: 'ลอกท่อก่อนหน้าฝน',
      a2: 'ฝึกซ้อมแผนน้ำท่วมกับโรงเรียน',
      a3: 'จ่ายค่าตอบแทนคนเก็บขยะในคลอง',
      b1: 'ฝึกซ้อมแผนน้ำท่วมกับโรงเรียน',
      b2: 'ติดเซนเซอร์วัดระดับน้ำในคลองหลัก',
    },
    ['ลอกท่อก่อนหน้าฝน'],
  )
  for (let seed = 0; seed < 50; seed++) {
    const chosen = chooseNovel(all, 3, `seat${seed}`)
    const ids = chosen.map(({ id }) => id)
    expect(ids).toHaveLength(3)
    expect(ids).not.toContain('a1')
    expect(new Set(chosen.slice(0, 2).map(({ group }) => group)).size).toBe(2)
    expect(ids.includes('a2') && ids.includes('b1')).toBe(false)
    expect(chooseNovel(all, 3, `seat${seed}`)).toEqual(chosen)
  }
  const shown = new Set(Array.from({ length: 50 }, (_, seed) => chooseNovel(all, 1, `seat${seed}`)[0]!.id))
  expect(shown.size).toBeGreaterThan(1)
})
