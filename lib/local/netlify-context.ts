import type { Context } from '@netlify/functions'

export type Invocation = {
  context: Context
  /** Adds the cookies that the function set or deleted to its answer. */
  finish(response: Response): Response
}

type Cookie = {
  name: string
  value: string
  expires?: Date | number
  /** Seconds. */
  maxAge?: number
  domain?: string
  path?: string
  secure?: boolean
  httpOnly?: boolean
  sameSite?: 'Strict' | 'Lax' | 'None'
  /** Further attributes, as they are written. */
  unparsed?: string[]
}

/** Headers that Netlify puts on a request, whatever the client sent under these names. */
export const netlifyHeaders = (ip: string, requestId: string): [string, string][] => [
  ['x-nf-client-connection-ip', ip],
  ['x-nf-request-id', requestId],
]

/** The second argument of a function. `waitUntil` promises go to `keep`; who is local has no place on the map. */
export function createInvocation(options: {
  request: Request
  params: Record<string, string>
  keep: (promise: Promise<unknown>) => void
}): Invocation {
  const { request, params, keep } = options
  const url = new URL(request.url)
  const changes: string[] = []
  const received = parseCookies(request.headers.get('cookie') ?? '')
  const context: Context = {
    account: { id: 'local' },
    cookies: {
      // The type promises a string; Netlify's own implementation answers undefined for a cookie that is not there.
      get: (name) => received[name] as string,
      set: (cookie: Cookie | string, value?: string) => {
        changes.push(serialiseCookie(typeof cookie === 'string' ? { name: cookie, value: value ?? '' } : cookie))
      },
      delete: (target) => {
        const { name, domain, path = '/' } = typeof target === 'string' ? { name: target } : target
        changes.push(serialiseCookie({ name, value: '', domain, path, expires: 0 }))
      },
    },
    deploy: { context: 'dev', id: '0', published: false },
    geo: {},
    ip: request.headers.get('x-nf-client-connection-ip') ?? '',
    json: (input) => Response.json(input),
    log: () => {},
    next: () => {
      throw new Error('`context.next` is not implemented for serverless functions')
    },
    params,
    requestId: request.headers.get('x-nf-request-id') ?? '',
    rewrite: (target) => fetch(new URL(target, url)),
    server: { region: 'local' },
    site: { id: 'local', name: 'local', url: url.origin },
    url,
    waitUntil: (promise) => keep(Promise.resolve(promise)),
  }
  return { context, finish: (response) => withCookies(response, changes) }
}

function withCookies(response: Response, cookies: string[]): Response {
  if (cookies.length === 0) return response
  // The headers of a redirect or of a fetched answer cannot be changed.
  const copy = new Response(response.body, response)
  for (const cookie of cookies) copy.headers.append('set-cookie', cookie)
  return copy
}

function parseCookies(header: string): Record<string, string> {
  const pairs = header.split(';').flatMap((pair) => {
    const equals = pair.indexOf('=')
    return equals < 0 ? [] : [[pair.slice(0, equals).trim(), pair.slice(equals + 1).trim()]]
  })
  return Object.fromEntries(pairs)
}

function serialiseCookie(cookie: Cookie): string {
  const { name, value, expires, maxAge, domain, path, secure, httpOnly, sameSite, unparsed = [] } = cookie
  return [
    `${name}=${value}`,
    ...(expires === undefined ? [] : [`Expires=${new Date(expires).toUTCString()}`]),
    ...(maxAge === undefined ? [] : [`Max-Age=${maxAge}`]),
    ...(domain ? [`Domain=${domain}`] : []),
    ...(path ? [`Path=${path}`] : []),
    ...(secure ? ['Secure'] : []),
    ...(httpOnly ? ['HttpOnly'] : []),
    ...(sameSite ? [`SameSite=${sameSite}`] : []),
    ...unparsed,
  ].join('; ')
}
