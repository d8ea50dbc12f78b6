import { describe, expect, test } from 'vitest'
import { ConfigError, readConfig, readSettings, SETTINGS_TABLE } from '../../lib/platform/config.ts'

const key = Buffer.alloc(32, 7).toString('base64')
const valid = {
  DATABASE_URL: 'postgres://app@localhost:5432/ledgerlift',
  S3_ENDPOINT: 'http://localhost:9000',
  S3_BUCKET: 'documents',
  QUEUE_URL_EXTRACT: 'http://localhost:9324/000000000000/extract',
  QUEUE_URL_ASSEMBLE: 'http://localhost:9324/000000000000/assemble',
  QUEUE_URL_COSTS: 'http://localhost:9324/000000000000/costs',
  QUEUE_URL_DEAD_LETTERS: 'http://localhost:9324/000000000000/dead-letters',
  ENCRYPTION_KEY: key,
}

/** The variables that a reading refuses, each once, in the order of the alphabet. */
function refused(env: Record<string, string | undefined>): string[] {
  try {
    readConfig({ ...valid, ...env })
    return []
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [...new Set(error.problems.flatMap((problem) => problem.match(/\b[A-Z0-9]+(_[A-Z0-9]+)+\b/g) ?? []))].sort()
  }
}

describe('settings', () => {
  test('the minimum is enough, and the rest has the documented defaults', () => {
    expect(readConfig(valid)).toMatchObject({
      DATABASE_POOL_SIZE: 2,
      USE_AWS: false,
      MAX_UPLOAD_BYTES: 104_857_600,
      PRESIGN_TTL_SECONDS: 900,
      MULTIPART_THRESHOLD_BYTES: 16_777_216,
      RESPONSE_LIMIT_BYTES: 4_194_304,
      PAGES_PER_CHUNK: 50,
      WORKER_CONCURRENCY: 2,
      PAGE_TIMEOUT_SECONDS: 60,
      WORKER_MEMORY_BYTES: 1_073_741_824,
      OCR_LANGUAGES: ['eng', 'deu'],
      COST_PER_PAGE_CENTS: 12,
      MAX_JOB_COST_CENTS: 24_000,
      IDEMPOTENCY_TTL_SECONDS: 86_400,
      IDEMPOTENCY_MAX_EXECUTIONS: 3,
      KEY_ENVIRONMENT: 'live',
    })
  })

  test('what holds when a variable is not set could have been written in it', () => {
    const defaults = Object.entries(SETTINGS_TABLE).filter(([, { otherwise }]) => otherwise !== undefined)
    expect(defaults.length).toBeGreaterThan(15)
    for (const [name, { kind, otherwise }] of defaults)
      expect([name, kind.read(String(otherwise))]).toEqual([name, { value: otherwise }])
  })

  test('every bad variable is named at once, of whichever kind its fault is', () => {
    expect(
      refused({
        DATABASE_URL: 'postgres://app@db.example.com/ledgerlift',
        DATABASE_URL_EU: 'postgres://app@localhost/eu',
        DATABASE_POOL_SIZE: '21',
        USE_AWS: 'yes',
        S3_BUCKET: undefined,
        QUEUE_URL_COSTS: 'costs',
        ENCRYPTION_KEY: 'c2hvcnQ=',
        UPSTASH_REDIS_REST_TOKEN: 'token',
      }),
    ).toEqual([
      'DATABASE_POOL_SIZE',
      'DATABASE_URL',
      'DATABASE_URL_EU',
      'ENCRYPTION_KEY',
      'QUEUE_URL_COSTS',
      'S3_BUCKET',
      'S3_BUCKET_EU',
      'UPSTASH_REDIS_REST_TOKEN',
      'UPSTASH_REDIS_REST_URL',
      'USE_AWS',
    ])
  })

  test('no refusal repeats a value, which may be a secret', () => {
    const secrets = {
      ENCRYPTION_KEY: 'not-a-key-but-secret',
      INTERNAL_TOKEN: 'hunter2',
      DATABASE_URL: 'mysql://u:pw@h/d',
    }
    expect(() => readConfig({ ...valid, ...secrets })).toThrow(ConfigError)
    expect(() => readConfig({ ...valid, ...secrets })).not.toThrow(/not-a-key|hunter2|pw@h/)
  })

  test('an empty variable counts as not set', () => {
    expect(readConfig({ ...valid, LOG_FILE: '', PAGES_PER_CHUNK: '' })).toMatchObject({ PAGES_PER_CHUNK: 50 })
    expect(refused({ DATABASE_URL: '' })).toEqual(['DATABASE_URL'])
  })

  test.each([
    ['PAGES_PER_CHUNK', '0'],
    ['PAGES_PER_CHUNK', '1.5'],
    ['PAGES_PER_CHUNK', 'many'],
    ['PAGES_PER_CHUNK', '1e2'],
    ['WORKER_CONCURRENCY', '17'],
    ['MULTIPART_THRESHOLD_BYTES', '5242879'],
    ['INTERNAL_TOKEN', 'x'.repeat(31)],
    ['S3_SSE', 'AES'],
    ['LOG_LEVEL', 'debug'],
    ['ENCRYPTION_KEY', Buffer.alloc(33).toString('base64')],
    ['KEY_ENVIRONMENT', 'staging'],
    ['DATABASE_URL', 'postgres://app:a:b@c:d'],
  ])('%s may not be %s', (name, value) => {
    expect(refused({ [name]: value })).toEqual([name])
  })
})

describe('a database that is not on this machine', () => {
  test.each([
    '',
    '?sslmode=disable',
    '?sslmode=allow',
    '?sslmode=prefer',
    '?sslmode=no-verify',
    '?sslmode=require&sslmode=disable',
    '?ssl=true',
  ])('is refused without certain TLS: %s', (query) => {
    for (const name of ['DATABASE_URL', 'MIGRATION_DATABASE_URL'])
      expect(refused({ [name]: `postgres://app@db.example.com/ledgerlift${query}` })).toEqual([name])
  })

  test.each(['require', 'verify-ca', 'verify-full'])('is taken with sslmode=%s', (mode) => {
    expect(refused({ DATABASE_URL: `postgres://app@db.example.com/ledgerlift?sslmode=${mode}` })).toEqual([])
  })

  test('cannot pretend to be here by a host parameter, which the driver prefers', () => {
    expect(refused({ DATABASE_URL: 'postgres://app@localhost/ledgerlift?host=db.example.com' })).toEqual([
      'DATABASE_URL',
    ])
  })

  test.each(['localhost', '127.0.0.1', '[::1]'])('%s is this machine', (host) => {
    expect(refused({ DATABASE_URL: `postgres://app@${host}:5432/ledgerlift` })).toEqual([])
  })

  test('a command that reads a few settings alone refuses it too', () => {
    const env = { MIGRATION_DATABASE_URL: 'postgres://owner@db.example.com/ledgerlift' }
    expect(() => readSettings(env, ['MIGRATION_DATABASE_URL'])).toThrow(ConfigError)
  })
})

describe('settings that belong together', () => {
  test('a data region has a database and a bucket, or neither', () => {
    expect(refused({ DATABASE_URL_EU: 'postgres://app@localhost/eu' })).toEqual(['DATABASE_URL_EU', 'S3_BUCKET_EU'])
    expect(refused({ S3_BUCKET_APAC: 'apac' })).toEqual(['DATABASE_URL_APAC', 'S3_BUCKET_APAC'])
    expect(refused({ DATABASE_URL_EU: 'postgres://app@localhost/eu', S3_BUCKET_EU: 'europe' })).toEqual([])
  })

  test('without AWS the store needs an address', () => {
    expect(refused({ S3_ENDPOINT: undefined })).toEqual(['S3_ENDPOINT', 'USE_AWS'])
    expect(refused({ S3_ENDPOINT: undefined, USE_AWS: 'true' })).toEqual([])
  })

  test('half a pair of credentials is refused', () => {
    expect(refused({ LEDGERLIFT_AWS_ACCESS_KEY_ID: 'AKIA' })).toHaveLength(2)
    expect(refused({ UPSTASH_REDIS_REST_URL: 'https://redis.example.com' })).toHaveLength(2)
  })
})
