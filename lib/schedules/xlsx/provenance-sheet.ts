/** The last sheet: for every cell of the book, where in the document it was read and what is printed there. */
import type { Worksheet } from 'exceljs'
import { type Book, numberedRows } from '../book.ts'
import type { Cell } from '../model.ts'
import { type Proof, proofOf } from '../proof.ts'
import { sheetText, splitText } from './cell-value.ts'
import type { SheetLimits } from './limits.ts'
import { addressOf, type PlannedSchedule, provenanceName } from './plan.ts'
import { sheetNames } from './sheet-names.ts'
import { boldFont, type StreamingBook } from './streaming-sheet.ts'

const headings = [
  'Schedule',
  'Sheet',
  'Cell',
  'Page',
  'x0',
  'y0',
  'x1',
  'y1',
  'Confidence',
  'Text as printed',
  'Part',
  'Proof',
]
const widths = [30, 30, 8, 8, 9, 9, 9, 9, 12, 60, 8, 12]

type Rows = { add(values: (string | number | null)[]): Promise<void>; close(): void }

/**
 * A text longer than a cell takes as many rows as it needs, numbered as parts. When the sheet is full, another follows.
 */
export async function writeProvenanceSheets(
  streaming: StreamingBook,
  book: Book,
  schedules: readonly PlannedSchedule[],
  limits: SheetLimits,
): Promise<void> {
  const taken = schedules.flatMap((planned) => planned.names)
  const rows = provenanceRows(streaming, book, taken, limits)
  for (const planned of schedules) {
    const proofAt = proofOf(planned.sheet.checks)
    for await (const { cells } of numberedRows(planned.sheet)) {
      for (const cell of cells) {
        const isFigure = cell.value !== undefined && cell.value.type !== 'date'
        const proof = isFigure ? proofAt([cell.row, cell.col]) : null
        for (const values of describeCell(planned, cell, limits, proof)) await rows.add(values)
      }
    }
  }
  rows.close()
}

function* describeCell(
  planned: PlannedSchedule,
  cell: Cell,
  limits: SheetLimits,
  proof: Proof | null,
): Generator<(string | number | null)[]> {
  const { name, address } = addressOf(planned, cell.row, cell.col)
  const parts = splitText(sheetText(cell.text), limits.cellLength)
  const schedule = splitText(sheetText(planned.sheet.name), limits.cellLength)[0] ?? ''
  const box = cell.bbox ?? [null, null, null, null]
  for (const [index, text] of parts.entries()) {
    const part = parts.length > 1 ? index + 1 : null
    yield [
      schedule,
      name,
      cell.col < limits.columns ? address : '–',
      cell.page,
      ...box,
      cell.confidence,
      text,
      part,
      proof,
    ]
  }
}

function provenanceRows(streaming: StreamingBook, book: Book, taken: string[], limits: SheetLimits): Rows {
  const names: string[] = []
  const plain = streaming.styleOf({})
  let sheet: Worksheet | undefined
  let count = 0

  const open = (): Worksheet => {
    const name = names.length === 0 ? provenanceName : (sheetNames([provenanceName], [...taken, ...names])[0] as string)
    names.push(name)
    const opened = streaming.workbook.addWorksheet(name)
    opened.columns = widths.map((width) => ({ width }))
    const facts = [
      ['Document', sheetText(book.document.name)],
      ['SHA-256', book.document.sha256],
      ['Job', book.job.id ?? '–'],
      ['Engines', book.job.engines.join(', ')],
      [''],
      headings,
    ]
    count = facts.length
    for (const [index, fact] of facts.entries()) {
      const row = opened.addRow(fact)
      if (index === facts.length - 1) row.font = boldFont
      row.commit()
    }
    return opened
  }

  return {
    async add(values) {
      if (sheet && count >= limits.rows) {
        sheet.commit()
        sheet = undefined
      }
      sheet ??= open()
      const row = sheet.addRow(values)
      row.eachCell((cell) => {
        cell.style = plain
      })
      row.commit()
      count += 1
      await streaming.breathe()
    },
    close() {
      sheet ??= open()
      sheet.commit()
    },
  }
}
