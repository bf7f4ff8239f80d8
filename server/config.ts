/** The only reader of the environment. Every other part is handed what it needs. */
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Config {
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  /** Absolute path of the folder that holds everything (embedded store). */
  readonly dataDir: string
  /** Set: state lives in this Redis, shared with other processes. */
  readonly redisUrl: string | undefined
  /** What people type, when a proxy stands in front: no slash at the end. */
  readonly publicUrl: string | undefined
  /** Whether anybody may open a seminar without an account. */
  readonly quickStart: boolean
  /** How many proxies in front may tell the caller's address. */
  readonly trustedProxies: number
  readonly logLevel: LogLevel
  /** Start even against a Redis that would lose what it confirmed. */
  readonly allowLossyRedis: boolean
  /** A language model that may propose names of themes, where a facilitator wants it; undefined: there is none. */
  readonly labelEndpoint: LabelEndpoint | undefined
  /** The built client. */
  readonly clientDir: string
}

/** An API as OpenAI's, with what it asks for. */
export interface LabelEndpoint {
  /** Where `/chat/completions` is, as `https://api.example/v1`. */
  readonly url: string
  readonly model: string
  readonly key: string | undefined
}

const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const
export type LogLevel = (typeof logLevels)[number]

/** A setting that cannot be; the message is for whoever starts the process. */
export class BadSetting extends Error {
  override name = 'BadSetting'
}

type Environment = Readonly<Record<string, string | undefined>>

const number = (env: Environment, name: string, fallback: number, max: number): number => {
  const text = env[name]?.trim()
  if (!text) return fallback
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > max)
    throw new BadSetting(`${name} must be a whole number from 0 to ${max}, not "${text}".`)
  return value
}

const onOff = (env: Environment, name: string, fallback: boolean): boolean => {
  const text = env[name]?.trim().toLowerCase()
  if (!text) return fallback
  if (['on', 'yes', 'true', '1'].includes(text)) return true
  if (['off', 'no', 'false', '0'].includes(text)) return false
  throw new BadSetting(`${name} must be "on" or "off", not "${text}".`)
}

const address = (env: Environment, name: string, protocols: readonly string[]): string | undefined => {
  const text = env[name]?.trim()
  if (!text) return undefined
  if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
    throw new BadSetting(`${name} must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`)
  }
  return text.replace(/\/+$/, '')
}

const labelEndpoint = (env: Environment): LabelEndpoint | undefined => {
  const url = address(env, 'THEME_LABEL_URL', ['http:', 'https:'])
  if (url === undefined) return undefined
  const model = env['THEME_LABEL_MODEL']?.trim()
  if (!model) throw new BadSetting('THEME_LABEL_URL needs THEME_LABEL_MODEL, the name of the model to ask.')
  return { url, model, key: env['THEME_LABEL_KEY']?.trim() || undefined }
}

/** Reads the settings. @throws BadSetting */
export const readConfig = (env: Environment): Config => {
  const level = env['LOG_LEVEL']?.trim().toLowerCase() || 'info'
  const logLevel = logLevels.find((known) => known === level)
  if (!logLevel) throw new BadSetting(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${level}".`)
  const proxies = env['TRUST_PROXY']?.trim()
  return {
    host: env['HOST']?.trim() || '0.0.0.0',
    port: number(env, 'PORT', 8080, 65_535),
    dataDir: resolve(env['DATA_DIR']?.trim() || './data'),
    redisUrl: address(env, 'REDIS_URL', ['redis:', 'rediss:']),
    publicUrl: address(env, 'PUBLIC_URL', ['http:', 'https:']),
    quickStart: onOff(env, 'QUICK_START', true),
    trustedProxies: proxies && /^\d+$/.test(proxies) ? number(env, 'TRUST_PROXY', 0, 10) : onOff(env, 'TRUST_PROXY', false) ? 1 : 0,
    logLevel,
    allowLossyRedis: onOff(env, 'ALLOW_LOSSY_REDIS', false),
    labelEndpoint: labelEndpoint(env),
    clientDir: fileURLToPath(new URL('../client/dist', import.meta.url)),
  }
}
