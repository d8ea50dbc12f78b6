/** A table as it is drawn into a sample, which is also the truth that reading it is compared with. */

export type SampleColumn = { title: string; width: number; align: 'left' | 'right' | 'center' }

export type SampleTable = {
  name: string
  columns: SampleColumn[]
  /** Body rows as printed, '' for a blank; each as long as `columns`. */
  rows: string[][]
  /** Indexes of body rows printed in bold, with a line above. */
  totals: number[]
  rules: 'grid' | 'horizontal' | 'none'
}

/** Header and body as rows of texts. */
export function printedRows({ columns, rows }: SampleTable): string[][] {
  return [columns.map((column) => column.title), ...rows]
}

export const column = (title: string, width: number, align: SampleColumn['align'] = 'right'): SampleColumn => ({
  title,
  width,
  align,
})
