/** A language model's API on a free port, that answers as the test says: well, badly, slowly, or not at all. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

interface Heard {
  headers: IncomingHttpHeaders
  path: string
  body: { model: string; messages: { role: string; content: string }[] }
}
interface AskedThemes {
  themes: { theme: number; ideas: { idea: number; text: string }[] }[]
}

export class LabelServer {
  readonly heard: Heard[] = []
  url = ''
  /** What it does with a question. */
  answer: (response: ServerResponse, asked: AskedThemes) => void = () => undefined

  static async open(): Promise<LabelServer> {
    const label = new LabelServer()
    const server = createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Heard['body']
        label.heard.push({ headers: request.headers, path: request.url!, body })
        label.answer(response, JSON.parse(body.messages.at(-1)!.content) as AskedThemes)
      })
    })
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    label.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
    return label
  }

  /** Answers with these proposals, as a chat does. */
  say(proposals: (asked: AskedThemes) => unknown, wrap: (json: string) => string = (json) => json): void {
    this.answer = (response, asked) => {
      const content = wrap(JSON.stringify({ proposals: proposals(asked) }))
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }))
    }
  }
}
