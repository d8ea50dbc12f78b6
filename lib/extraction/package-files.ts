import { createRequire } from 'node:module'
import path from 'node:path'

const fromSource = import.meta.url.endsWith('.ts')

/** Where a package's files are: in the package as it is installed, or in a folder of its name beside a bundle. */
export const packageFolder = (name: string): string =>
  fromSource
    ? path.dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    : path.join(import.meta.dirname, 'packages', name)
