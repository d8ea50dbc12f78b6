/**
 * Writes lib/platform/database-types.generated.ts from a freshly migrated database; with --check it only compares,
 * and ends with 1 when the file in the repository is stale.
 */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ensureMigratedDatabase } from '../lib/local/migrated-database.ts'
import { startLocalPostgres } from '../lib/local/postgres.ts'

const target = path.resolve(import.meta.dirname, '../lib/platform/database-types.generated.ts')
const scratch = mkdtempSync(path.join(os.tmpdir(), 'ledgerlift-types-'))
const postgres = await startLocalPostgres({ dir: path.join(scratch, 'postgres'), durable: false })
try {
  await ensureMigratedDatabase(postgres, 'ledgerlift')
  const fresh = path.join(scratch, 'types.ts')
  const cli = path.resolve(import.meta.dirname, '../node_modules/kysely-codegen/dist/cli/bin.js')
  execFileSync(
    process.execPath,
    [
      cli,
      ...[
        '--dialect',
        'postgres',
        '--url',
        postgres.url('ledgerlift'),
        '--out-file',
        fresh,
        '--numeric-parser',
        'string',
      ],
      ...['--exclude-pattern', '(kysely_*|audit_events_*)', '--log-level', 'warn'],
    ],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  )
  // The driver reads bigint as a number (see openDatabase), which the generator cannot know.
  const text = readFileSync(fresh, 'utf8').replace(/export type Int8 = .*/, 'export type Int8 = number;')
  if (!process.argv.includes('--check')) writeFileSync(target, text)
  else if (text !== readFileSync(target, 'utf8')) {
    process.stderr.write('lib/platform/database-types.generated.ts is stale: run `npm run generate`\n')
    process.exitCode = 1
  }
} finally {
  await postgres.stop()
  rmSync(scratch, { recursive: true, force: true })
}
