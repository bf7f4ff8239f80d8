/** The same notes for every peer: a grid of cards with Thai text, as many as the address says. */
const sentences = [
  'ลอกท่อระบายน้ำก่อนหน้าฝนทุกปี และแจ้งกำหนดการให้ชุมชนทราบล่วงหน้า',
  'ติดตั้งเครื่องวัดระดับน้ำในคลองย่อย เชื่อมข้อมูลกับศูนย์ควบคุมของสำนักการระบายน้ำ',
  'คัดแยกขยะที่ต้นทาง ให้โรงเรียนเป็นจุดเริ่มต้น',
  'ปรับทางเท้าให้คนสูงอายุและคนพิการใช้ได้จริง',
  'เพิ่มพื้นที่สีเขียวใต้ทางด่วน',
]
export const count = Number(new URLSearchParams(location.search).get('ideas'))
export const card = { width: 240, height: 180 }
const columns = Math.ceil(Math.sqrt(count))

export const notes = Array.from({ length: count }, (_, n) => ({
  n,
  text: `${sentences[n % sentences.length]} (${n + 1})`,
  x: 60 + (n % columns) * (card.width + 24),
  y: 90 + Math.floor(n / columns) * (card.height + 24),
}))

/** Edits by others: every 16 ms as many as are due, in one batch, as they would come from a socket. */
export const stormOf = (reword) => {
  let timer
  return {
    begin(perSecond) {
      let owed = 0
      let made = 0
      timer = setInterval(() => {
        owed += perSecond * 0.016
        const batch = []
        for (; owed >= 1; owed--) batch.push([Math.floor(Math.random() * count), `ข้อความใหม่ ${made++}`])
        if (batch.length > 0) reword(batch)
      }, 16)
    },
    end: () => clearInterval(timer),
  }
}
