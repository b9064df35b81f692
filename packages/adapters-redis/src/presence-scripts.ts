/*
 * Keys, all below one prefix:
 *   lease:<incarnation>     hash: address, expires (ms of Redis's clock, 0 = ended), server (the run id of the Redis process
 *                           that it was opened on). Outlives its lease by `memoryMs`: an incarnation is used once.
 *   leases                  sorted set: incarnation by expires. What has to be cleaned up some day.
 *   registered:<incarnation> sorted set: its topics by the order of their registration. What to clean up.
 *   interest:<topic>        set: incarnations, also of leases that have ended.
 *
 * A lease lives while `expires` lies ahead. Whoever finds it expired ends it for good, so that a clock that jumps back revives
 * nothing. Ended leases are cleaned up in steps, by the calls of workers that live: none stops the server for long.
 */

/** The start of every script. ARGV[1] is the prefix. */
const prelude = `
local prefix = ARGV[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local leases = prefix .. 'leases'

local function leaseKey(incarnation) return prefix .. 'lease:' .. incarnation end

local function livingAddress(incarnation)
  local lease = redis.call('HMGET', leaseKey(incarnation), 'address', 'expires')
  if not lease[2] or lease[2] == '0' then return false end
  if tonumber(lease[2]) > now then return lease[1] end
  redis.call('HSET', leaseKey(incarnation), 'expires', 0)
  return false
end
`;

/** A server that was restarted or took over from another one may have lost writes that it or the other one answered. */
const serverId = `
local function serverId()
  local info = redis.pcall('INFO', 'server')
  if type(info) ~= 'string' then return '' end
  return string.match(info, 'run_id:(%w+)') or ''
end
`;

/** Topics of ended leases that one call cleans up: some 0.2 ms of the server's time. */
const cleanedTopicsMax = 200;

const cleanUp = `
local function cleanUp()
  local ended = redis.call('ZRANGEBYSCORE', leases, '-inf', now, 'LIMIT', 0, 1)[1]
  if not ended or livingAddress(ended) then return end
  local registered = prefix .. 'registered:' .. ended
  local topics = redis.call('ZRANGE', registered, 0, ${cleanedTopicsMax - 1})
  for _, topic in ipairs(topics) do redis.call('SREM', prefix .. 'interest:' .. topic, ended) end
  if #topics > 0 then redis.call('ZREM', registered, unpack(topics)) end
  if #topics < ${cleanedTopicsMax} then redis.call('ZREM', leases, ended) end
end

local function extend(incarnation, ttlMs, memoryMs)
  redis.call('HSET', leaseKey(incarnation), 'expires', now + ttlMs)
  redis.call('PEXPIRE', leaseKey(incarnation), ttlMs + memoryMs)
  redis.call('ZADD', leases, now + ttlMs, incarnation)
end

local function finish(incarnation)
  redis.call('HSET', leaseKey(incarnation), 'expires', 0)
  redis.call('ZADD', leases, 0, incarnation)
end
`;

/** prefix, incarnation, address, ttlMs, memoryMs -> 1, or 0 if the incarnation was used. */
export const openLease = `${prelude}${serverId}${cleanUp}
cleanUp()
local incarnation = ARGV[2]
if redis.call('EXISTS', leaseKey(incarnation)) == 1 then return 0 end
redis.call('HSET', leaseKey(incarnation), 'address', ARGV[3], 'server', serverId())
extend(incarnation, tonumber(ARGV[4]), tonumber(ARGV[5]))
return 1
`;

/** prefix, incarnation, ttlMs, memoryMs -> 1, or 0 if the lease does not live. */
export const renewLease = `${prelude}${serverId}${cleanUp}
cleanUp()
local incarnation = ARGV[2]
if not livingAddress(incarnation) then return 0 end
if redis.call('HGET', leaseKey(incarnation), 'server') ~= serverId() then
  finish(incarnation)
  return 0
end
extend(incarnation, tonumber(ARGV[3]), tonumber(ARGV[4]))
return 1
`;

/** prefix, incarnation */
export const closeLease = `${prelude}${cleanUp}
if redis.call('EXISTS', leaseKey(ARGV[2])) == 1 then finish(ARGV[2]) end
cleanUp()
return 1
`;

/**
 * The time that this was meant to be done by has passed: its caller has given up, and may have changed its mind since.
 * Both scripts answer {outcome, now}.
 */
const changeOfInterest = `${prelude}
local incarnation = ARGV[2]
if now > tonumber(ARGV[3]) then return {-1, now} end
local order = tonumber(ARGV[4])
local topics = {unpack(ARGV, 5)}
local registered = prefix .. 'registered:' .. incarnation

local function orderOf(topic) return tonumber(redis.call('ZSCORE', registered, topic) or -1) end
`;

/** prefix, incarnation, deadline, order, topics -> {1, now}, {0, now} if the lease does not live, {-1, now} if it came too late. */
export const register = `${changeOfInterest}
if not livingAddress(incarnation) then return {0, now} end
for _, topic in ipairs(topics) do
  if orderOf(topic) < order then redis.call('ZADD', registered, order, topic) end
  redis.call('SADD', prefix .. 'interest:' .. topic, incarnation)
end
return {1, now}
`;

/** prefix, incarnation, deadline, order, topics -> {1, now}, {-1, now} if it came too late. What was registered later stays. */
export const unregister = `${changeOfInterest}
for _, topic in ipairs(topics) do
  if orderOf(topic) <= order then
    redis.call('ZREM', registered, topic)
    redis.call('SREM', prefix .. 'interest:' .. topic, incarnation)
  end
end
return {1, now}
`;

/** prefix, topics -> per topic {incarnation, address, incarnation, address, ...} */
export const interested = `${prelude}
local known = {}
local function addressOf(incarnation)
  if known[incarnation] == nil then known[incarnation] = livingAddress(incarnation) end
  return known[incarnation]
end
local answer = {}
for position = 2, #ARGV do
  local interest = prefix .. 'interest:' .. ARGV[position]
  local workers = {}
  for _, incarnation in ipairs(redis.call('SMEMBERS', interest)) do
    local address = addressOf(incarnation)
    if address then
      table.insert(workers, incarnation)
      table.insert(workers, address)
    else
      redis.call('SREM', interest, incarnation)
    end
  end
  table.insert(answer, workers)
end
return answer
`;

/** -> the server's time in milliseconds */
export const serverTime = `
local time = redis.call('TIME')
return time[1] * 1000 + math.floor(time[2] / 1000)
`;
