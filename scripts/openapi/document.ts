/**
 * The OpenAPI 3.1 document, made of the endpoints' own data and of nothing else: what an endpoint takes, answers and
 * refuses is what the server does with the same records.
 */
import { createDocument } from 'zod-openapi'
import type { Endpoint } from '../../lib/entry/endpoint.ts'
import { Problem } from '../../lib/entry/problem.ts'
import { refusalsOf } from '../../lib/entry/refusals.ts'
import { operationOf, tagOf, templateOf } from './operation.ts'
import { problemExamples } from './responses.ts'

const DESCRIPTION = `Turns financial PDFs and Word files into a data book, and keeps the proof of how it got there.

Ids are UUIDv7, times RFC 3339 in UTC, money integer cents. Errors are RFC 9457 problem details, whose \`code\` never
changes its meaning. A list answers \`{data, next_cursor}\`; pass the cursor on to get the next page. Another tenant's
resource is answered as if it did not exist. An answer that is larger than a response may be is a 303 to a
short-lived URL.`

const securitySchemes = {
  api_key: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'll_live_<random>_<checksum>',
    description: 'An API key. It acts with the lesser of its own role and that of the member who owns it.',
  },
  internal_token: { type: 'apiKey', in: 'header', name: 'x-internal-token', description: 'For monitoring alone.' },
} as const

type Package = { version: string; license: string }

function pathsOf(endpoints: readonly Endpoint[]) {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {}
  for (const endpoint of endpoints) {
    const template = templateOf(endpoint)
    paths[template] = { ...paths[template], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return paths
}

/** Makes the document; the order of the endpoints is the order of the paths. */
export function openApiDocument(endpoints: readonly Endpoint[], { version, license }: Package) {
  const codes = [...new Set(endpoints.flatMap(refusalsOf))].sort()
  return createDocument(
    {
      openapi: '3.1.1',
      info: { title: 'LedgerLift', version, description: DESCRIPTION, license: { name: license, identifier: license } },
      servers: [{ url: '/', description: 'Wherever this document is served.' }],
      tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
      paths: pathsOf(endpoints),
      components: { securitySchemes, schemas: { Problem: Problem() }, examples: problemExamples(codes) },
    },
    {
      override: ({ zodSchema, jsonSchema, io }) => {
        // JSON has no dates: they leave as `Date.toJSON` writes them.
        if (io === 'output' && zodSchema._zod.def.type === 'date')
          Object.assign(jsonSchema, { type: 'string', format: 'date-time' })
        // What these say is said by `format` and by `type` already, in fewer words.
        if (jsonSchema.format === 'uuid') delete jsonSchema.pattern
        if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
        if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      },
    },
  )
}
