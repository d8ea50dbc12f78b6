import type { stream } from 'exceljs'

type WorkbookWriter = typeof stream.xlsx.WorkbookWriter
type Archive = { append(source: unknown, data: Record<string, unknown>): unknown }
/** What exceljs 4.4 does not declare: its constructor makes the archive, then adds the first parts by this method. */
type Undeclared = new (
  ...options: ConstructorParameters<WorkbookWriter>
) => InstanceType<WorkbookWriter> & {
  zip: Archive
  addThemes(): Promise<void>
}

/**
 * A writer that dates every part of the zip as the book is dated: the same book is the same file, whenever it is
 * written. Left alone, the archiver takes the clock.
 */
export function datedWriter(Writer: WorkbookWriter, date: Date): WorkbookWriter {
  return class extends (Writer as unknown as Undeclared) {
    override addThemes(): Promise<void> {
      const append = this.zip.append.bind(this.zip)
      this.zip.append = (source, data) => append(source, { ...data, date })
      return super.addThemes()
    }
  } as unknown as WorkbookWriter
}
