/// <reference types="vite/client" />
/** A screen of the client in a real browser, at its own address, with an `/api` that the test writes down. */
import axe from 'axe-core'
import { render } from 'vitest-browser-svelte'
import App from '../../client/App.svelte'
import '../../client/ui/base.css'
import '../../client/ui/fonts.css'
import '../../client/ui/tokens.css'
import { atRest } from '../helpers/at-rest.ts'
import { chooseTheme, type Theme } from '../../client/ui/theme.svelte.ts'
import { remember } from '../../client/ui/memory.ts'
import { notices } from '../../client/ui/notices.svelte.ts'
import { here } from '../../client/route.svelte.ts'
import type { Language } from '#shared/words.ts'

export interface Asked {
  question: string
  body: unknown
}
export interface NoAnswer {
  status: number
  error: { code: string; message: string }
}
/** By `METHOD /path`: what is answered, or a refusal; 'silence' = nobody answers. */
export type Answers = Record<string, object | 'silence' | ((body: unknown) => object)>

export const refuse = (status: number, code: string, message: string): NoAnswer => ({ status, error: { code, message } })
const isRefusal = (answer: object): answer is NoAnswer => 'status' in answer && 'error' in answer

/** Puts an `/api` in the place of the network; gives what was asked of it, in order. */
export const answering = (answers: Answers): Asked[] => {
  const asked: Asked[] = []
  globalThis.fetch = async (input, init) => {
    const question = `${init?.method ?? 'GET'} ${String(input).split('?')[0]}`
    const body: unknown = typeof init?.body === 'string' ? JSON.parse(init.body) : undefined
    asked.push({ question, body })
    const answer = answers[question] ?? refuse(404, 'request/not-found', '')
    if (answer === 'silence') throw new TypeError('Failed to fetch')
    const said = typeof answer === 'function' ? (answer as (body: unknown) => object)(body) : answer
    return isRefusal(said) ? Response.json({ error: said.error }, { status: said.status }) : Response.json(said)
  }
  return asked
}

const ownAddress = location.href
const ownFetch = globalThis.fetch
let unmount: (() => Promise<void>) | undefined

/** Shows the page of an address. */
export const openPage = async (
  path: string,
  answers: Answers,
  { language = 'th' as Language, theme = 'light' as Theme } = {},
): Promise<{ asked: Asked[]; target: HTMLElement }> => {
  const asked = answering(answers)
  remember('language', language)
  remember('name', '')
  chooseTheme(theme)
  history.replaceState(null, '', path)
  here.read()
  const screen = await render(App)
  unmount = async () => void (await screen.unmount())
  return { asked, target: screen.container }
}

/** Ends the page and gives the test its own address and network back. */
export const closePage = async (): Promise<void> => {
  await unmount?.()
  unmount = undefined
  // What was said of this page must not lie over the buttons of the next for seconds.
  notices.list = []
  globalThis.fetch = ownFetch
  history.replaceState(null, '', ownAddress)
}

/** What axe finds once the screen has come to rest, one line each. */
export const findings = (): Promise<string[]> => atRest(look)

const look = async (): Promise<string[]> => {
  const { violations } = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  return violations.flatMap((violation) => violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`))
}

/** What can be tapped and is smaller than a finger: less than 48 px either way. */
export const tooSmall = (target: HTMLElement): string[] =>
  [...target.querySelectorAll<HTMLElement>('a, button, input:not(.unseen), select, textarea, label:has(.unseen)')]
    .filter((element) => element.offsetParent !== null && !element.closest('.unseen'))
    .map((element) => ({ element, box: element.getBoundingClientRect() }))
    .filter(({ box }) => box.height < 47.5 || box.width < 47.5)
    .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${Math.round(box.width)}x${Math.round(box.height)}`)
