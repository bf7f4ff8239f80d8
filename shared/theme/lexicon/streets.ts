/** Roads, transit, walking, street furniture, obstruction and utilities. The form of the lines is described in lexicon.ts. */
export const streets = `
# road: ถนน | roads
road-surface: ถนนชำรุด, ถนนพัง, ผิวถนน, หลุม, หลุมบ่อ, เป็นหลุม, ถนนเป็นหลุม, ถนนทรุด, พื้นถนน, ผิวจราจร, ถนนขรุขระ, ลาดยาง, ยางมะตอย, คอนกรีต, ซ่อมถนน, ปะถนน, ถนนแตก, ถนนไม่เรียบ, ทรุดตัว, ขรุขระ, เป็นบ่อ, ถนนแตกร้าว, ผิวทาง, หลุมยุบ, ฝุ่นดินบนถนน, เป็นคลื่น, ถนน | pothole, potholes, road surface, pavement repair, paving, repave, asphalt, road repair, resurfacing, road maintenance, bumpy, cracked road, gravel road
road-network: ตัดถนน, ขยายถนน, ทางด่วน, ทางหลวง, วงเวียน, โครงข่ายถนน, อุโมงค์ทางลอด, ทางลัด, ทางยกระดับ, เกาะกลาง, เกาะกลางถนน, ช่องทางเดินรถ, กลับรถ, จุดกลับรถ, ยูเทิร์น | highway, roundabout, bypass, freeway, interstate, motorway, lane, lanes, road network, widen road, road, roads, street, streets, intersection, infrastructure, thoroughfare, u-turn, median, expressway, by-pass
road-construction: ก่อสร้างถนน, ขุดถนน, งานก่อสร้าง, ผู้รับเหมา, ก่อสร้างรถไฟฟ้า, คืนผิวจราจร, แผ่นเหล็ก, ไซต์งาน, ไซต์ก่อสร้าง, ก่อสร้าง, ปิดถนน, ปิดเลน | road works, roadwork, construction site, contractor, excavation, road closure, construction zone, lane closure
bridge: สะพาน, คอสะพาน, ราวสะพาน, สะพานข้ามคลอง, สะพานแขวน, เชิงสะพาน, พื้นสะพาน, สะพานกลับรถ | bridge, bridges, viaduct
footbridge: สะพานลอย, สะพานลอยคนข้าม, สกายวอล์ค, ทางเดินลอยฟ้า, ลิฟต์สะพานลอย, บันไดเลื่อน | footbridge, overpass, pedestrian bridge, skywalk, flyover
road-marking: เส้นจราจร, ตีเส้น, เส้นถนน, ตีเส้นจราจร, สีตีเส้น, เส้นทึบ, ขอบฟุตบาท, ขอบทาง, ขาวแดง, เส้นประ | road marking, lane marking, painted line, curb, kerb
speed-bump: ลูกระนาด, เนินชะลอความเร็ว, ชะลอความเร็ว, เนินสะดุด | speed bump, speed hump, traffic calming
# traffic: จราจร | traffic
congestion: รถติด, จราจรติดขัด, การจราจร, จราจร, รถติดมาก, ปริมาณรถ, ชั่วโมงเร่งด่วน, คอขวด, ติดขัด, ระบายรถ, ปัญหาจราจร, รถหนาแน่น, ค่าธรรมเนียมรถติด | traffic, congestion, traffic jam, congested, rush hour, bottleneck, gridlock, congestion charge, commute, commuter, commuters, commuting
traffic-light: สัญญาณไฟจราจร, สัญญาณไฟ, ไฟจราจร, ไฟแดง, ไฟเขียว, สี่แยก, จังหวะไฟ, ไฟเหลือง, สามแยก, ไฟเลี้ยว, ป้ายนับถอยหลัง | traffic light, traffic signal, stoplight, stop light, red light, signal timing, traffic lights, turn signal, left turn, turn lane, stop sign
traffic-law: ฝ่าไฟแดง, ย้อนศร, ขับย้อนศร, วินัยจราจร, กฎจราจร, ตำรวจจราจร, จราจรกลาง, กล้องจับ, ใบสั่ง, ขับรถเร็ว, ขับเร็ว, แข่งรถ, เด็กแว้น, ปาดหน้า, หมวกกันน็อก, เมาแล้วขับ, แซง, รถวิ่งเร็ว, ความเร็ว, รถย้อนศร, วันเวย์, เดินรถทางเดียว | speeding, speed limit, reckless driving, traffic law, traffic police, drunk driving, helmet, traffic enforcement, seat belt, distracted driving, speed camera, driver license, driving, driver, drivers, texting while driving, one way
accident: อุบัติเหตุ, รถชน, ชนกัน, รถล้ม, ลื่นล้ม, จุดเสี่ยง, จุดอันตราย, ความปลอดภัยทางถนน, จุดอับ, ถูกรถชน, เฉี่ยวชน | accident, crash, collision, road safety, black spot, traffic death
truck: รถบรรทุก, รถสิบล้อ, รถพ่วง, รถขนดิน, น้ำหนักเกิน, รถใหญ่, รถเครน | truck, lorry, trailer, overloaded truck, heavy vehicle, semi truck
car-use: รถยนต์, รถส่วนตัว, รถยนต์ส่วนตัว, ลดรถยนต์, ทางเดียวกันไปด้วยกัน, คาร์พูล | car, cars, carpool, ride share, rideshare, vehicle, automobile, private car
# parking: ที่จอดรถ | parking
parking: ที่จอดรถ, จอดรถ, ลานจอดรถ, อาคารจอดรถ, จอดแล้วจร, ค่าจอดรถ, จุดจอดรถ, จอด, รถจอด | parking, parking lot, parking garage, parking space, park and ride, parking meter, parking structure, free parking, parked
illegal-parking: จอดรถกีดขวาง, จอดซ้อนคัน, จอดในที่ห้ามจอด, ห้ามจอด, จอดรถริมถนน, จอดแช่, จอดขวาง, ล็อกล้อ, จอดรถบนทางเท้า, จอดรถขวาง, จอดรถไม่เป็นที่, จอดทิ้ง, ขวางทางเข้าออก, จอดหน้าบ้าน, จอดรถหน้าบ้าน, จอดขวางหน้าบ้าน, รถจอดขวาง, กีดขวางการจราจร, จอดริมถนน | illegal parking, double parking, no parking, tow, wheel clamp, parked illegally, block driveway
# obstruction: สิ่งกีดขวางและรุกล้ำ | obstruction
obstruction: กีดขวาง, สิ่งกีดขวาง, กีดขวางทาง, ขวางทาง, รุกล้ำ, บุกรุก, รุกล้ำที่สาธารณะ, วางของ, ตั้งของ, วางสิ่งของ, ขวาง, ยึดพื้นที่, กั้นที่, กั้นที่จอด, กันที่จอด, กรวย, กระถาง, ล้ำ, จองที่, วางขวาง, ขวางทางเดิน, ที่สาธารณะ, ครอบครองที่สาธารณะ | obstruction, obstruct, encroach, encroachment, obstacle, trespass, block the way, blocking
vendor: หาบเร่, แผงลอย, หาบเร่แผงลอย, ผู้ค้า, แม่ค้า, พ่อค้า, ขายของ, ตั้งแผง, ร้านค้าริมทาง, รถเข็นขายของ, สตรีทฟู้ด, วางขาย, จุดผ่อนผัน, ขายของบนทางเท้า, ร้านค้า, พ่อค้าแม่ค้า, รถเข็น, เทศกิจ | street vendor, hawker, vendor, vendors, stall, food cart, hawker center, food stall, peddler, street food, food truck, food trucks
# walking: ทางเท้าและการเดิน | walking
pavement: ทางเท้า, ฟุตบาท, ฟุตปาธ, ฟุตบาธ, ฟุตพาท, บาทวิถี, ทางเดินเท้า, ทางเดิน, กระเบื้องทางเท้า, แผ่นปูน, ตัวหนอน, อิฐตัวหนอน, ทางเดินริมคลอง, ฟุทบาท, ฟุตบาต | sidewalk, sidewalks, footpath, walkway, walkways, pavement, footway, covered walkway
bike-on-pavement: ขับขี่บนทางเท้า, มอเตอร์ไซค์บนทางเท้า, วิ่งบนทางเท้า, ขับบนทางเท้า, ขี่บนทางเท้า, ขึ้นทางเท้า, วิ่งบนฟุตบาท, ขับขี่รถบนทางเท้า, ขี่บนฟุตบาท | ride on sidewalk, motorcycle on sidewalk
crossing: ทางม้าลาย, ข้ามถนน, ทางข้าม, คนข้าม, ไฟคนข้าม, ไฟกดข้าม, จุดข้ามถนน, สัญญาณไฟคนข้าม | crosswalk, zebra crossing, pedestrian crossing, crossing, cross the street, crosswalks
walkability: เดินเท้า, คนเดินเท้า, เมืองเดินได้, เดินได้เดินดี, ถนนคนเดิน, เดินสะดวก, คนเดิน | walkable, walkability, pedestrian, pedestrians, walking, walk, walker, pedestrian friendly, walking distance, car free
cycling: จักรยาน, ทางจักรยาน, เลนจักรยาน, ปั่นจักรยาน, จอดจักรยาน, จักรยานสาธารณะ, ไบค์เลน, สกู๊ตเตอร์ | bicycle, bike, bikes, bike lane, bike lanes, cycling, cyclist, bike path, bike share, scooter, bike trail, biking, bicycling, cycle lane
accessibility: ทางลาด, อารยสถาปัตย์, เบรลล์บล็อก, ลิฟต์คนพิการ, รถเข็นคนพิการ, วีลแชร์, ผู้ใช้รถเข็น, เข้าถึงได้, ราวจับ, ทุกคนเข้าถึง | ramp, ramps, wheelchair, universal design, tactile paving, barrier free, handicap accessible, ada accessible
# transit: ขนส่งสาธารณะ | public transport
public-transport: ขนส่งสาธารณะ, ระบบขนส่ง, ขนส่งมวลชน, รถสาธารณะ, ระบบขนส่งมวลชน, รถโดยสาร, ผู้โดยสาร, การเดินทาง, เดินทาง, เชื่อมต่อการเดินทาง, คมนาคม, สัญจร | public transport, public transportation, mass transit, transit, transit system, transportation, ridership, passenger, passengers, transport, mobility, commuter transit
bus: รถเมล์, รถประจำทาง, ป้ายรถเมล์, รถโดยสารประจำทาง, ศาลารอรถ, ขสมก, รถเมล์ไฟฟ้า, เส้นทางเดินรถ, ป้ายรถประจำทาง, ที่พักผู้โดยสาร, สายรถเมล์, รถเมล์ไม่จอด, รอรถเมล์, รถสองแถว, รถตู้, รถรับส่ง, บีอาร์ที | bus, buses, bus stop, bus route, bus lane, bus shelter, shuttle, bus service, minibus, brt, bus station
rail: รถไฟฟ้า, รถไฟ, bts, mrt, สถานีรถไฟฟ้า, รถไฟฟ้าสายสี, บีทีเอส, รถไฟใต้ดิน, รถราง, แอร์พอร์ตลิงก์, โมโนเรล, สถานีรถไฟ, ราง, รถไฟความเร็วสูง, สายสีทอง, สายสีเขียว | train, trains, rail, railway, light rail, subway, metro, skytrain, tram, trolley, streetcar, monorail, high speed rail, train station, amtrak, rail line
boat: เรือโดยสาร, เดินเรือ, ท่าเรือ, เรือด่วน, เรือข้ามฟาก, เรือคลอง, เรือไฟฟ้า, โป๊ะ, เรือ | ferry, boat, water taxi, pier, canal boat, river boat
taxi: แท็กซี่, วินมอเตอร์ไซค์, มอเตอร์ไซค์รับจ้าง, วินมอไซค์, วิน, รถรับจ้าง, ตุ๊กตุ๊ก, จักรยานยนต์รับจ้าง, แกร็บ, ปฏิเสธผู้โดยสาร | taxi, cab, motorcycle taxi, tuk tuk, ride hailing, uber, lyft
fare: ค่าโดยสาร, ตั๋วร่วม, บัตรโดยสาร, ตั๋ว, บัตรร่วม, ค่ารถ, ค่ารถไฟฟ้า, ค่าเดินทาง | fare, ticket, common ticket, transit pass, toll, tolls
motorcycle: มอเตอร์ไซค์, รถจักรยานยนต์, จักรยานยนต์, มอไซค์, มอเตอร์ไซด์, มอไซ, มอเตอร์ไซ, บิ๊กไบค์ | motorcycle, motorbike, moped
airport: สนามบิน, ท่าอากาศยาน, เครื่องบิน, สายการบิน, เที่ยวบิน, โดรน | airport, airline, flight, flights, plane, airplane, drone
logistics: โลจิสติกส์, ขนส่งสินค้า, ส่งของ, ไรเดอร์, พัสดุ | logistics, freight, delivery, cargo, rider, warehouse, distribution center
# lighting: แสงสว่าง | lighting
street-light: ไฟส่องสว่าง, ไฟถนน, ไฟทาง, ไฟฟ้าส่องสว่าง, แสงสว่าง, ไฟดับ, หลอดไฟ, ไฟสว่าง, โคมไฟ, ไฟสาธารณะ, ไฟไม่ติด, ไฟฟ้าดับ, มืด, มืดมาก, ไฟริมทาง, ไฟข้างทาง, ที่มืด, ซอยเปลี่ยว, เปลี่ยว, ไฟส่องทาง, ไฟฟ้าสาธารณะ, หลอดไฟขาด, หลอดไฟดับ, ไฟกระพริบ, ไฟแสงสว่าง, ดวงไฟ, ไฟหน้าปากซอย, ไฟซอย | street light, streetlight, street lighting, lighting, lamp post, lamp, dark, streetlights, well lit, lights
# cables: สายไฟและสายสื่อสาร | cables and poles
cable: สายสื่อสาร, สายไฟ, สายเคเบิล, สายโทรศัพท์, สายไฟลงดิน, สายไฟฟ้า, สายไฟห้อย, รุงรัง, สายห้อย, สายขาด, สายอินเทอร์เน็ต, นำสายลงดิน, สายระโยงระยาง, ระโยงระยาง, สายไฟรก, สายหย่อน, สายพาดต่ำ, จัดระเบียบสาย, สายเน็ต | cable, cables, wire, wires, power line, underground cable, telephone wire, dangling wire, power lines, overhead wire, bury power lines
pole: เสาไฟ, เสาไฟฟ้า, เสาเอียง, เสาไฟเอียง, หม้อแปลง, เสา, เสาสัญญาณ | utility pole, electric pole, pole, transformer
power-supply: ไฟตก, การไฟฟ้า, กระแสไฟฟ้า, ไฟฟ้าขัดข้อง, เครื่องกำเนิดไฟฟ้า, ไฟฟ้าสำรอง, ไฟช็อต, ไฟรั่ว, ไฟฟ้า | electricity, power outage, blackout, power supply, generator, power grid, electric grid, utilities, utility
internet: อินเทอร์เน็ต, อินเตอร์เน็ต, ไวไฟ, wifi, wi-fi, ไวไฟฟรี, ไฟเบอร์, 5g, สัญญาณโทรศัพท์, เน็ต, บรอดแบนด์ | internet, broadband, wifi, wi-fi, fiber, 5g, high speed internet, cell service, connectivity, isp, internet service, fiber optic, net neutrality
# signs: ป้าย | signs
sign: ป้าย, ป้ายจราจร, ป้ายบอกทาง, ป้ายชื่อซอย, ป้ายซอย, ป้ายชื่อถนน, ป้ายเตือน, กระจกโค้ง, ป้ายห้าม, ป้ายล้ม, ป้ายหัก | sign, signs, signage, street sign, wayfinding, road sign, name plate, convex mirror
billboard: ป้ายโฆษณา, ป้ายหาเสียง, ป้ายผิดกฎหมาย, โฆษณา, ป้ายบังทาง, ป้ายไวนิล, ป้ายขายบ้าน, ป้ายประชาสัมพันธ์, ป้ายกองโจร, ใบปลิว | billboard, billboards, advertising, advertisement, banner, poster, campaign sign
# nuisance: เหตุรำคาญ | nuisance
noise: เสียงดัง, เสียงรบกวน, เสียง, ส่งเสียงดัง, หนวกหู, เสียงเพลง, เครื่องเสียง, ลำโพง, มลพิษทางเสียง, ท่อดัง, เปิดเพลง, เปิดเพลงเสียงดัง, เสียงรถ, ส่งเสียง, ร้องเพลง, คาราโอเกะ, รบกวนการนอน, เสียงก่อสร้าง | noise, loud, noise pollution, loud music, noisy, loudspeaker, noise ordinance, quiet
neighbour: เพื่อนบ้าน, ข้างบ้าน, บ้านข้างๆ, ทะเลาะกับเพื่อนบ้าน, นิติบุคคล, เหตุรำคาญ, เดือดร้อนรำคาญ | neighbour, neighbor, nuisance, neighbors, homeowner association, hoa
vibration: แรงสั่นสะเทือน, สั่นสะเทือน, ตอกเสาเข็ม, บ้านร้าว, บ้านสั่น | vibration, piling, shaking
`
