import type { Config, Context } from '@netlify/functions'

export default async (request: Request, context: Context) => {
  context.cookies.set({
    name: 'plain',
    value: 'a=b',
    path: '/',
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    maxAge: 60,
  })
  context.cookies.set('short', 'value')
  context.cookies.delete('old')
  const body = Buffer.from(await request.arrayBuffer())
  return Response.json(
    {
      method: request.method,
      url: context.url.href,
      params: context.params,
      ip: context.ip,
      request_id: context.requestId,
      site: context.site.url,
      deploy: context.deploy.context,
      cookie: context.cookies.get('given'),
      no_cookie: context.cookies.get('absent') === undefined,
      header: request.headers.get('x-twice'),
      bytes: body.length,
      text: body.length < 1000 ? body.toString() : '',
    },
    { status: 201, headers: { 'x-kind': 'echo' } },
  )
}

export const config: Config = {
  path: ['/echo/:id', '/v1/echo/:id', '/files/:name.csv', '/echo'],
  excludedPath: '/echo/secret',
}
