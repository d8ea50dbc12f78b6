import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Config, Context } from '@netlify/functions'

/** What a Netlify function answers a request with; anything but a Response is an empty 204. */
export type FunctionHandler = (request: Request, context: Context) => unknown

export type LoadedFunction = {
  name: string
  handler: FunctionHandler
  /** Declared paths; when there are none, `/.netlify/functions/<name>`. Empty for a cron. */
  routes: Route[]
  excluded: Route[]
  /** Every method when not given. */
  methods?: string[]
  preferStatic: boolean
  background: boolean
  /** A cron expression or nickname; such a function has no address. */
  schedule?: string
}

export type Route = { path: string; pattern: URLPattern }

const extensions = new Set(['.ts', '.mts', '.js', '.mjs'])

/**
 * Imports every function of a folder, in the order of their names: `<name>.ts`, `<name>/index.ts` or `<name>/<name>.ts`.
 * Throws, naming the file, for one without a default export or with a configuration that Netlify would refuse.
 */
export async function loadFunctions(dir: string): Promise<LoadedFunction[]> {
  const functions: LoadedFunction[] = []
  for (const entry of (await readdir(dir)).sort()) {
    const file = await findMainFile(path.resolve(dir, entry))
    if (file) functions.push(readModule(path.parse(entry).name, file, await import(pathToFileURL(file).href)))
  }
  return functions
}

async function findMainFile(entry: string): Promise<string | undefined> {
  const { ext, name } = path.parse(entry)
  if ((await stat(entry)).isFile()) return extensions.has(ext) && !name.endsWith('.d') ? entry : undefined
  for (const candidate of [name, 'index'].flatMap((base) => [...extensions].map((extension) => base + extension))) {
    const file = path.join(entry, candidate)
    if (await stat(file).catch(() => undefined)) return file
  }
}

type FunctionModule = { default?: FunctionHandler | { fetch?: FunctionHandler }; config?: Config }

function readModule(name: string, file: string, module: FunctionModule): LoadedFunction {
  const { config = {} } = module
  const handler = typeof module.default === 'function' ? module.default : module.default?.fetch
  if (!handler) throw new Error(`${file}: the default export is not a function`)
  const paths = listOf(config.path)
  if (config.schedule && paths.length > 0) throw new Error(`${file}: a function has a path or a schedule, not both`)
  const toRoute = (declared: string): Route => {
    if (!declared.startsWith('/')) throw new Error(`${file}: the path ${declared} does not begin with a slash`)
    return { path: declared, pattern: new URLPattern({ pathname: declared }) }
  }
  if (paths.length === 0 && !config.schedule) paths.push(`/.netlify/functions/${name}`)
  return {
    name,
    handler,
    routes: paths.map(toRoute),
    excluded: listOf(config.excludedPath).map(toRoute),
    ...(config.method ? { methods: listOf(config.method) } : {}),
    preferStatic: config.preferStatic ?? false,
    background: config.background ?? name.endsWith('-background'),
    ...(config.schedule ? { schedule: config.schedule } : {}),
  }
}

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())
