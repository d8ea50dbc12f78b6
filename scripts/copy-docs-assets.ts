/**
 * Puts the scripts and styles of the API pages beside them, from the packages as they are installed: nothing comes
 * from a CDN, and nothing of it is kept in the repository. What is there already and the same is left alone.
 */
import { copyFileSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const PUBLIC = path.resolve(import.meta.dirname, '../public')
const require = createRequire(import.meta.url)

/** Each file as it is installed, by the folder that it goes to. */
const assets = (): Record<string, string[]> => ({
  'docs/assets': [
    require.resolve('swagger-ui-dist/swagger-ui.css'),
    require.resolve('swagger-ui-dist/swagger-ui-bundle.js'),
    require.resolve('swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt'),
    require.resolve('swagger-ui-dist/LICENSE'),
  ],
  'redoc/assets': [
    require.resolve('redoc/bundles/redoc.standalone.js'),
    require.resolve('redoc/bundles/redoc.standalone.js.LICENSE.txt'),
    require.resolve('redoc/LICENSE'),
  ],
})

function isCurrent(source: string, target: string): boolean {
  const size = statSync(target, { throwIfNoEntry: false })?.size
  return size === statSync(source).size && readFileSync(source).equals(readFileSync(target))
}

/** Copies what is missing or of another version. Returns the paths that were written, below the public folder. */
export function copyDocsAssets(publicDir = PUBLIC): string[] {
  const written: string[] = []
  for (const [folder, sources] of Object.entries(assets())) {
    mkdirSync(path.join(publicDir, folder), { recursive: true })
    for (const source of sources) {
      const name = path.join(folder, path.basename(source))
      const target = path.join(publicDir, name)
      if (isCurrent(source, target)) continue
      copyFileSync(source, target)
      written.push(name)
    }
  }
  return written
}

if (process.argv[1] === import.meta.filename) copyDocsAssets()
