/**
 * Known vulnerabilities of what is deployed: fails on every advisory of severity high or critical that
 * scripts/audit/explained.ts does not explain.
 */
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { EXPLAINED } from './audit/explained.ts'
import { judge, type Report } from './audit/judge.ts'

const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--audit-level=high', '--json'], {
  cwd: path.resolve(import.meta.dirname, '..'),
  encoding: 'utf8',
  maxBuffer: 64 * 1_048_576,
})
if (error) throw error

const report: Report = stdout.trim() ? JSON.parse(stdout) : {}
const verdict = judge(report, EXPLAINED)
const say = (line: string) => process.stdout.write(`${line}\n`)
if (verdict.kind === 'skipped') say(`skipped: ${verdict.why}`)
if (verdict.kind === 'passed') say(`no severe advisory that is not explained (${verdict.explained.length} explained)`)
if (verdict.kind === 'failed') {
  for (const problem of verdict.problems) say(problem)
  process.exitCode = 1
}
