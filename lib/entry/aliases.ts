/**
 * Older spellings of paths, which answer the same. The paths of a function's `config` are literals, since Netlify
 * reads them from the source; a test compares them with what is derived here.
 */
const ROOT = '/api/v1'

const NAMED: Record<string, string> = {
  '/v1/key/company/export.json': '/exports/events.json',
  '/v1/key/company/export.csv': '/exports/events.csv',
  '/v1/key/workspace/export.json': '/exports/events.json',
  '/v1/key/workspace/export.csv': '/exports/events.csv',
  '/v1/key/company/export-archive.json': '/exports/archive.json',
  '/v1/key/workspace/events/tail': '/events/tail',
}

const AT_THE_ROOT = ['/health', '/health/ready', '/health/detailed', '/internal/metrics', '/internal/health']

/** The canonical path that a path means. */
export function canonicalPath(path: string): string {
  if (NAMED[path]) return ROOT + NAMED[path]
  if (AT_THE_ROOT.includes(path)) return ROOT + path
  if (path.startsWith('/v1/')) return `/api${path}`
  if (path === '/api/jobs' || path.startsWith('/api/jobs/')) return path.replace('/api/', `${ROOT}/`)
  return path
}

/** All spellings of a canonical path, itself first. */
export function spellingsOf(path: string): string[] {
  const rest = path.slice(ROOT.length)
  return [
    path,
    ...(rest === '/jobs' || rest.startsWith('/jobs/') ? [`/api${rest}`] : []),
    `/v1${rest}`,
    ...Object.keys(NAMED).filter((name) => NAMED[name] === rest),
    ...(AT_THE_ROOT.includes(rest) ? [rest] : []),
  ]
}
