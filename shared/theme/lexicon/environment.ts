/** Water, waste, air, energy, nature and animals. The form of the lines is described in lexicon.ts. */
export const environment = `
# water: น้ำท่วมและการระบายน้ำ | flooding and drainage
flood: น้ำท่วม, ท่วมขัง, น้ำขัง, น้ำท่วมขัง, ท่วม, น้ำรอระบาย, รอระบาย, รอการระบาย, อุทกภัย, น้ำเอ่อ, น้ำล้น, น้ำหลาก, น้ำป่า, จมน้ำ, น้ำเข้าบ้าน, จุดเสี่ยงน้ำท่วม | flood, flooding, inundation, waterlogging, standing water, flash flood, flooded, stormwater, storm water, runoff, deluge
drain: ท่อระบายน้ำ, ท่อระบาย, ระบายน้ำ, การระบายน้ำ, รางระบายน้ำ, ลอกท่อ, ท่ออุดตัน, ท่อตัน, ท่อน้ำทิ้ง, ล้างท่อ, ขุดลอกท่อ, ฝาท่อ, ฝาท่อระบายน้ำ, ตะแกรงระบายน้ำ, บ่อพัก, ท่อแตก, อุโมงค์ระบายน้ำ, ท่อ | drain, drainage, sewer, sewers, sewage pipe, manhole, culvert, gutter, clogged drain, storm drain, manhole cover
pump: เครื่องสูบน้ำ, สถานีสูบน้ำ, ปั๊มน้ำ, สูบน้ำ, ประตูระบายน้ำ, ประตูน้ำ, บ่อสูบ, เครื่องสูบ, พร่องน้ำ | pump station, pumping station, water pump, floodgate, sluice, pumping
canal: คลอง, คูคลอง, ลำคลอง, คู, ลำราง, ลำน้ำ, ขุดลอกคลอง, ขุดลอก, ตื้นเขิน, ริมคลอง, เขื่อนริมคลอง, ผักตบชวา, วัชพืช, ตลิ่ง, รุกล้ำคลอง, ลำกระโดง | canal, waterway, khlong, klong, dredge, dredging, embankment, water hyacinth, levee
sea-level: น้ำทะเลหนุน, น้ำหนุน, น้ำขึ้น, กัดเซาะชายฝั่ง, ระดับน้ำทะเล, แนวป้องกันน้ำท่วม, เขื่อนกั้นน้ำ, แผ่นดินทรุด, คันกั้นน้ำ | sea level rise, high tide, tidal, coastal erosion, flood barrier, flood wall, dike, land subsidence
retention: แก้มลิง, บึงรับน้ำ, พื้นที่รับน้ำ, หน่วงน้ำ, ธนาคารน้ำใต้ดิน, บ่อหน่วงน้ำ, ฟลัดเวย์, พื้นที่ซับน้ำ | retention pond, retention basin, detention, sponge city, rain garden, floodway, catchment basin
rain: ฝน, ฝนตก, ฝนตกหนัก, หน้าฝน, ฤดูฝน, พายุฝน, น้ำฝน, เรดาร์ฝน, ปริมาณฝน, พยากรณ์อากาศ | rain, rainfall, rainy season, monsoon, heavy rain, weather forecast
water-level: ระดับน้ำ, วัดระดับน้ำ, เตือนภัยน้ำ, โทรมาตร, น้ำเหนือ, ผันน้ำ | water level, flood warning, flood sensor
wastewater: น้ำเสีย, บำบัดน้ำเสีย, น้ำเน่า, น้ำเน่าเสีย, โรงบำบัดน้ำเสีย, น้ำทิ้ง, บำบัดน้ำ, ปล่อยน้ำเสีย, ไขมัน, บ่อดักไขมัน | wastewater, waste water, sewage, effluent, water treatment, septic
# freshwater: แหล่งน้ำและน้ำประปา | fresh water
tap-water: น้ำประปา, ประปา, ท่อประปา, น้ำไม่ไหล, น้ำดื่ม, น้ำสะอาด, ท่อประปาแตก, การประปา, น้ำรั่ว, ตู้น้ำดื่ม | tap water, drinking water, water supply, water main, water meter, clean water, water leak
river: แม่น้ำ, เจ้าพระยา, ลำธาร, ริมน้ำ, ลุ่มน้ำ, ต้นน้ำ, คุณภาพน้ำ, แหล่งน้ำ, ริมแม่น้ำ | river, riverfront, stream, lake, freshwater, waterways, catchment, watershed, water quality, riparian, aquifer, groundwater, wetland
irrigation: ชลประทาน, น้ำแล้ง, ภัยแล้ง, ขาดแคลนน้ำ, อ่างเก็บน้ำ, เขื่อน | irrigation, drought, water shortage, reservoir, dam, water rights, water allocation, water permit, water use
# waste: ขยะและความสะอาด | waste and cleanliness
garbage: ขยะ, ขยะมูลฝอย, มูลฝอย, เก็บขยะ, รถเก็บขยะ, รถขยะ, ทิ้งขยะ, ถังขยะ, กองขยะ, ขยะล้น, ขยะตกค้าง, จุดทิ้งขยะ, คนเก็บขยะ, ค่าเก็บขยะ, ค่าธรรมเนียมขยะ, ขยะตกหล่น, เศษขยะ | garbage, trash, rubbish, waste collection, litter, littering, garbage truck, bin, bins, dumpster, waste, refuse, solid waste
recycling: รีไซเคิล, แยกขยะ, คัดแยกขยะ, คัดแยก, ขยะรีไซเคิล, ธนาคารขยะ, ลดขยะ, ใช้ซ้ำ, หมุนเวียน, ขยะพลาสติก, ถุงพลาสติก, พลาสติก, โฟม, หลอดพลาสติก, เศรษฐกิจหมุนเวียน, ขยะเป็นศูนย์ | recycle, recycling, reuse, waste separation, sort waste, sorting, plastic, single use, plastic bag, zero waste, circular economy
organic-waste: ขยะอินทรีย์, ขยะเปียก, เศษอาหาร, ปุ๋ยหมัก, ขยะเศษอาหาร, หมักปุ๋ย, ขยะอาหาร, น้ำหมัก | food waste, compost, composting, organic waste
landfill: กำจัดขยะ, โรงกำจัดขยะ, บ่อขยะ, ฝังกลบ, เตาเผาขยะ, โรงเผาขยะ, โรงไฟฟ้าขยะ, โรงขยะ | landfill, incinerator, waste disposal, dump site, waste to energy
hazardous-waste: ขยะอันตราย, ขยะพิษ, ขยะติดเชื้อ, ขยะอิเล็กทรอนิกส์, ถ่านไฟฉาย, สารเคมี, กากอุตสาหกรรม | hazardous waste, e-waste, toxic, electronic waste, medical waste, chemical
bulky-waste: ขยะชิ้นใหญ่, เศษวัสดุ, เศษปูน, เศษวัสดุก่อสร้าง, ที่นอนเก่า, ซากรถ, ของเก่า, กิ่งไม้ทิ้ง | bulky waste, construction debris, debris, rubble, junk, abandoned car
cleanliness: ความสะอาด, สะอาด, สกปรก, กวาดถนน, ทำความสะอาด, กวาด, ล้างถนน, รกร้าง, ที่รกร้าง, หญ้ารก, รก, พงหญ้า, คนกวาดถนน, ตัดหญ้า, พ่นสี, ขีดเขียน | clean, cleanliness, dirty, street cleaning, sweeping, sweeper, filthy, weeds, overgrown, blight, graffiti, clean up
odour: กลิ่น, กลิ่นเหม็น, เหม็น, ส่งกลิ่น, กลิ่นรบกวน, กลิ่นควัน | smell, odor, odour, stink, stench
public-toilet: ห้องน้ำสาธารณะ, ห้องน้ำ, สุขา, ห้องสุขา, ส้วม, สุขาสาธารณะ | public toilet, restroom, toilet, bathroom, washroom, public restroom
# air: อากาศและฝุ่น | air quality
dust: ฝุ่น, ฝุ่นละออง, ฝุ่นพิษ, pm2.5, pm 2.5, พีเอ็ม, ฝุ่นควัน, หมอกควัน, ปลอดฝุ่น, ค่าฝุ่น, ห้องปลอดฝุ่น | dust, pm2.5, pm 2.5, particulate, haze, smog, fine dust
air-quality: คุณภาพอากาศ, มลพิษ, มลพิษทางอากาศ, มลภาวะ, อากาศเสีย, อากาศบริสุทธิ์, เครื่องวัดอากาศ, เครื่องฟอกอากาศ, หน้ากากอนามัย | air quality, air pollution, pollution, clean air, polluted, polluter, air monitor, air purifier
burning: เผา, การเผา, เผาในที่โล่ง, เผาขยะ, เผาหญ้า, เผาอ้อย, เผาตอซัง, ควัน, ควันไฟ, จุดธูป | open burning, burning, smoke, crop burning, bonfire, wildfire
vehicle-emission: ควันดำ, รถควันดำ, ท่อไอเสีย, ไอเสีย, มาตรฐานไอเสีย, รถดีเซล, เขตมลพิษต่ำ, ยูโร 5 | exhaust, emission, emissions, low emission zone, diesel, vehicle emission, black smoke, tailpipe
# climate: ภูมิอากาศและพลังงาน | climate and energy
climate: โลกร้อน, ภาวะโลกร้อน, การเปลี่ยนแปลงสภาพภูมิอากาศ, ภูมิอากาศ, ลดคาร์บอน, คาร์บอน, ก๊าซเรือนกระจก, คาร์บอนต่ำ, เกาะความร้อน, คลื่นความร้อน, อากาศร้อน | climate, climate change, global warming, carbon, greenhouse gas, net zero, heat island, heat wave, carbon neutral, sustainability, sustainable
solar: พลังงานแสงอาทิตย์, โซลาร์เซลล์, โซล่าเซลล์, โซลาร์, แผงโซลาร์, พลังงานทดแทน, พลังงานสะอาด, พลังงานหมุนเวียน, กังหันลม | solar, solar panel, renewable, renewable energy, clean energy, wind power, wind turbine, geothermal
electric-vehicle: รถไฟฟ้าส่วนบุคคล, รถยนต์ไฟฟ้า, รถ ev, ev, สถานีชาร์จ, ชาร์จรถ, รถพลังงานไฟฟ้า, จุดชาร์จ | electric vehicle, electric car, ev, charging station, ev charger, hybrid car
energy-saving: ประหยัดพลังงาน, ประหยัดไฟ, อนุรักษ์พลังงาน, พลังงาน, ค่าไฟ, น้ำมัน, แก๊ส, ก๊าซ | energy, energy efficiency, save energy, energy saving, fossil fuel, fuel, gasoline, natural gas, coal, oil, fracking
# nature: ธรรมชาติและความหลากหลายทางชีวภาพ | nature
biodiversity: ความหลากหลายทางชีวภาพ, ระบบนิเวศ, สัตว์ป่า, พันธุ์พืช, พันธุ์สัตว์, สูญพันธุ์, ถิ่นที่อยู่, นิเวศ | biodiversity, ecosystem, wildlife, species, habitat, endangered, extinction, native species, biosphere, fauna, flora, ecology, ecological
pest-species: สัตว์รบกวน, หนู, แมลงสาบ, ยุง, ยุงลาย, แมลง, ปลวก, พันธุ์ต่างถิ่น, นกพิราบ, ลูกน้ำ, พ่นยุง, แมลงวัน, กำจัดยุง | pest, pests, predator, rodent, rat, mosquito, invasive species, invasive, cockroach, pigeon, weed control, pest control
forest: ป่า, ป่าไม้, ป่าชุมชน, ป่าชายเลน, ปลูกป่า, ตัดไม้ทำลายป่า, ป่าสงวน, อุทยาน | forest, forestry, woodland, mangrove, reforestation, deforestation, national park, bush, logging
ocean: ทะเล, ชายฝั่ง, ชายหาด, ประมง, ปะการัง, ขยะทะเล, มหาสมุทร, เรือประมง | sea, ocean, marine, beach, fishery, fishing, fisheries, coral, coast, coastal
conservation: อนุรักษ์ธรรมชาติ, สิ่งแวดล้อม, ทรัพยากรธรรมชาติ, ธรรมชาติ, อนุรักษ์สิ่งแวดล้อม, รักษ์โลก | conservation, environment, environmental, nature, natural resource, natural environment, conservationist, eco, ecofriendly, preserve nature
# green: ต้นไม้และสวน | trees and parks
tree: ต้นไม้, กิ่งไม้, ต้นไม้ล้ม, ตัดแต่งต้นไม้, ตัดกิ่ง, ปลูกต้นไม้, ไม้ยืนต้น, ต้นไม้ใหญ่, ร่มเงา, ไม้ประดับ, รุกขกร, กิ่งไม้หัก, พุ่มไม้, ไม้พุ่ม, กิ่ง, รากไม้, ค้ำยันต้นไม้, ต้นปาล์ม, ใบไม้, ตัดต้นไม้ | tree, trees, tree planting, branch, branches, shade, canopy, pruning, arborist, shrub, landscaping, foliage
park: สวนสาธารณะ, สวน, พื้นที่สีเขียว, สวนหย่อม, สวน 15 นาที, ปอดคนเมือง, สนามหญ้า, สวนลุม, สวนป่า, สวนแนวตั้ง, หลังคาเขียว, สวนบนดาดฟ้า, สวนในเมือง, พักผ่อนหย่อนใจ | park, parks, green space, greenspace, pocket park, garden, gardens, green roof, open space, botanical garden, picnic, lawn, public garden
trail: เส้นทางธรรมชาติ, เดินป่า, ปีนเขา, พายเรือ, แคมป์, เส้นทางวิ่ง, ล่องเรือ | trail, trails, greenway, hiking, hike, kayak, kayaking, canoe, outdoor recreation, outdoors, camping, boating, campground
playground: สนามเด็กเล่น, ลานเด็กเล่น, เครื่องเล่นเด็ก, ลานกิจกรรม | playground, splash pad, play area, play space, water park
# animals: สัตว์ | animals
stray: สุนัขจรจัด, หมาจรจัด, แมวจรจัด, สัตว์จรจัด, จรจัด, สุนัข, หมา, แมว, หมากัด, ทำหมัน, ฉีดวัคซีนสุนัข, พิษสุนัขบ้า, ไล่กัด, ให้อาหารหมา, หมาแมว, ลูกหมา | stray dog, stray, dog, dogs, cat, cats, rabies, spay, neuter, sterilise, puppy
pet: สัตว์เลี้ยง, คนรักสัตว์, สวนสุนัข, ฝังไมโครชิป, จดทะเบียนสัตว์เลี้ยง, สัตวแพทย์, ทารุณสัตว์ | pet, pets, dog park, animal shelter, veterinary, animal welfare, animal cruelty, leash, pet owner
wild-animal: งู, ตัวเงินตัวทอง, ผึ้ง, ต่อ แตน, รังผึ้ง, นก, ลิง, สัตว์มีพิษ, จับงู, จระเข้ | snake, monitor lizard, bee, hive, wasp, monkey, bird, birds, crocodile
livestock: ปศุสัตว์, เลี้ยงสัตว์, วัว, ไก่, หมู, ฟาร์ม, ไก่ขัน | livestock, cattle, cow, dairy, chicken, poultry, farm animal
`
