/** The whole service as a process of its own, to be killed. */
import { openApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'

await openApp(readConfig(process.env))
