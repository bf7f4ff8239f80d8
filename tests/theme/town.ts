/** Ideas for tests and the bench, invented for them: what eight groups could say about a town, in Thai and some English. */
import type { ThemeIdea } from '#shared/theme/theme.ts'

const matters: Readonly<Record<string, readonly string[]>> = {
  flood: [
    'ฝนตกทีไรน้ำท่วมถนนหน้าตลาดทุกครั้ง',
    'ท่อระบายน้ำตัน ต้องลอกท่อก่อนหน้าฝน',
    'เครื่องสูบน้ำเก่า สูบน้ำไม่ทันตอนฝนหนัก',
    'ขุดลอกคลองให้น้ำไหลสะดวก ลดน้ำท่วม',
    'น้ำรอระบายเป็นชั่วโมงเพราะท่อเล็ก',
    'ทำพื้นที่รับน้ำหรือแก้มลิงนอกเมือง',
    'เตือนภัยน้ำท่วมล่วงหน้าทางมือถือ',
    'Clean the drains before the rainy season so streets do not flood',
  ],
  waste: [
    'แยกขยะจากบ้านก่อนทิ้ง',
    'รถขยะมาไม่ตรงเวลา ขยะล้นถัง',
    'ตั้งจุดรับขยะรีไซเคิลในทุกชุมชน',
    'ลดถุงพลาสติกในตลาดสด',
    'เศษอาหารจากร้านเอาไปทำปุ๋ยหมัก',
    'ถังขยะไม่พอ คนทิ้งขยะข้างทาง',
    'ขยะส่งกลิ่นเหม็นหลังตลาด',
    'Recycling bins for plastic in every neighbourhood',
  ],
  transit: [
    'รถเมล์มาน้อย รอรถเมล์นานเกินไป',
    'อยากได้รถเมล์เชื่อมกับสถานีรถไฟ',
    'ทำป้ายรถเมล์มีหลังคากันแดดกันฝน',
    'ค่ารถไฟฟ้าแพง อยากให้มีตั๋วร่วม',
    'เพิ่มเที่ยวเรือโดยสารตอนเช้า',
    'บอกเวลารถเมล์ที่ป้ายให้คนรอรู้',
    'รถตู้ผีวิ่งทับเส้นทางรถเมล์',
    'More frequent buses between the station and the market',
  ],
  trees: [
    'ปลูกต้นไม้ให้ร่มเงาริมทางเดิน',
    'สวนสาธารณะน้อยเกินไป อยากได้สวนใกล้บ้าน',
    'ตัดแต่งกิ่งไม้ให้ถูกวิธีโดยรุกขกร',
    'เปลี่ยนที่ว่างเป็นสวนหย่อม',
    'ต้นไม้ใหญ่ล้มทับรถตอนพายุ',
    'เพิ่มพื้นที่สีเขียวรอบศาลากลาง',
    'เปิดสวนให้ออกกำลังกายถึงสองทุ่ม',
    'Plant more trees and make small parks near homes',
  ],
  school: [
    'ครูงานเอกสารเยอะจนไม่มีเวลาสอน',
    'อยากให้โรงเรียนสอนภาษาอังกฤษจริงจัง',
    'ทุนการศึกษาสำหรับนักเรียนยากจน',
    'ซ่อมห้องเรียนและห้องสมุดโรงเรียน',
    'เด็กหลุดจากระบบการศึกษาเพิ่มขึ้น',
    'สอนทักษะอาชีพในโรงเรียนมัธยม',
    'เพิ่มครูให้พอกับนักเรียน',
    'Scholarships and better classrooms for poor students',
  ],
  elderly: [
    'ผู้สูงอายุอยู่บ้านคนเดียวไม่มีคนดูแล',
    'มีทีมเยี่ยมบ้านผู้ป่วยติดเตียง',
    'ตั้งชมรมผู้สูงอายุทุกตำบล',
    'อบรมผู้ดูแลคนแก่ในชุมชน',
    'รถรับส่งผู้สูงอายุไปหาหมอ',
    'ทำทางลาดให้คนแก่และคนพิการ',
    'จ้างงานผู้สูงวัยที่ยังแข็งแรง',
    'Home visits for elderly people who live alone',
  ],
  corruption: [
    'เปิดเผยการจัดซื้อจัดจ้างทุกโครงการ',
    'มีช่องทางแจ้งทุจริตที่ปลอดภัย',
    'เรียกรับสินบนตอนขออนุญาตต้องหมดไป',
    'ให้ประชาชนร่วมตรวจรับงานก่อสร้าง',
    'แต่งตั้งคนด้วยผลงานไม่ใช่เส้นสาย',
    'สัญญาจ้างต้องตรวจสอบได้',
    'ฮั้วประมูลทำให้งานแพงและแย่',
    'Publish all procurement contracts to stop corruption',
  ],
  digital: [
    'ยื่นเอกสารออนไลน์ได้ ไม่ต้องไปเข้าคิว',
    'ทำแอปเดียวรวมทุกบริการของเทศบาล',
    'เชื่อมฐานข้อมูลของทุกหน่วยงาน',
    'เปิดข้อมูลให้คนเอาไปใช้ต่อได้',
    'อบรมเจ้าหน้าที่ให้ใช้ข้อมูลเป็น',
    'ข้อมูลส่วนบุคคลรั่วไหลต้องป้องกัน',
    'กรอกแบบฟอร์มซ้ำเพราะฐานข้อมูลไม่เชื่อมกัน',
    'One online service for every department with shared data',
  ],
}
const wheres = ['', 'ที่บ้านดอน', 'ย่านท่าเรือ', 'ฝั่งทิศเหนือ', 'เขตเมืองเก่า']

export const townContext = 'เมืองของเราควรเปลี่ยนอะไร'
export interface TownIdea extends ThemeIdea {
  readonly matter: string
}
/** The ideas as they come in, the matters mixed; with `rounds` above 1 each comes again from elsewhere in other words around it. */
export const town = (rounds = 1): TownIdea[] => {
  const ideas: TownIdea[] = []
  for (let round = 0; round < rounds; round++)
    for (let k = 0; k < 8; k++)
      for (const [matter, texts] of Object.entries(matters)) {
        const n = ideas.length
        const [one, two] = [texts[k]!, texts[(k + round + 1) % 8]!]
        const text = round === 0 ? one : `${one} ${wheres[round % wheres.length]!} และ${two}`
        ideas.push({ id: `n${String(n).padStart(4, '0')}`, text, group: `g${n % 8}`, ts: n, matter })
      }
  return ideas
}

/** How well a division agrees with the matters, adjusted for chance (Hubert & Arabie 1985); `undefined` is a heap of its own. */
export const agreement = (gold: readonly (string | undefined)[], found: readonly (string | undefined)[]): number => {
  const pairs = (n: number) => (n * (n - 1)) / 2
  const counts = (keys: readonly string[]) => {
    const sums = new Map<string, number>()
    for (const key of keys) sums.set(key, (sums.get(key) ?? 0) + 1)
    return [...sums.values()].reduce((sum, n) => sum + pairs(n), 0)
  }
  const scored = gold.flatMap((matter, i) => (matter === undefined ? [] : [{ matter, heap: found[i] ?? `\u0000${i}` }]))
  const both = counts(scored.map(({ matter, heap }) => `${matter}\n${heap}`))
  const [a, b] = [counts(scored.map(({ matter }) => matter)), counts(scored.map(({ heap }) => heap))]
  const chance = (a * b) / pairs(scored.length)
  return (a + b) / 2 === chance ? 0 : (both - chance) / ((a + b) / 2 - chance)
}
