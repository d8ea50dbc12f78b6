/** Answers that no endpoint gives: what is wrong before one is found, or beneath all of them. */
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createApp, provideApp } from '../../lib/entry/app.ts'
import { type Endpoint, openEndpoint } from '../../lib/entry/endpoint.ts'
import { endpoints, type HttpFunction } from '../../lib/entry/http.ts'
import { ingestionForm } from '../../lib/entry/ingestion-form.ts'
import { readForm, readJson } from '../../lib/entry/request-body.ts'
import { readConfig } from '../../lib/platform/config.ts'
import { loadFunctionFiles } from '../../scripts/openapi/endpoints.ts'
import { holdToConventions } from './ask.ts'

const FUNCTIONS = path.resolve(import.meta.dirname, '../../netlify/functions')
const ORIGIN = 'https://app.example.com'

const files = await loadFunctionFiles()
const handlers = new Map<string, HttpFunction>()
for (const { file } of files) handlers.set(file, (await import(path.join(FUNCTIONS, file))).default)
const all = files.flatMap(({ file, endpoints: list }) =>
  list.map((one) => [`${one.method} ${one.path}`, one, handlers.get(file)!] as const),
)

const urlOf = ({ path: pattern }: Endpoint) => `https://api.example.com${pattern.replace(/:\w+/g, 'x')}`

/** An answer, which has what every answer has. */
async function answerOf(handler: HttpFunction, url: string, init: RequestInit = {}): Promise<Response> {
  const response = await handler(new Request(url, init))
  holdToConventions(response, { headers: init.headers as Record<string, string> | undefined })
  return response
}

describe('without settings', () => {
  const written: string[] = []
  beforeAll(() => {
    vi.stubEnv('ENCRYPTION_KEY', 'not-a-key-but-secret')
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written.push(String(text))
      return true
    })
  })
  afterAll(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  test.each(all)('%s says that it failed, and to the operator alone why', async (_, endpoint, handler) => {
    const response = await answerOf(handler, urlOf(endpoint), { method: endpoint.method })
    expect(response.status).toBe(500)
    const problem = await response.json()
    expect(problem).toMatchObject({ code: 'internal_error', trace_id: response.headers.get('x-trace-id') })
    expect(JSON.stringify(problem)).not.toMatch(/DATABASE_URL|required/)
    expect(written.at(-1)).toContain('DATABASE_URL: required')
    expect(written.at(-1)).toContain('ENCRYPTION_KEY: must be 32 bytes')
    expect(written.at(-1)).not.toContain('not-a-key-but-secret')
  })
})

describe('with settings', () => {
  const app = createApp({
    config: readConfig({
      DATABASE_URL: 'postgres://nobody@localhost:9/nothing',
      S3_ENDPOINT: 'http://localhost:9',
      S3_BUCKET: 'nothing',
      QUEUE_URL_EXTRACT: 'http://localhost:9/extract',
      QUEUE_URL_ASSEMBLE: 'http://localhost:9/assemble',
      QUEUE_URL_COSTS: 'http://localhost:9/costs',
      QUEUE_URL_DEAD_LETTERS: 'http://localhost:9/dead',
      ENCRYPTION_KEY: Buffer.alloc(32).toString('base64'),
      CORS_ORIGINS: ORIGIN,
    }),
    sink: () => {},
  })
  beforeAll(() => provideApp(app))
  afterAll(() => app.close())

  test.each([...handlers])('%s: a path that is none of its own is 404', async (_, handler) => {
    for (const url of ['/', '/api/v1/nothing', '/api/v1/%zz', '/api/v1/jobs/%00', '//api/v1/jobs', '/%2e%2e/%2fetc'])
      expect((await answerOf(handler, `https://api.example.com${url}/nothing`)).status).toBe(404)
  })

  test.each(all)(
    '%s: a method that the path does not have is 405, and HEAD is as GET',
    async (_, endpoint, handler) => {
      const refused = await answerOf(handler, urlOf(endpoint), { method: 'PATCH' })
      expect([refused.status, refused.headers.get('allow')]).toEqual([405, expect.stringContaining(endpoint.method)])
      if (endpoint.access !== 'tenant') return
      const head = await answerOf(handler, urlOf(endpoint), { method: endpoint.method === 'GET' ? 'HEAD' : 'POST' })
      expect([401, 405]).toContain(head.status)
    },
  )

  test.each(all)('%s: a refusal and a preflight name the origin that may read them, and no other', async (...one) => {
    const [, endpoint, handler] = one
    const asking = (origin: string, method: string) =>
      answerOf(handler, urlOf(endpoint), {
        method,
        headers: { origin, 'access-control-request-method': endpoint.method },
      })
    for (const method of ['OPTIONS', 'PATCH']) {
      const { headers } = await asking(ORIGIN, method)
      expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
        ORIGIN,
        expect.stringMatching(/origin/i),
      ])
      expect(headers.get('access-control-allow-credentials')).toBeNull()
      const { headers: others } = await asking('https://elsewhere.example.com', method)
      expect(others.get('access-control-allow-origin')).toBeNull()
    }
  })

  test('what an endpoint throws is a problem that says nothing of it', async () => {
    const handle = async () => {
      throw new Error('the password is hunter2')
    }
    const path = '/api/v1/health'
    const handler = endpoints(openEndpoint({ access: 'public', method: 'GET', path, summary: '', handle }))
    const response = await answerOf(handler, `https://api.example.com${path}`)
    expect(response.status).toBe(500)
    expect(await response.text()).not.toContain('hunter2')
  })
})

describe('a body without an end is read no further than its limit', () => {
  const CHUNK = new Uint8Array(65_536)

  /** A request that never stops sending and does not say how long it is. */
  function endless(type: string) {
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += CHUNK.byteLength
        controller.enqueue(CHUNK)
      },
    })
    const init = { method: 'POST', body, duplex: 'half', headers: { 'content-type': type } }
    return { request: new Request('https://api.example.com', init), sent: () => sent }
  }

  test('JSON', async () => {
    const { request, sent } = endless('application/json')
    await expect(readJson(request)).rejects.toMatchObject({ code: 'body_too_large' })
    expect(sent()).toBeLessThan(1_048_576 + 4 * CHUNK.byteLength)
  })

  test('a form', async () => {
    const { request, sent } = endless('multipart/form-data; boundary=x')
    await expect(readForm(request, ingestionForm)).rejects.toMatchObject({ code: 'document_too_large' })
    expect(sent()).toBeLessThan(ingestionForm.limitBytes + 4 * CHUNK.byteLength)
  })
})
