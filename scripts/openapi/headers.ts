import * as z from 'zod'

/** The response headers of the API, each a component that answers refer to. */
export const HEADERS = {
  traceparent: z.string().meta({
    description: 'Where this request stands in its trace (W3C Trace Context).',
    header: { id: 'traceparent' },
  }),
  'x-trace-id': z.string().meta({ description: 'The trace id, as log lines have it.', header: { id: 'x-trace-id' } }),
  RateLimit: z
    .string()
    .optional()
    .meta({
      description: 'What is left of the window: `"key";r=<requests>;t=<seconds>`.',
      header: { id: 'RateLimit' },
    }),
  'RateLimit-Policy': z
    .string()
    .optional()
    .meta({
      description: 'The limit: `"key";q=<requests>;w=<seconds>`.',
      header: { id: 'RateLimit-Policy' },
    }),
  'Idempotent-Replayed': z
    .literal('true')
    .optional()
    .meta({
      description: 'The answer of an earlier request with the same idempotency key.',
      header: { id: 'Idempotent-Replayed' },
    }),
  'Retry-After': z
    .string()
    .optional()
    .meta({
      description: 'Seconds until another try is worth it.',
      header: { id: 'Retry-After' },
    }),
  Location: z.url().meta({ description: 'A short-lived URL; it needs no key.', header: { id: 'Location' } }),
  'Content-Disposition': z.string().meta({
    description: 'The name of the file.',
    header: { id: 'Content-Disposition' },
  }),
}

export type HeaderName = keyof typeof HEADERS

export const headersOf = (names: readonly HeaderName[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, HEADERS[name]])))
