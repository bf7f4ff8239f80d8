/** The process: settings in, the client built, the service opened, people told where it is; ends cleanly when asked. */
import { renderUnicodeCompact } from 'uqr'
import { openApp, type App } from './app.ts'
import { seedDemo } from './board/demo.ts'
import { BadSetting, readConfig, type Config } from './config.ts'
import { buildClient, isBuilt } from './http/client-build.ts'

const tell = (...lines: string[]): void => void process.stdout.write(`${lines.join('\n')}\n`)

/** What to tell whoever started the process; undefined when it is not theirs to mend. */
const plainWords = (error: unknown, { host, port, dataDir }: Config): string | undefined => {
  if (!(error instanceof Error)) return undefined
  const { code } = error as { code?: string }
  if (error.name === 'StoreUnusable') return error.message
  if (code === 'EADDRINUSE')
    return `พอร์ต ${port} มีโปรแกรมอื่นใช้อยู่ ตั้ง PORT เป็นเลขอื่น\nPort ${port} is in use by another program. Choose another with PORT.`
  if (code === 'EADDRNOTAVAIL') return `เครื่องนี้ไม่มีที่อยู่ ${host} (HOST)\nThis machine has no address ${host} (HOST).`
  if (code === 'EACCES' && 'port' in error) return `ไม่มีสิทธิ์เปิดพอร์ต ${port} (PORT)\nNo permission to open port ${port} (PORT).`
  if (code && ['EACCES', 'EPERM', 'EROFS', 'EEXIST', 'ENOTDIR'].includes(code))
    return `เขียนโฟลเดอร์ ${dataDir} ไม่ได้ (DATA_DIR)\nThe folder ${dataDir} cannot be written (DATA_DIR).`
  return undefined
}

const announce = async (app: App, demo: boolean, again: boolean): Promise<void> => {
  const [first = app.url] = app.urls
  tell('', 'คลังปัญญา · Khlang Panya', '', ...app.urls.map((url) => `  ${url}`), '', renderUnicodeCompact(first), '')
  const token = await app.setUpToken(again)
  if (token) tell('ลิงก์ตั้งค่าของผู้จัด ใช้ได้ครั้งเดียว · The organizer’s link, to be used once:', `  ${first}/set-up#${token}`, '')
  if (!demo) return
  const { consoleUrl, joinUrl } = await seedDemo({ ...app, url: first })
  tell('สัมมนาตัวอย่าง · The demo seminar', `  ผู้ดำเนินการ · facilitator  ${consoleUrl}`, `  ผู้เข้าร่วม · participant   ${joinUrl}`, '')
}

const endWith = (app: App): void => {
  let ending = false
  const end = (): void => {
    // A second Ctrl-C is for those who cannot wait.
    if (ending) process.exit(1)
    ending = true
    app.close().then(
      () => process.exit(0),
      (error: unknown) => {
        app.log.fatal({ err: error }, 'could not end cleanly')
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

const start = async (config: Config, flags: ReadonlySet<string>): Promise<void> => {
  if (!flags.has('--no-build') && !isBuilt(config.clientDir)) {
    tell('กำลังเตรียมหน้าจอ … · Building the client …')
    await buildClient()
  }
  const app = await openApp(config)
  endWith(app)
  // A promise that nobody waited for must not end a seminar.
  process.on('unhandledRejection', (error) => app.log.error({ err: error }, 'a promise was dropped'))
  await announce(app, flags.has('--demo'), flags.has('--set-up'))
}

try {
  const config = readConfig(process.env)
  await start(config, new Set(process.argv.slice(2))).catch((error: unknown) => {
    const words = plainWords(error, config)
    if (words === undefined) throw error
    console.error(words)
    process.exit(1)
  })
} catch (error) {
  console.error(error instanceof BadSetting ? error.message : error)
  process.exit(1)
}
