import { once } from 'node:events'
import { access, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type FunctionsHost, startFunctionsHost } from '../../lib/local/functions-host.ts'
import { loadFunctions } from '../../lib/local/load-functions.ts'
import { pollUntil } from '../../lib/local/poll-until.ts'

const dir = path.join(import.meta.dirname, 'functions')

let scratch: string
let publicDir: string
let host: FunctionsHost
let errors: { error: unknown; functionName: string }[]

beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'ledgerlift host '))
  publicDir = path.join(scratch, 'public')
  await mkdir(path.join(publicDir, 'docs'), { recursive: true })
  await writeFile(path.join(publicDir, 'index.html'), '<h1>home</h1>')
  await writeFile(path.join(publicDir, 'docs', 'index.html'), '<h1>docs</h1>')
  await writeFile(path.join(publicDir, 'page.html'), '<h1>page</h1>')
  await writeFile(path.join(publicDir, 'things'), 'hidden behind a function')
  await writeFile(path.join(scratch, 'outside.txt'), 'not public')
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

beforeEach(async () => {
  errors = []
  host = await startFunctionsHost({
    dir,
    publicDir,
    onError: (error, functionName) => {
      errors.push({ error, functionName })
    },
  })
})
afterEach(() => host.close())

const get = (where: string, init?: RequestInit) => fetch(host.url + where, init)
const text = async (where: string, init?: RequestInit) => (await get(where, init)).text()
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  )

/** What the server answers to bytes that fetch would not send. */
async function raw(request: string): Promise<string> {
  const socket = connect(host.port, '127.0.0.1').setEncoding('utf8')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  socket.write(request)
  await once(socket, 'close')
  return answer
}

describe('routing', () => {
  test.each([
    ['/echo/7', { id: '7' }],
    ['/v1/echo/7', { id: '7' }],
    ['/echo/7/', { id: '7' }],
    ['/echo', {}],
    ['/echo/a%20b', { id: 'a%20b' }],
    ['/files/report.csv', { name: 'report' }],
  ])('%s reaches the function that declares it, with its parameters', async (where, params) => {
    const response = await get(`${where}?q=1`)
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ params, url: `${host.url}${where}?q=1` })
  })

  test.each(['/echo/secret', '/echo/a/b', '/Echo/7', '/nowhere', '/files/report.txt', '/.netlify/functions/echo'])(
    '%s is nowhere: excluded, undeclared, or the default path of a function that declares others',
    async (where) => {
      expect((await get(where)).status).toBe(404)
    },
  )

  test('one path is several functions by method, and no function for the others', async () => {
    expect(await text('/things')).toBe('listed')
    expect(await text('/things', { method: 'POST' })).toBe('created')
    expect((await get('/things', { method: 'DELETE' })).status).toBe(404)
  })

  test('a function without a path has its default one, and its module keeps its state', async () => {
    expect(await text('/.netlify/functions/folder')).toBe('call 1')
    expect(await text('/.netlify/functions/folder')).toBe('call 2')
  })

  test('a cron is known but has no address', async () => {
    expect(host.functions.find(({ name }) => name === 'cron-hourly')).toMatchObject({ schedule: '@hourly', routes: [] })
    expect((await get('/.netlify/functions/cron-hourly', { method: 'POST' })).status).toBe(404)
  })
})

describe('a request', () => {
  test('arrives whole, with what Netlify tells about it, and answers with headers and cookies', async () => {
    const response = await get('/echo/7', {
      method: 'POST',
      body: 'héllo',
      headers: { cookie: 'other=1; given=x=y', 'x-nf-client-connection-ip': '6.6.6.6', 'x-nf-request-id': 'forged' },
    })
    expect(await response.json()).toEqual({
      method: 'POST',
      url: `${host.url}/echo/7`,
      params: { id: '7' },
      ip: '127.0.0.1',
      request_id: expect.stringMatching(/^[0-9a-f]{8}-/),
      site: host.url,
      deploy: 'dev',
      cookie: 'x=y',
      no_cookie: true,
      header: null,
      bytes: 6,
      text: 'héllo',
    })
    expect(response.headers.get('x-kind')).toBe('echo')
    expect(response.headers.getSetCookie()).toEqual([
      'plain=a=b; Max-Age=60; Path=/; Secure; HttpOnly; SameSite=Lax',
      'short=value',
      'old=; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Path=/',
    ])
  })

  test('may repeat a header, and needs no body', async () => {
    const answer = await raw(
      'DELETE /echo/7 HTTP/1.1\r\nhost: x.example:1\r\nx-twice: a\r\nx-twice: b\r\nconnection: close\r\n\r\n',
    )
    expect(answer).toContain('"header":"a, b"')
    expect(answer).toContain('"url":"http://x.example:1/echo/7"')
    expect(answer).toContain('"bytes":0')
  })

  test.each(['POST', 'GET'])('%s without a host that makes a URL is refused', async (method) => {
    expect(await raw(`${method} /echo/7 HTTP/1.1\r\nhost: a/b\r\nconnection: close\r\n\r\n`)).toContain(' 400 ')
    expect(errors).toEqual([])
  })

  test('HEAD is answered without a body', async () => {
    const response = await get('/echo/7', { method: 'HEAD' })
    expect([response.status, await response.text()]).toEqual([201, ''])
  })

  test('of exactly 6 MB arrives, and with one byte more is 413 without reaching the function', async () => {
    const limit = 6 * 1024 * 1024
    const post = (body: BodyInit) => get('/echo', { method: 'POST', body, duplex: 'half' } as RequestInit)
    expect(await (await post(new Uint8Array(limit))).json()).toMatchObject({ bytes: limit })
    expect((await post(new Uint8Array(limit + 1))).status).toBe(413)
  })

  test('whose length is not announced is limited just the same', async () => {
    const chunk = 'x'.repeat(65_536)
    const chunks = `${chunk.length.toString(16)}\r\n${chunk}\r\n`.repeat(97)
    const answer = await raw(`POST /echo HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n${chunks}0\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1.1 413 /)
  })
})

describe('an answer', () => {
  test('is streamed as its parts are made', async () => {
    const response = await get('/stream/slow')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
    expect(await reader.read()).toEqual({ done: false, value: 'first,' })
    await get('/stream/release')
    expect(await reader.read()).toEqual({ done: false, value: 'second' })
    expect((await reader.read()).done).toBe(true)
  })

  test('that the client leaves aborts the signal of the request and cancels the stream', async () => {
    const leaving = new AbortController()
    const response = await get('/stream/endless', { signal: leaving.signal })
    await response.body!.getReader().read()
    leaving.abort()
    const isOver = async () => (await text('/stream/state')) === '{"ended":"both"}'
    expect(await pollUntil(isOver, { timeoutMs: 5000 })).toBe(true)
    expect(errors).toEqual([])
  })

  test('that breaks off is not taken for whole, and the reason is told', async () => {
    const response = await get('/stream/broken')
    await expect(response.text()).rejects.toThrow()
    expect(errors).toEqual([{ error: new Error('the other half is lost'), functionName: 'stream' }])
  })

  test.each(['throws', 'next'])('of a function that %s is a 500 that gives nothing away', async (how) => {
    const response = await get(`/fails/${how}`)
    expect([response.status, await response.text()]).toEqual([500, 'Internal Server Error'])
    expect(errors).toHaveLength(1)
    expect(errors[0]!.functionName).toBe('fails')
  })

  test('of nothing is a 204, and what fails after it is told', async () => {
    expect((await get('/fails/later')).status).toBe(204)
    expect(await pollUntil(() => errors.length > 0, { timeoutMs: 5000 })).toBe(true)
    expect(errors).toEqual([{ error: new Error('failed later'), functionName: 'fails' }])
  })
})

test('a background function answers 202 at once, and the host is closed only when its work is done', async () => {
  const [after, file] = [path.join(scratch, 'go'), path.join(scratch, 'written')]
  const response = await get('/.netlify/functions/write-file-background', {
    method: 'POST',
    body: JSON.stringify({ after, file }),
  })
  expect(response.status).toBe(202)
  expect(await exists(file)).toBe(false)
  const closing = host.close()
  await writeFile(after, '')
  await closing
  expect(await exists(file)).toBe(true)
})

test('closing ends a stream that would not end by itself', async () => {
  const response = await get('/stream/endless')
  await response.body!.getReader().read()
  await host.close()
  await expect(get('/things')).rejects.toThrow()
})

describe('static files', () => {
  test('are served where no function is, with pretty URLs and their type', async () => {
    expect(await text('/')).toBe('<h1>home</h1>')
    expect(await text('/docs')).toBe('<h1>docs</h1>')
    expect(await text('/docs/')).toBe('<h1>docs</h1>')
    const response = await get('/docs/index.html')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-length')).toBe('13')
    expect((await get('/docs', { method: 'POST' })).status).toBe(404)
  })

  test('give way to a function, unless it prefers them', async () => {
    expect(await text('/things')).toBe('listed')
    expect(await text('/page')).toBe('<h1>page</h1>')
    expect(await text('/other-page')).toBe('made')
  })

  test.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/docs/..%2f..%2foutside.txt',
    '/%00',
    '/%',
  ])('%s does not leave the folder', async (where) => {
    expect(await raw(`GET ${where} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 404 /)
  })
})

describe('a folder of functions', () => {
  test.each([
    ['export const config = {}', 'the default export is not a function'],
    ["export default () => {}; export const config = { path: 'x' }", 'the path x does not begin with a slash'],
    ["export default () => {}; export const config = { path: '/x', schedule: '@daily' }", 'a path or a schedule'],
  ])('with %s is refused, naming the file', async (source, reason) => {
    const bad = await mkdtemp(path.join(scratch, 'bad-'))
    await writeFile(path.join(bad, 'wrong.mjs'), source)
    await expect(loadFunctions(bad)).rejects.toThrow(reason)
    await expect(loadFunctions(bad)).rejects.toThrow('wrong.mjs')
  })

  test('may have functions that are objects with fetch, and files that are none', async () => {
    const good = await mkdtemp(path.join(scratch, 'good-'))
    await writeFile(path.join(good, 'object.mjs'), 'export default { fetch: () => new Response("fetched") }')
    await writeFile(path.join(good, 'README.md'), '# not a function')
    const [only, ...others] = await loadFunctions(good)
    expect([only?.name, others]).toEqual(['object', []])
  })
})
