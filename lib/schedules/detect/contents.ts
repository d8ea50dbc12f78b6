/** Tables of contents: titles, numbered perhaps, and page numbers that grow. They look like tables, and are none. */
import type { Draft, DraftCell } from './draft.ts'

/** With fewer rows, figures that grow may do so by chance. */
const minEntries = 5
/** The number of a chapter or a section. */
const outline = /^(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-Z])\.?$/
const roman = /^[ivxl]{1,6}$/

export function isContents({ cells, columns }: Draft): boolean {
  const rows = [...Map.groupBy(cells, (cell) => cell.row).entries()]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => row.sort((a, b) => a.first - b.first).map(textOf))
  const entries = rows.filter((texts) => texts.length > 1)
  if (columns === 2) return entries.length >= 3 && growDown(rows)
  const titles = entries.flatMap((texts) => texts.slice(0, -1))
  const areTitles = titles.every((text) => /\p{L}{2}/u.test(text) || outline.test(text))
  return entries.length >= minEntries && growDown(rows) && areTitles
}

/**
 * Whether each entry ends in a page number no smaller than the one before. Those of a preface come first, in small Roman
 * ones; below a heading a list of its own may begin.
 */
function growDown(rows: readonly (readonly string[])[]): boolean {
  let last = 0
  return rows.every((texts) => {
    const page = texts.at(-1) ?? ''
    if (texts.length === 1) {
      last = 0
      return true
    }
    if (last === 0 && roman.test(page)) return true
    const grows = /^\d{1,3}$/.test(page) && Number(page) >= last
    last = Number(page)
    return grows
  })
}

const textOf = (cell: DraftCell) => cell.chunks.map((chunk) => chunk.text).join(' ')
