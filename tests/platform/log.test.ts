import { describe, expect, test } from 'vitest'
import { createLog, type LogFields, lineSink } from '../../lib/platform/log.ts'
import { makeKey } from '../../lib/tenancy/key-format.ts'

function logged(message: string, fields: LogFields = {}, base: LogFields = {}): string {
  let line = ''
  createLog(
    lineSink((text) => {
      line += text
    }, true),
    'INFO',
    base,
  ).info(message, fields)
  return line
}

const key = makeKey('live')
const SECRETS: [string, string, string][] = [
  ['an API key', key, `used ${key}.`],
  ['an API key in a list of words', key, `scope=${key},other`],
  ['an API key that touches another word', key, `retry_${key}`],
  ['a webhook secret', 'whsec_c2VjcmV0+/=', 'signed with whsec_c2VjcmV0+/='],
  ['the password of a connection string', 'hunter2', 'cannot reach postgres://app:hunter2@db.example.com/x'],
  ['a password without a user', 'hunter2', 'cannot reach redis://:hunter2@cache.example.com'],
  ['the signature of a presigned URL', 'deadbeef01', 'GET https://s3/x?X-Amz-Expires=9&X-Amz-Signature=deadbeef01&a=b'],
  ['a session token in a URL', 'FQoGZXIvYXdz', 'GET https://s3/x?X-Amz-Security-Token=FQoGZXIvYXdz'],
  ['a bearer token', 'eyJhbGciOi.J9', 'sent Authorization: Bearer eyJhbGciOi.J9'],
  ['an AWS signature', 'fe5f80f77d5f', 'AWS4-HMAC-SHA256 Credential=A/b, SignedHeaders=host, Signature=fe5f80f77d5f'],
]

describe('a log line', () => {
  test.each(SECRETS)('never shows %s, wherever it stands', (_, secret, text) => {
    const cause = new Error(text)
    const error = Object.assign(new Error('outer', { cause }), { code: 'X' })
    for (const line of [
      logged(text),
      logged('x', { text }),
      logged('x', { list: [{ text }] }),
      logged('x', { [text]: 1 }),
      logged('x', {}, { text }),
      logged('x', { error: new Error(text) }),
      logged('x', { error }),
      logged('x', { error: new AggregateError([new Error(text)], 'several') }),
    ])
      expect(line).not.toContain(secret)
  })

  test.each([
    'password',
    'client_secret',
    'accessToken',
    'authorization',
    'Set-Cookie',
    'signature',
    'x-api-key',
    'apiKeys',
    'credentials',
    'encryption_key',
    'privateKey',
  ])('hides whatever stands under the name %s', (name) => {
    for (const value of ['open sesame', ['open sesame'], { inner: 'open sesame' }, { a: [{ b: 'open sesame' }] }])
      expect(logged('x', { [name]: value })).not.toContain('open sesame')
  })

  test('keeps the ids, counts and times that an operator needs', () => {
    const fields = {
      key_id: '0198',
      trace_id: 'ab',
      pages: 4,
      at: new Date(0),
      keys: 2,
      tokens: 12,
      ok: true,
      none: null,
    }
    expect(JSON.parse(logged('done', fields))).toMatchObject({
      level: 'INFO',
      message: 'done',
      ...fields,
      at: '1970-01-01T00:00:00.000Z',
    })
  })

  test('tells an error with its name, code, stack and causes', () => {
    const error = Object.assign(new TypeError('broken', { cause: new Error('below') }), { code: 'E1' })
    const line = JSON.parse(logged('x', { error }))
    expect(line.error).toMatchObject({ name: 'TypeError', message: 'broken', code: 'E1', cause: { message: 'below' } })
    expect(line.error.stack).toContain('log.test.ts')
  })

  test('does not grow without end', () => {
    const endless: Record<string, unknown> = {}
    endless.self = endless
    const fields = { endless, bytes: Buffer.alloc(1_000_000), text: 'x'.repeat(1_000_000), list: Array(10_000).fill(1) }
    expect(logged('x', fields).length).toBeLessThan(50_000)
  })

  test('is written only at its level or above', () => {
    const levels: string[] = []
    const log = createLog((level) => void levels.push(level), 'WARN')
    log.debug('1')
    log.info('2')
    log.warn('3')
    log.with({ a: 1 }).error('4')
    expect(levels).toEqual(['WARN', 'ERROR'])
  })
})
