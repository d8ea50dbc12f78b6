import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const program = new URL('export-large.ts', import.meta.url).pathname
const run = promisify(execFile)

/** Peak resident memory in bytes of a process that exports so many rows; a heap that grows past 96 MB ends it. */
async function peakOf(format: string, rows: number): Promise<number> {
  const { stdout } = await run(process.execPath, ['--max-old-space-size=96', program, format, String(rows)])
  return Number(stdout)
}

describe('memory of an export', () => {
  it.each(['xlsx', 'csv', 'json'])(
    '%s of 50,000 rows of 8 columns needs little more than of 5,000',
    { timeout: 120_000 },
    async (format) => {
      const [few, many] = [await peakOf(format, 5_000), await peakOf(format, 50_000)]
      expect(few).toBeGreaterThan(0)
      expect(many - few).toBeLessThan(80 * 1024 * 1024)
    },
  )
})
