import type { LoadedFunction } from './load-functions.ts'

export type FunctionMatch = { found: LoadedFunction; params: Record<string, string> }

/**
 * The first function, in the order of their names, that has this path and method. A trailing slash does not matter;
 * path parameters stay percent-encoded, as Netlify leaves them.
 */
export function matchFunction(functions: LoadedFunction[], url: URL, method: string): FunctionMatch | undefined {
  const pathname = url.pathname.length > 1 ? url.pathname.replace(/\/$/, '') : url.pathname
  for (const found of functions) {
    if (found.methods && !found.methods.includes(method)) continue
    if (found.excluded.some(({ pattern }) => pattern.test({ pathname }))) continue
    for (const { pattern } of found.routes) {
      const groups = pattern.exec({ pathname })?.pathname.groups
      if (groups) return { found, params: definedOnly(groups) }
    }
  }
}

const definedOnly = (groups: Record<string, string | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))
