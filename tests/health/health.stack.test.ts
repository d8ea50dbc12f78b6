import { Client } from 'pg'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Api, apiOf } from '../support/api.ts'
import { newTenant, startTestStack, type TestStack } from '../support/stack.ts'

let stack: TestStack
let open: Api

beforeAll(async () => {
  stack = await startTestStack()
  open = apiOf(stack.url, undefined)
})

type Dependency = { name: string; status: string; message: string; response_time_ms: number }
const dependencies = (body: Record<string, unknown>) => body.dependencies as Dependency[]

test('live answers without looking at anything', async () => {
  expect(await open('GET', '/health')).toMatchObject({ status: 200, body: { status: 'healthy', dependencies: [] } })
})

test('detailed names every dependency, and how long each took', async () => {
  const { status, body } = await open('GET', '/health/detailed')
  expect(status).toBe(200)
  expect(dependencies(body).map(({ name }) => name)).toEqual([
    'database_us',
    'row_level_security_us',
    'object_store_us',
    'queue_extract',
    'queue_assemble',
    'queue_costs',
    'queue_dead_letters',
    'cache',
    'disk',
  ])
  expect(
    dependencies(body).every(({ status: one, response_time_ms }) => one === 'healthy' && response_time_ms >= 0),
  ).toBe(true)
})

test('internal health needs the token', async () => {
  const token = stack.app.config.INTERNAL_TOKEN!
  expect((await open('GET', '/api/v1/internal/health')).body.code).toBe('internal_token_wrong')
  const wrong = await open('GET', '/api/v1/internal/health', undefined, { 'x-internal-token': `${token}x` })
  expect(wrong.status).toBe(401)
  const right = await open('GET', '/api/v1/internal/health', undefined, { 'x-internal-token': token })
  expect(right).toMatchObject({ status: 200, body: { status: 'healthy' } })
})

describe('when tenants are not kept apart', () => {
  const owner = async (statement: string) => {
    const client = new Client(stack.ownerUrl)
    await client.connect()
    await client.query(statement)
    await client.end()
  }
  afterEach(() => owner('alter table documents enable row level security'))

  test('ready answers 503, and an instance that has not served yet serves nothing', async () => {
    const { key } = await newTenant(stack)
    await owner('alter table documents disable row level security')
    const ready = await open('GET', '/health/ready')
    expect(ready.status).toBe(503)
    expect(dependencies(ready.body).find(({ name }) => name === 'row_level_security_us')).toMatchObject({
      status: 'unhealthy',
      message: 'tenants are not kept apart; the log says why',
    })
    const answer = await apiOf(stack.url, key)('GET', '/documents')
    expect(answer).toMatchObject({ status: 503, body: { code: 'not_ready' } })
    expect(
      stack.logs.some(({ fields }) => JSON.stringify(fields).includes('row-level security is off on documents')),
    ).toBe(true)
  })
})
