/** A worksheet that is written row by row, and the pace at which it is. */
import type { PassThrough } from 'node:stream'
import { setImmediate } from 'node:timers/promises'
import type { Style, stream, Worksheet } from 'exceljs'
import { dateFormat } from './cell-value.ts'

/** Rows written before the writer makes sure that somebody takes them. */
const rowsPerBreath = 50

/** With a name and a size: a font that says only "bold" takes another size in some spreadsheets. */
export const plainFont = { name: 'Calibri', size: 11, family: 2 } as const
export const boldFont = { ...plainFont, bold: true } as const

const contradictedFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFC7CE' } } as const
const headerAlignment = { vertical: 'top', wrapText: true } as const

/** Excel opens no file with more than 200 to 250 number formats of its own; figures beyond are shown plainly. */
const formatsKept = 190

export type Look = { format?: string; header?: boolean; contradicted?: boolean }

export type StreamingBook = {
  /** The style of a look. exceljs knows a style object again at once, and compares unknown ones at length. */
  styleOf(look: Look): Partial<Style>
  workbook: stream.xlsx.WorkbookWriter
  /** Resolves when the file has room for more. Rejects when nobody reads it any longer. */
  breathe(): Promise<void>
}

/**
 * exceljs writes into its archive without looking whether the archive keeps up: rows must pause for the event loop, in
 * which compression happens, and for a slow reader. One sheet must be committed before the next is begun, since the
 * archive takes one entry at a time and would hold the others in memory.
 */
export function streamingBook(workbook: stream.xlsx.WorkbookWriter, file: PassThrough): StreamingBook {
  let rows = 0
  const styles = new Map<string, Partial<Style>>()
  const formats = new Set<string>()
  return {
    styleOf(wanted) {
      const known = !wanted.format || wanted.format === dateFormat || formats.has(wanted.format)
      const look = known || formats.size < formatsKept ? wanted : { ...wanted, format: undefined }
      if (look.format) formats.add(look.format)
      const key = `${look.header ?? false} ${look.contradicted ?? false} ${look.format ?? ''}`
      const style = styles.get(key) ?? toStyle(look)
      styles.set(key, style)
      return style
    },
    workbook,
    async breathe() {
      rows += 1
      if (rows % rowsPerBreath !== 0) return
      await setImmediate()
      if (file.writableNeedDrain && !file.destroyed) await drained(file)
      if (file.destroyed) throw file.errored ?? new Error('the export is no longer read')
    },
  }
}

const toStyle = ({ format, header, contradicted }: Look): Partial<Style> => ({
  ...(format ? { numFmt: format } : {}),
  ...(header ? { font: boldFont, alignment: headerAlignment } : {}),
  ...(contradicted ? { fill: contradictedFill } : {}),
})

function drained(file: PassThrough): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      file.off('drain', done)
      file.off('close', done)
      resolve()
    }
    file.on('drain', done)
    file.on('close', done)
  })
}

type Internals = {
  _merges: string[]
  _sheetRelsWriter: { _hyperlinks: { address: string; target: string }[] }
}

/**
 * exceljs 4.4 compares each merge with all before it, and makes a row for each that it covers. The caller sees to it
 * that ranges do not overlap.
 */
export function mergeRange(sheet: Worksheet, range: string): void {
  ;(sheet as unknown as Internals)._merges.push(range)
}

/**
 * exceljs 4.4 writes every link of a streamed sheet as an external one, whose target must be a URI and a sheet's name is
 * none. A link with a target and no relationship is written as a place in the workbook.
 */
export function linkWithin(sheet: Worksheet, address: string, target: string): void {
  ;(sheet as unknown as Internals)._sheetRelsWriter._hyperlinks.push({ address, target })
}
