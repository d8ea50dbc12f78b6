/** Netlify's own tooling over the same files: it bundles a function for every request and runs it in a thread. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { NetlifyDev } from '@netlify/dev'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Config } from '../../lib/platform/config.ts'
import { newTenant, startTestStack, type Tenant, type TestStack } from '../support/stack.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** A copy of the project with some of its functions: Netlify traces all there are before it answers the first time. */
function copyProject(functions: string[]): string {
  const project = mkdtempSync(path.join(os.tmpdir(), 'ledgerlift-netlify-'))
  mkdirSync(path.join(project, 'netlify/functions'), { recursive: true })
  for (const name of ['package.json', 'lib', 'public', ...functions.map((one) => `netlify/functions/${one}`)])
    cpSync(path.join(ROOT, name), path.join(project, name), { recursive: true })
  // Our own, but that it reads the functions from their sources.
  const toml = readFileSync(path.join(ROOT, 'netlify.toml'), 'utf8')
  const [before, functionsTable, after] = toml.split(/^(\[functions\]\n(?:.+\n)+)/m)
  if (!functionsTable) throw new Error('netlify.toml has no table for functions')
  writeFileSync(path.join(project, 'netlify.toml'), `${before}[functions]\ndirectory = "netlify/functions"\n${after}`)
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'node_modules'), 'junction')
  return project
}

let stack: TestStack
let tenant: Tenant
let netlify: NetlifyDev
let project: string

/** The settings as they are written in an environment. */
const environmentOf = (config: Config): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config).flatMap(([name, value]) =>
      value === undefined || String(value) === '' ? [] : [[name, String(value)]],
    ),
  )

beforeAll(async () => {
  stack = await startTestStack()
  tenant = await newTenant(stack)
  // The threads of the functions begin with the environment of this process.
  Object.assign(process.env, environmentOf(stack.app.config), { LOG_LEVEL: 'ERROR' })
  project = copyProject(['health.ts', 'jobs.ts', 'keys.ts'])
  const disabled = { enabled: false }
  netlify = new NetlifyDev({
    projectRoot: project,
    functions: { enabled: true },
    staticFiles: { enabled: true, directories: ['public'] },
    redirects: { enabled: true },
    headers: { enabled: true },
    aiGateway: disabled,
    blobs: disabled,
    database: disabled,
    edgeFunctions: disabled,
    environmentVariables: disabled,
    geolocation: disabled,
    images: disabled,
    server: disabled,
    skipGitignore: true,
  })
  await netlify.start()
})
afterAll(async () => {
  await netlify.stop()
  rmSync(project, { recursive: true, force: true })
})

type Seen = { status: number; type: string | null; json: unknown }

const seen = async (response: Response): Promise<Seen> => ({
  status: response.status,
  type: response.headers.get('content-type'),
  json: JSON.parse(await response.text(), (name, value) =>
    ['timestamp', 'trace_id', 'last_used_at'].includes(name) ? null : value,
  ),
})

/** The same request to Netlify's server and to ours. */
async function both(pathname: string, init: RequestInit = {}): Promise<{ theirs: Seen; ours: Seen; headers: Headers }> {
  const answer = await netlify.handle(new Request(`http://localhost${pathname}`, init))
  if (!answer) throw new Error(`${pathname} has no function`)
  const { headers } = answer
  return { theirs: await seen(answer), ours: await seen(await fetch(stack.url + pathname, init)), headers }
}

test('a function answers at its canonical path, with the headers of the wrapper', async () => {
  const { theirs, ours, headers } = await both('/api/v1/health')
  expect(theirs.status).toBe(200)
  expect(theirs).toEqual(ours)
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('traceparent')).toContain(headers.get('x-trace-id'))
})

test('it answers at an older spelling too', async () => {
  const { theirs, ours } = await both('/health')
  expect(theirs.status).toBe(200)
  expect(theirs).toEqual(ours)
})

test('a request without a key is the same problem', async () => {
  const { theirs, ours } = await both('/api/jobs')
  expect(theirs).toMatchObject({ status: 401, type: 'application/problem+json', json: { code: 'key_missing' } })
  expect(theirs).toEqual(ours)
})

test('a key opens the same list, over the database of the settings', async () => {
  const { theirs, ours } = await both('/v1/keys', { headers: { authorization: `Bearer ${tenant.key}` } })
  expect(theirs.status).toBe(200)
  expect(theirs.json).toMatchObject({ data: [{ name: 'first key' }] })
  expect(theirs).toEqual(ours)
})

test('a body reaches its endpoint', async () => {
  const { theirs, ours } = await both('/api/v1/keys', {
    method: 'POST',
    headers: { authorization: `Bearer ${tenant.key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: '', role: 'owner' }),
  })
  expect(theirs).toMatchObject({ status: 422, json: { errors: [{ path: 'name' }, { path: 'role' }] } })
  expect(theirs).toEqual(ours)
})

test('a static file is served as it is', async () => {
  const { theirs, ours } = await both('/openapi.json')
  expect(theirs.json).toEqual(ours.json)
})

test.each(['/docs/', '/redoc/', '/docs/explorer.js', '/openapi.json'])(
  '%s, which no function serves, has the headers of netlify.toml',
  async (pathname) => {
    const answer = await netlify.handle(new Request(`http://localhost${pathname}`))
    const { status, headers } = answer ?? expect.fail('no answer')
    expect(status).toBe(200)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('x-frame-options')).toBe('DENY')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'$/)
  },
)
