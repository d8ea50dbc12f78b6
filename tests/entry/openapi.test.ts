import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, test } from 'vitest'
import { takesBody } from '../../lib/entry/endpoint.ts'
import { refusalsOf } from '../../lib/entry/refusals.ts'
import { statusOf } from '../../lib/platform/error-codes.ts'
import { openApiDocument } from '../../scripts/openapi/document.ts'
import { loadEndpoints, nameOf } from '../../scripts/openapi/endpoints.ts'
import { templateOf } from '../../scripts/openapi/operation.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')
const endpoints = await loadEndpoints()
const text = JSON.stringify(openApiDocument(endpoints, { version: '1.2.3', license: 'Apache-2.0' }))

type Operation = {
  operationId: string
  security: unknown[]
  parameters?: ({ $ref: string } | { in: string; name: string })[]
  requestBody?: unknown
  responses: Record<string, { $ref?: string; description?: string }>
}
type Document = {
  info: { version: string }
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, { description: string }>; schemas: Record<string, unknown> }
}
const document: Document = JSON.parse(text)

test('the document is valid OpenAPI 3.1', async () => {
  const config = await createConfig({
    rules: {
      struct: 'error',
      'no-unresolved-refs': 'error',
      'spec-components-invalid-map-name': 'error',
      'path-parameters-defined': 'error',
      'operation-operationId-unique': 'error',
      'no-identical-paths': 'error',
      'no-ambiguous-paths': 'off',
      'operation-parameters-unique': 'error',
      'no-unused-components': 'error',
      'no-invalid-media-type-examples': 'error',
      'security-defined': 'error',
    },
  })
  const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config })
  expect(problems.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
})

test('every endpoint is one operation, and there is no other', () => {
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${template}`),
  )
  const expected = endpoints.map((endpoint) => `${endpoint.method} ${templateOf(endpoint)}`)
  expect(operations.sort()).toEqual(expected.sort())
})

describe('an operation says all that its endpoint takes and answers', () => {
  test.each(endpoints.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s', (_, endpoint) => {
    const operation = document.paths[templateOf(endpoint)]![endpoint.method.toLowerCase()]!
    const described = Object.entries(operation.responses).map(([status, { $ref, description }]) => [
      status,
      description ?? document.components.responses[$ref!.split('/').at(-1)!]!.description,
    ])
    for (const code of refusalsOf(endpoint))
      expect(described).toContainEqual([String(statusOf(code)), expect.stringContaining(`\`${code}\``)])
    expect(Object.keys(operation.responses)).toContain(String(endpoint.status ?? 200))
    const parameters = (operation.parameters ?? []).map((one) =>
      '$ref' in one ? one.$ref.split('/').at(-1) : one.name,
    )
    const written = endpoint.access === 'tenant' && takesBody(endpoint)
    expect(parameters.includes('workspace_id')).toBe(endpoint.access === 'tenant')
    expect(parameters.includes('Idempotency-Key')).toBe(written)
    expect(parameters.includes('idempotency_key')).toBe(written)
    for (const [, name] of endpoint.path.matchAll(/:(\w+)/g)) expect(parameters).toContain(name)
    if (endpoint.access === 'tenant') {
      expect(Boolean(operation.requestBody)).toBe(Boolean(endpoint.body ?? endpoint.form))
      expect(operation.security).toEqual([{ api_key: [] }])
    }
  })
})

test('times are RFC 3339 strings', () => {
  const job = document.components.schemas.Job as { properties: Record<string, unknown> }
  expect(job.properties.created_at).toEqual({ type: 'string', format: 'date-time' })
})

test('the version is that of the package', () => {
  expect(document.info.version).toBe('1.2.3')
})

describe('what is generated is current', () => {
  test.each(['generate-openapi.ts', 'generate-reference.ts'])('%s', (script) => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, 'scripts', script), '--check'], {
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, ''])
  })
})

test('every setting and every code stands on its page', () => {
  const settings = readFileSync(path.join(ROOT, 'docs/settings.md'), 'utf8')
  const codes = readFileSync(path.join(ROOT, 'docs/error-codes.md'), 'utf8')
  for (const code of endpoints.flatMap(refusalsOf)) expect(codes).toContain(`| \`${code}\` | ${statusOf(code)} |`)
  expect(settings).toContain('| `MAX_UPLOAD_BYTES` | 104857600 | 1..5368709120 |')
  expect(settings).toContain('| `OCR_LANGUAGES` | eng,deu |')
  expect(settings).toContain('| `DATABASE_URL` | embedded |')
})
