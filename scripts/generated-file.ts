import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')

/**
 * Writes a generated file of the repository; with `--check` on the command line it only compares, and lets the
 * process end with 1 when the file is stale.
 */
export function writeOrCheck(name: string, text: string): void {
  const file = path.join(ROOT, name)
  if (!process.argv.includes('--check')) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, text)
    return
  }
  if (existsSync(file) && readFileSync(file, 'utf8') === text) return
  process.stderr.write(`${name} is stale: run \`npm run generate\`\n`)
  process.exitCode = 1
}
