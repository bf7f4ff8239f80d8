/** The whole server as a process of its own, to be killed in the middle of a reveal. */
import { flushCompileCache } from 'node:module'
import { openApp } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'

const app = await openApp(readConfig(process.env))
process.stdout.write(`${app.url}\n`)
// What it has compiled is there for the next: a process that is killed writes nothing at its end.
flushCompileCache()
