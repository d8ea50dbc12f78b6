import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { beforeAll, describe, expect, test } from 'vitest'
import { spellingsOf } from '../../lib/entry/aliases.ts'
import type { Endpoint } from '../../lib/entry/endpoint.ts'
import { openApiDocument } from '../../scripts/openapi/document.ts'
import { templateOf } from '../../scripts/openapi/operation.ts'
import { ALL } from './all-endpoints.ts'
import { type Answer, ask } from './ask.ts'
import { CALLED, callOf, pathOf, send } from './calls.ts'
import { makeWorld, type World } from './world.ts'

const ORIGIN = 'https://console.example.com'

let world: World
beforeAll(async () => {
  world = await makeWorld({ CORS_ORIGINS: ORIGIN })
})

test('every endpoint has a call that the contract tests can make, and no call is left over', () => {
  expect([...CALLED].sort()).toEqual(ALL.map(([name]) => name).sort())
})

describe('a success is what the OpenAPI document says', () => {
  const manifest = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../../package.json'), 'utf8'))
  const document = openApiDocument(
    ALL.map(([, endpoint]) => endpoint),
    manifest,
  )
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  ajv.addSchema(document, 'openapi')
  const pointerTo = (...words: string[]) =>
    `openapi#/${words.map((word) => encodeURIComponent(word.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`

  test.each(ALL)('%s', async (_, endpoint) => {
    const answer = await send(world, endpoint, await callOf(endpoint, world))
    expect(answer.status).toBe(endpoint.status ?? 200)
    const operation = ['paths', templateOf(endpoint), endpoint.method.toLowerCase()]
    const mediaType = answer.headers.get('content-type')?.split(';')[0]
    if (endpoint.status === 302) {
      expect(answer.headers.get('location')).toMatch(/^http/)
    } else if (endpoint.response) {
      expect(mediaType).toBe('application/json')
      const place = [...operation, 'responses', String(answer.status), 'content', 'application/json', 'schema']
      const validate = ajv.compile({ $ref: pointerTo(...place) })
      validate(answer.json)
      expect(validate.errors).toBeNull()
    } else {
      expect(endpoint.produces).toContain(mediaType)
      expect(answer.bytes.byteLength).toBeGreaterThan(0)
      expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename=/)
    }
  })
})

describe('a given trace is continued with a span of its own', () => {
  test.each(ALL)('%s', async (_, endpoint) => {
    const given = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
    const { headers } = await send(world, endpoint, {}, { headers: { traceparent: given } })
    expect(headers.get('traceparent')).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-(?!00f067aa0ba902b7)/)
  })

  test.each(ALL)('%s begins one of its own where what was given is none', async (_, endpoint) => {
    const { headers } = await send(world, endpoint, {}, { headers: { traceparent: '00-zz-00f067aa0ba902b7-01' } })
    expect(headers.get('x-trace-id')).toMatch(/^[0-9a-f]{32}$/)
  })
})

describe('every older spelling of a path answers the same', () => {
  /** What differs between two calls of the same: times, and what a signature is made of. */
  const comparable = (endpoint: Endpoint, { status, json, bytes, headers }: Answer) => ({
    status,
    contentType: headers.get('content-type'),
    location: headers.get('location')?.split('?')[0],
    body: json
      ? JSON.parse(JSON.stringify(json), (name, value) =>
          ['timestamp', 'response_time_ms', 'message', 'last_used_at'].includes(name) ? null : value,
        )
      : endpoint.produces && bytes.toString('base64'),
  })

  test.each(ALL)('%s', async (name, endpoint) => {
    const call = await callOf(endpoint, world)
    const headers = { 'idempotency-key': `"spellings of ${name}"` }
    const first = await send(world, endpoint, call, { headers })
    expect(first.status).toBeLessThan(400)
    const [, ...older] = spellingsOf(endpoint.path)
    expect(older.length).toBeGreaterThan(0)
    for (const spelling of older) {
      const again = await send(world, endpoint, call, { headers, path: pathOf(spelling, call) })
      expect(comparable(endpoint, again)).toEqual(comparable(endpoint, first))
    }
  })
})

describe('pages of other origins', () => {
  test.each(ALL)('%s may be read by a configured origin alone', async (_, endpoint) => {
    const call = await callOf(endpoint, world)
    const allowed = await send(world, endpoint, call, { headers: { origin: ORIGIN } })
    expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN)
    expect(allowed.headers.get('access-control-expose-headers')).toContain('x-trace-id')
    const refused = await send(world, endpoint, call, { headers: { origin: 'https://elsewhere.example.com' } })
    expect(refused.headers.get('access-control-allow-origin')).toBeNull()
  })

  test.each(ALL)('%s answers a preflight', async (_, endpoint) => {
    const preflight = (origin: string) =>
      ask(world.stack.url, {
        method: 'OPTIONS',
        path: pathOf(endpoint.path, {}),
        headers: { origin, 'access-control-request-method': endpoint.method },
      })
    const { status, headers } = await preflight(ORIGIN)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-methods')).toContain(endpoint.method)
    expect(headers.get('access-control-allow-headers')).toContain('idempotency-key')
    expect((await preflight('https://elsewhere.example.com')).headers.get('access-control-allow-origin')).toBeNull()
  })
})

test('a method that a path does not have is a problem that names those it has', async () => {
  const [, endpoint] = ALL.find(([name]) => name === 'GET /api/v1/documents')!
  const { json, headers } = await send(world, endpoint, {}, { method: 'DELETE' })
  expect(json).toMatchObject({ status: 405, code: 'method_not_allowed', trace_id: headers.get('x-trace-id') })
  expect(headers.get('allow')).toBe('GET')
})
