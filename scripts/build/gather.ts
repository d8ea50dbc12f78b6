/**
 * Few files to open at a cold start. esbuild makes a chunk for every set of entries that share a module, which is some
 * twenty of a kilobyte for a function; here all that functions share becomes one chunk. Nine tenths of it is what each
 * of them loads in any case. What is imported lazily stays apart.
 */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Metafile, Plugin } from 'esbuild'
import { ROOT } from './bundle.ts'

type Inputs = Metafile['inputs']

/** Modules of ours that are loaded together, and the files that load one of them, and so all. */
export type Shared = { modules: string[]; loaders: Set<string> }

/** A module and all that it imports statically. */
function reached(inputs: Inputs, from: string, seen = new Set<string>()): Set<string> {
  if (seen.has(from) || !inputs[from]) return seen
  seen.add(from)
  for (const { path: file, kind, external } of inputs[from].imports)
    if (kind !== 'dynamic-import' && !external) reached(inputs, file, seen)
  return seen
}

const isOurs = (file: string) => !file.includes('node_modules/') && file.endsWith('.ts')

/** What two functions or more load at once. Packages are not named: they follow those that import them. */
export function sharedModules({ inputs }: Metafile, functions: string[]): Shared {
  const loaded = functions.map((file) => reached(inputs, file))
  const modules = Object.keys(inputs).filter(
    (file) => isOurs(file) && !functions.includes(file) && loaded.filter((files) => files.has(file)).length > 1,
  )
  const lazy = Object.values(inputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path: file, kind, external }) => kind === 'dynamic-import' && !external && isOurs(file))
    .map(({ path: file }) => file)
  const loadsOne = (file: string) => modules.some((one) => reached(inputs, file).has(one))
  return { modules, loaders: new Set([...functions, ...lazy].filter(loadsOne)) }
}

const NAME = 'gathered'

/** Lets each loader import all that is shared, so that esbuild finds one set of entries for all of it. */
export const gather = ({ modules, loaders }: Shared): Plugin => ({
  name: 'gather',
  setup(build) {
    build.onResolve({ filter: new RegExp(`^${NAME}$`) }, () => ({ path: NAME, namespace: NAME }))
    build.onLoad({ filter: /.*/, namespace: NAME }, () => ({
      contents: modules.map((file) => `import './${file}'\n`).join(''),
      resolveDir: ROOT,
    }))
    build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) =>
      loaders.has(path.relative(ROOT, file))
        ? { contents: `import '${NAME}';${await readFile(file, 'utf8')}`, loader: 'ts' }
        : null,
    )
  },
})
