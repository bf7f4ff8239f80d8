/** The whole server as a process of its own, to be killed in the middle of a reveal. */
import { openApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'

const app = await openApp(readConfig(process.env))
process.stdout.write(`${app.url}\n`)
