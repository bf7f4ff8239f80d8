/** Where people find us. */
import type { Request } from 'express'
import { networkInterfaces } from 'node:os'
import type { Config } from '../config.ts'

/** The addresses that a tablet on the same network can reach, the likeliest first. */
const lanHosts = (): string[] =>
  Object.entries(networkInterfaces())
    .filter(([name]) => !/^(docker|br-|veth|virbr)/.test(name))
    .flatMap(([, addresses]) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

const everywhere = new Set(['0.0.0.0', '::'])
const loopback = /^(localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/

/** Where the caller has found us. */
export const hereUrlOf = (request: Request, { publicUrl }: Config): string =>
  publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`

/** The base of links that others shall open. Who runs the server asks as "localhost"; a tablet needs the LAN's address. */
export const baseUrlOf = (request: Request, config: Config): string => {
  if (config.publicUrl) return config.publicUrl
  const host = request.headers.host ?? 'localhost'
  const lan = loopback.test(host) && everywhere.has(config.host) ? lanHosts()[0] : undefined
  return `${request.protocol}://${lan ? `${lan}:${request.socket.localPort}` : host}`
}

/** All addresses under which this process can be opened. */
export const listenUrls = (config: Config, port: number): string[] => {
  if (config.publicUrl) return [config.publicUrl]
  const hosts = everywhere.has(config.host) ? [...lanHosts(), 'localhost'] : [config.host.includes(':') ? `[${config.host}]` : config.host]
  return hosts.map((host) => `http://${host}:${port}`)
}
