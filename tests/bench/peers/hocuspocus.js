/**
 * Hocuspocus with its Database extension on SQLite, as its own SQLite extension does it: one row a document, replaced at
 * each store. (`@hocuspocus/extension-sqlite` wants a native build; `node:sqlite` is the same engine.) Defaults otherwise.
 */
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

const load = createRequire(join(process.env['PEERS'], 'package.json'))
const { Server } = load('@hocuspocus/server')
const { Database } = load('@hocuspocus/extension-database')

const database = new DatabaseSync(join(process.env['DATA_DIR'], 'hocuspocus.sqlite'))
database.exec('CREATE TABLE IF NOT EXISTS documents (name VARCHAR(255) PRIMARY KEY, data BLOB NOT NULL)')
const select = database.prepare('SELECT data FROM documents WHERE name = ?')
const upsert = database.prepare('INSERT INTO documents (name, data) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET data = excluded.data')

const server = new Server({
  port: Number(process.env['PORT']),
  address: '127.0.0.1',
  quiet: true,
  extensions: [
    new Database({
      fetch: async ({ documentName }) => select.get(documentName)?.data ?? null,
      store: async ({ documentName, state }) => {
        upsert.run(documentName, state)
      },
    }),
  ],
})
await server.listen()
