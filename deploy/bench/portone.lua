-- For wrk: payments as PortOne signs them (Standard Webhooks), each with an id and a subject of its own.
-- Arguments: a prefix of all ids, the size of a body in bytes, the secret without its "whsec_", and over how many sources
-- to go round: portone-1, portone-2 and so on instead of portone, if more than one.

local ffi = require("ffi")

ffi.cdef [[
  typedef struct evp_md_st EVP_MD;
  const EVP_MD *EVP_sha256(void);
  unsigned char *HMAC(const EVP_MD *md, const void *key, int key_length, const unsigned char *data, size_t length,
      unsigned char *out, unsigned int *out_length);
  int EVP_EncodeBlock(unsigned char *out, const unsigned char *in, int length);
  int EVP_DecodeBlock(unsigned char *out, const unsigned char *in, int length);
]]

local function library()
  for _, name in ipairs({"libcrypto.so.3", "libcrypto.so.1.1", "crypto"}) do
    local found, crypto = pcall(ffi.load, name)
    if found then return crypto end
  end
  error("OpenSSL's libcrypto is not found: it signs the requests")
end

local crypto = library()
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(arguments)
  local prefix, size, secret = arguments[1] .. number .. "-", tonumber(arguments[2]), arguments[3]
  sources = tonumber(arguments[4] or 1)
  key = ffi.new("unsigned char[?]", #secret)
  local padding = #secret:match("=*$")
  key_length = crypto.EVP_DecodeBlock(key, secret, #secret) - padding
  sha256 = crypto.EVP_sha256()
  hash = ffi.new("unsigned char[64]")
  signature = ffi.new("unsigned char[64]")
  id_prefix = prefix
  count = 1000000
  before = '{"type":"Transaction.Paid","timestamp":"2026-01-01T00:00:00Z","data":{'
    .. '"storeId":"store-ae356798-3d20-4969-b739-14c6b0e1a667","paymentId":"payment-'
  between = '","transactionId":"transaction-'
  local fixed = #before + #between + 2 * (#prefix + 7) + #'","note":""}}'
  after = '","note":"' .. string.rep("x", size - fixed) .. '"}}'
  path = "POST " .. wrk.path
  head = " HTTP/1.1\r\nhost: " .. wrk.host .. "\r\ncontent-type: application/json\r\ncontent-length: "
    .. math.max(size, fixed) .. "\r\nwebhook-id: "
end

function request()
  count = count + 1
  if count % 256 == 1 or not time then time = tostring(os.time()) end
  local id = id_prefix .. count
  local body = before .. id .. between .. id .. after
  local message = id .. "." .. time .. "." .. body
  crypto.HMAC(sha256, key, key_length, message, #message, hash, nil)
  local length = crypto.EVP_EncodeBlock(signature, hash, 32)
  return path .. (sources > 1 and "-" .. count % sources + 1 or "") .. head .. id .. "\r\nwebhook-timestamp: " .. time .. "\r\nwebhook-signature: v1,"
    .. ffi.string(signature, length) .. "\r\n\r\n" .. body
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("naru answers=%d microseconds=%d p50=%d p99=%d p999=%d refused=%d broken=%d\n",
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), latency:percentile(99.9),
    errors.status, errors.connect + errors.read + errors.write + errors.timeout))
end
