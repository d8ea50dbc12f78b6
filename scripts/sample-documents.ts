/**
 * Makes the sample documents: for the demonstration, for trying the product out, and for tests, which compare what was
 * read with the truth that the documents are drawn from. Everything in them is invented.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { boardPaper } from './samples/board-paper.ts'
import { invoice, quarterlyReport } from './samples/reports.ts'
import { scannedSchedules } from './samples/scan.ts'

const samples: Record<string, () => Promise<Buffer>> = {
  'quarterly-report.pdf': quarterlyReport,
  'invoice-2025-2291.pdf': invoice,
  'scanned-schedules.pdf': scannedSchedules,
  'board-paper.docx': boardPaper,
}

/** Writes them into `dir`, which is made if it is not there; returns their paths. */
export async function makeSampleDocuments(dir: string): Promise<string[]> {
  await mkdir(dir, { recursive: true })
  const paths: string[] = []
  for (const [name, make] of Object.entries(samples)) {
    const path = join(dir, name)
    await writeFile(path, await make())
    paths.push(path)
  }
  return paths
}
