/** Reads a Word file that a test has made, and says what is in it briefly. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDocx } from '../../lib/extraction/engines/docx.ts'
import type { PageResult, TableArtifact } from '../../lib/extraction/model.ts'

export async function readDocx(bytes: Buffer): Promise<PageResult> {
  const dir = await mkdtemp(join(tmpdir(), 'docx-test-'))
  try {
    const file = join(dir, 'document.docx')
    await writeFile(file, bytes)
    return await (await openDocx(file)).readPage(1)
  } finally {
    await rm(dir, { recursive: true, force: true })
  }
}

export const tablesOf = (page: PageResult): TableArtifact[] =>
  page.artifacts.filter((artifact): artifact is TableArtifact => artifact.kind === 'table')

export const textsOf = (page: PageResult, ...roles: string[]): string[] =>
  page.artifacts.flatMap((artifact) =>
    artifact.kind === 'text' && (roles.length === 0 || roles.includes(artifact.role)) ? [artifact.text] : [],
  )

/** `text @row,col` with the spans that are more than one, `@row+rows,col+cols`. */
export const cellsOf = (table: TableArtifact | undefined): string[] =>
  (table?.cells ?? []).map(({ text, row, col, row_span, col_span }) => {
    const spans = (at: number, span: number) => (span > 1 ? `${at}+${span}` : `${at}`)
    return `${text} @${spans(row, row_span)},${spans(col, col_span)}`
  })
