import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'

const contentTypes: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/vnd.microsoft.icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.yaml': 'application/yaml',
}

/** The file of `publicDir` that a GET or HEAD asks for, with Netlify's pretty URLs (`/docs` is `docs.html` too). */
export async function serveStatic(publicDir: string, request: Request): Promise<Response | undefined> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return
  const root = path.resolve(publicDir)
  const pathname = decodePath(new URL(request.url).pathname)
  if (pathname === undefined) return
  const wanted = path.join(root, pathname)
  const candidates = pathname.endsWith('/') ? ['index.html'] : ['', '.html', '/index.html']
  for (const file of candidates.map((suffix) => path.normalize(wanted + suffix))) {
    if (!file.startsWith(root + path.sep)) continue
    const stats = await stat(file).catch(() => undefined)
    if (!stats?.isFile()) continue
    return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream, {
      headers: {
        'content-type': contentTypes[path.extname(file)] ?? 'application/octet-stream',
        'content-length': `${stats.size}`,
        'cache-control': 'public, max-age=0, must-revalidate',
      },
    })
  }
}

function decodePath(pathname: string): string | undefined {
  try {
    const decoded = decodeURIComponent(pathname)
    return decoded.includes('\0') ? undefined : decoded
  } catch {
    return undefined
  }
}
