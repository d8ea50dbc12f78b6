/**
 * Puts the scripts and styles of the API pages beside them, from the packages as they are installed: nothing comes
 * from a CDN, and nothing of it is kept in the repository. What is there already and the same is left alone.
 */
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const PUBLIC = path.resolve(import.meta.dirname, '../public')
const require = createRequire(import.meta.url)

/** Where each file comes from, and the page that it belongs to. */
const ASSETS: { from: string; to: string }[] = [
  { from: 'swagger-ui-dist/swagger-ui.css', to: 'docs/assets' },
  { from: 'swagger-ui-dist/swagger-ui-bundle.js', to: 'docs/assets' },
  { from: 'swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt', to: 'docs/assets' },
  { from: 'swagger-ui-dist/LICENSE', to: 'docs/assets' },
  { from: 'redoc/bundles/redoc.standalone.js', to: 'redoc/assets' },
  { from: 'redoc/bundles/redoc.standalone.js.LICENSE.txt', to: 'redoc/assets' },
  { from: 'redoc/LICENSE', to: 'redoc/assets' },
]

function isCurrent(source: string, target: string): boolean {
  const size = statSync(target, { throwIfNoEntry: false })?.size
  return size === statSync(source).size && readFileSync(source).equals(readFileSync(target))
}

/** Copies what is missing or of another version. Returns the paths that were written, below the public folder. */
export function copyDocsAssets(publicDir = PUBLIC): string[] {
  const written: string[] = []
  for (const { from, to } of ASSETS) {
    const source = require.resolve(from)
    const name = path.join(to, path.basename(from))
    const target = path.join(publicDir, name)
    if (isCurrent(source, target)) continue
    mkdirSync(path.dirname(target), { recursive: true })
    copyFileSync(source, target)
    written.push(name)
  }
  return written
}

if (import.meta.main) copyDocsAssets()
