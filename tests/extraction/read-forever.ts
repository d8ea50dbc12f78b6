/** Begins to read the page of a document that never ends, and says so; for a test that kills this process. */
import { createReader } from '../../lib/extraction/run.ts'

const reader = createReader({ limits: { pageTimeoutMs: 600_000, memoryBytes: 4 * 2 ** 30 }, ocrLanguages: ['eng'] })
await reader.inspect(process.argv[2]!, 'application/pdf')
process.stdout.write('reading\n')
for await (const page of reader.readPages(process.argv[2]!, 'application/pdf', [1]))
  process.stdout.write(`${page.number}`)
