/**
 * What must happen at one stroke inside Redis. A room's keys share one hash tag, so that a cluster can shard rooms:
 *   kp:{room}:log   stream of entries, ids `n-0` with n counting from 1 without gaps: o (whose process), s (seat), u (update)
 *   kp:{room}:head  hash: epoch, last (the newest n), by:<process> = "batch first ms": the last batch of that process
 *   kp:{room}:snap  hash: position, update, index
 *   kp:room-names   sorted set of all rooms' names, by which those that begin alike are found
 * A process sends one batch of a room at a time, numbered upwards. `by` makes it idempotent: a batch that arrives twice is
 * stored once, and one that was settled as not stored can never be stored by a late copy of the command.
 */
import { createHash } from 'node:crypto'

export interface Script {
  text: string
  sha: string
}
const script = (text: string): Script => ({ text, sha: createHash('sha1').update(text).digest('hex') })

export const roomKeys = (room: string) => ({ log: `kp:{${room}}:log`, head: `kp:{${room}}:head`, snap: `kp:{${room}}:snap` })
export const roomNames = 'kp:room-names'
/** The range of what begins with `prefix`, as ZRANGE BYLEX wants it: no byte of a UTF-8 text is 255, so that closes it. */
export const beginningWith = (prefix: string): (string | Buffer)[] =>
  prefix === '' ? ['-', '+'] : [`[${prefix}`, Buffer.concat([Buffer.from(`(${prefix}`), Buffer.of(255)])]
/** Kinds of one family (`vote`, `vote/ballot`) stand in one shard: a put of one may depend on a record of another. */
export const recordKeys = (kind: string, id = '') => {
  const [family = '', ...rest] = kind.split('/')
  const place = [`kp:{record/${family}}`, ...rest].join('/')
  return { records: `${place}:records`, ids: `${place}:ids`, history: `${place}:history:${id}` }
}

/** keys log head; args process, batch, ms, then seat and update of each entry. Answers the first n, or 0 when the batch was settled as not stored. */
export const appendScript = script(`
local batch = tonumber(ARGV[2])
local seen = redis.call('HMGET', KEYS[2], 'by:' .. ARGV[1], 'last')
if seen[1] then
  local b, first = string.match(seen[1], '^(%d+) (%d+)')
  if tonumber(b) == batch then return tonumber(first) end
  if tonumber(b) > batch then return 0 end
end
if not seen[2] then redis.call('HSETNX', KEYS[2], 'epoch', redis.sha1hex(KEYS[1] .. ARGV[1] .. ARGV[2] .. ARGV[3])) end
local last = tonumber(seen[2] or '0')
local first = last + 1
for i = 4, #ARGV, 2 do
  last = last + 1
  redis.call('XADD', KEYS[1], string.format('%.0f-0', last), 'o', ARGV[1], 's', ARGV[i], 'u', ARGV[i + 1])
end
redis.call('HSET', KEYS[2], 'by:' .. ARGV[1], string.format('%.0f %.0f ', batch, first) .. ARGV[3], 'last', string.format('%.0f', last))
return first`)

/** keys head; args process, batch, ms. What became of a batch whose answer was lost: its first n, or 0 and it never will be stored. */
export const settleScript = script(`
local batch = tonumber(ARGV[2])
local seen = redis.call('HGET', KEYS[1], 'by:' .. ARGV[1])
if seen then
  local b, first = string.match(seen, '^(%d+) (%d+)')
  if tonumber(b) == batch then return tonumber(first) end
  if tonumber(b) > batch then return 0 end
end
redis.call('HSET', KEYS[1], 'by:' .. ARGV[1], string.format('%.0f 0 ', batch) .. ARGV[3])
return 0`)

/**
 * keys log head snap; args position, update, index, ms before which a silent process is forgotten. Answers -1 when ahead of
 * the log. Entries are trimmed below the snapshot before this one, so that processes a little behind still find them.
 */
export const compactScript = script(`
local position = tonumber(ARGV[1])
if position > tonumber(redis.call('HGET', KEYS[2], 'last') or '0') then return -1 end
local before = redis.call('HGET', KEYS[3], 'position')
if before and tonumber(before) >= position then return 0 end
redis.call('HSET', KEYS[3], 'position', ARGV[1], 'update', ARGV[2], 'index', ARGV[3])
if before then redis.call('XTRIM', KEYS[1], 'MINID', string.format('%.0f-0', tonumber(before) + 1)) end
local head = redis.call('HGETALL', KEYS[2])
for i = 1, #head, 2 do
  if string.sub(head[i], 1, 3) == 'by:' then
    local ms = string.match(head[i + 1], '(%d+)$')
    if tonumber(ms) < tonumber(ARGV[4]) then redis.call('HDEL', KEYS[2], head[i]) end
  end
end
return 1`)

/** keys head snap; args epoch, update, index. Answers 0 when the room exists; asked twice with one epoch it answers 1 twice. */
export const restoreScript = script(`
local head = redis.call('HMGET', KEYS[1], 'epoch', 'last')
if head[1] == ARGV[1] then return 1 end
if head[2] or redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
redis.call('HSET', KEYS[1], 'epoch', ARGV[1])
redis.call('HSET', KEYS[2], 'position', '0', 'update', ARGV[2], 'index', ARGV[3])
return 1`)

/** keys log head snap; args position. Answers 0 when something newer stands there; otherwise nothing is left of the room. */
export const forgetScript = script(`
if tonumber(redis.call('HGET', KEYS[2], 'last') or '0') > tonumber(ARGV[1]) then return 0 end
redis.call('DEL', KEYS[1], KEYS[2], KEYS[3])
return 1`)

/** keys log head; args n. Answers -1 when the entries after n are all there, else the newest n. */
export const gapScript = script(`
local n = tonumber(ARGV[1])
local next = redis.call('XRANGE', KEYS[1], string.format('%.0f-0', n + 1), '+', 'COUNT', 1)
local last = tonumber(redis.call('HGET', KEYS[2], 'last') or '0')
if next[1] then
  if next[1][1] == string.format('%.0f-0', n + 1) then return -1 end
  return last
end
if last > n then return last end
return -1`)

/** A record is kept as "version ms json"; json is empty once it was removed. keys records ids history, and records of a record that must stand; args id, json, expected, ms, and that record's id and version. Answers the new version, or -1 - version of what has changed. */
export const putScript = script(`
if KEYS[4] then
  local other = redis.call('HGET', KEYS[4], ARGV[5])
  local at = 0
  if other then
    local v, json = string.match(other, '^(%d+) %d+ (.?)')
    if json ~= '' then at = tonumber(v) end
  end
  if at ~= tonumber(ARGV[6]) then return -1 - at end
end
local now = redis.call('HGET', KEYS[1], ARGV[1])
local version, live = 0, 0
if now then
  local v, json = string.match(now, '^(%d+) %d+ (.?)')
  version = tonumber(v)
  if json ~= '' then live = version end
end
if live ~= tonumber(ARGV[3]) then return -1 - live end
if live > 0 then redis.call('RPUSH', KEYS[3], now) end
redis.call('HSET', KEYS[1], ARGV[1], string.format('%.0f ', version + 1) .. ARGV[4] .. ' ' .. ARGV[2])
redis.call('ZADD', KEYS[2], 0, ARGV[1])
return version + 1`)

/** keys records ids history; args id. */
export const removeScript = script(`
local now = redis.call('HGET', KEYS[1], ARGV[1])
if not now or redis.call('ZREM', KEYS[2], ARGV[1]) == 0 then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], string.match(now, '^%d+ %d+ '))
redis.call('DEL', KEYS[3])
return 1`)

/** keys records ids; args from, to (as ZRANGE BYLEX wants them). Answers id and record by turns. */
export const listScript = script(`
local ids = redis.call('ZRANGE', KEYS[2], ARGV[1], ARGV[2], 'BYLEX')
local found = {}
for i = 1, #ids do
  found[2 * i - 1] = ids[i]
  found[2 * i] = redis.call('HGET', KEYS[1], ids[i])
end
return found`)
