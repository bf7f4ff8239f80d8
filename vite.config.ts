import { svelte } from '@sveltejs/vite-plugin-svelte'
import { playwright } from '@vitest/browser-playwright'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { pressedFiles } from './server/http/pressed-files.ts'

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
/** Asked for only by the tests: a build knows no tests. */
const chromium = process.env['VITEST'] ? (await import('./tests/helpers/provision.ts')).findChromium() : undefined
// Every test starts threads, many start processes: what one has compiled the next need not, which halves the work of most.
if (process.env['VITEST']) process.env['NODE_COMPILE_CACHE'] ??= path('node_modules/.cache/tests')
/** As root Chromium needs no sandbox; on a closed network its own errands only stall it. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** What comes by itself may take its time on a loaded machine: a wait ends when it is there, and fails late. */
const patience = { timeout: 15_000 }

const schemaMakers =
  /\bv\.(?:array|boolean|custom|integer|max\w+|min\w+|number|object|optional|pick|picklist|pipe|string|transform|trim|union)\(/g
/** Schemas are made when a module is read. Marked as pure, those that a page never asks fall away, and their library with them. */
const pureSchemas = {
  name: 'pure-schemas',
  apply: 'build' as const,
  transform: (code: string, file: string) =>
    file.startsWith(path('shared')) ? { code: code.replace(schemaMakers, '/* @__PURE__ */ $&'), map: null } : undefined,
}

/** Lucide's icons ask at run time what is known here. As plain pictures they cost a slow tablet a tenth. */
const plainIcons = {
  name: 'plain-icons',
  apply: 'build' as const,
  enforce: 'pre' as const,
  load: (file: string) => {
    if (!/@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/.test(file)) return
    const { node } = JSON.parse(/const iconData = (\{.*\});/.exec(readFileSync(file, 'utf8'))![1]!) as { node: [string, object][] }
    const shapes = node.map(
      ([tag, has]) =>
        `<${tag} ${Object.entries(has)
          .map(([name, value]) => `${name}="${value}"`)
          .join(' ')} />`,
    )
    return `<script>let { size = 24, strokeWidth = 2, class: name, 'aria-hidden': hidden, 'aria-label': label } = $props()</script>
<svg width={size} height={size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width={strokeWidth} stroke-linecap="round"
  stroke-linejoin="round" class={['lucide-icon', name]} aria-hidden={hidden ?? (label ? undefined : 'true')} aria-label={label}>${shapes.join('')}</svg>`
  },
}

/** What lib0 has for other tabs, which are told by the server, and for Node: a tablet need not carry it. */
const notOnTablets: Record<string, string> = {
  broadcastchannel: 'const nothing = () => {}\nexport { nothing as subscribe, nothing as unsubscribe, nothing as publish }',
  environment: 'export const isNode = false, isBrowser = true, supportsColor = false\nexport const getVariable = () => null',
}
const tabletsOnly = {
  name: 'tablets-only',
  apply: 'build' as const,
  enforce: 'pre' as const,
  load: (file: string) => notOnTablets[/\/lib0\/(\w+)\.js$/.exec(file)?.[1] ?? ''],
}

export default defineConfig({
  root: path('client'),
  cacheDir: path('node_modules/.vite'),
  plugins: [pureSchemas, plainIcons, tabletsOnly, svelte(), pressedFiles()],
  resolve: {
    alias: [
      { find: '#shared', replacement: path('shared') },
      // lib0's log with colours brings a DOM library and a schema library, 4 KB on every tablet; its plain one says the same words.
      { find: /^lib0\/logging$/, replacement: path('node_modules/lib0/logging.node.js') },
    ],
  },
  build: {
    outDir: path('client/dist'),
    emptyOutDir: true,
    // What a screen is made of, for the server to tell ahead.
    manifest: true,
    target: 'es2022',
    // Tablets of 2022: light-dark() and nesting are compiled away for them.
    cssTarget: ['chrome100', 'safari16', 'firefox102'],
    chunkSizeWarningLimit: 300,
    rolldownOptions: {
      treeshake: { propertyReadSideEffects: false },
      output: {
        codeSplitting: {
          groups: [
            // One sheet for what every page and every board wears: a request less than two.
            {
              name: 'looks',
              test: /client\/(ui\/(fonts|tokens|base)\.css|(App|ui\/(Notices|PutAway|Loading|Button|EmptyState)|board\/[A-Z]\w+|idea\/(Idea(Card|Composer|Editor)|SpaceLeft))\.svelte\?.*type=style)/,
              priority: 5,
            },
            // Fewer requests: each one more is a round trip on a hall's Wi-Fi. The shell goes first, or the board would
            // swallow what every page needs.
            {
              name: 'core',
              test: /client\/(net\/(api|call|refused)|ui\/(Notices|notices|theme|memory|Loading|Button|EmptyState|undo-keys))|shared\/(id|refusal|words|board\/zone)\.ts|icons\/(plus|ellipsis|x)\./,
              priority: 4,
            },
            { name: 'shell', test: /node_modules\/svelte\//, minShareCount: 3, priority: 3 },
            // Fields, dialogs and bars: a board shows itself without them.
            { name: 'fields', test: /client\/(ui\/(?!QrCode|HeroDrawing|Notices|theme)|person\/code)/, minShareCount: 3, priority: 1 },
            { name: 'marks', test: /node_modules\/@lucide\//, minShareCount: 2, priority: 1 },
            // With all that other pieces ask of the tablet's screen: what must be asked for by name brings a piece more.
            {
              name: 'board',
              test: /node_modules\/(yjs|lib0(?!\/hash)|y-protocols|y-websocket|y-indexeddb)\/|shared\/(idea\/(idea|edit)|sync\/)|client\/(idea\/(grow|SpaceLeft\.svelte$)|net\/late-piece|board\/(open-live-board|live-board|permits|text-size|Segments|LightMark))|icons\/(arrow-up|chevron-left|circle-check|cloud-off|cloud-upload|eye-off|layout-list|lock|lock-open|redo-2|settings-2|sticky-note|undo-2|user|wifi)\./,
              priority: 2,
            },
            // What comes once the board stands, in one piece.
            { name: 'standing', test: /client\/(board\/(Announcer|walk-cards|carry-card))/, priority: 0 },
          ],
        },
      },
    },
  },
  server: {
    // Tests bring their own server, or none.
    proxy: process.env['VITEST']
      ? {}
      : {
          '/api': 'http://127.0.0.1:8080',
          '/sync': { target: 'ws://127.0.0.1:8080', ws: true },
          '/socket.io': { target: 'ws://127.0.0.1:8080', ws: true },
        },
  },
  test: {
    projects: [
      {
        test: {
          name: 'node',
          root: path('.'),
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/**/*.browser.test.ts', 'tests/e2e/**'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: patience },
          // Most of them wait for a store or a process, and leave the time to one more.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        root: path('.'),
        resolve: { conditions: ['browser'] },
        // All that the client imports is known before the first test: what is found later would bring a second Svelte.
        optimizeDeps: {
          entries: ['client/**/*.{svelte,ts}', 'tests/**/*.browser.test.ts'],
          include: ['axe-core', 'vitest-browser-svelte'],
        },
        test: {
          name: 'browser',
          root: path('.'),
          include: ['tests/**/*.browser.test.ts'],
          testTimeout: 60_000,
          expect: { poll: patience },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromium, args: chromiumFlags } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          root: path('.'),
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: patience },
          fileParallelism: false,
        },
      },
    ],
  },
})
