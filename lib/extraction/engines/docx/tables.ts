/** Tables: rows and cells as they come, spans and repeated headers, and what stands in cells besides text. */
import { addRow, finishGrid, newGrid } from './grid.ts'
import { endFlow } from './paragraphs.ts'
import {
  append,
  type CellDraft,
  type Handlers,
  newFlow,
  type ParagraphBlock,
  type PictureBlock,
  type Reading,
  type RowDraft,
  type StoryBlock,
  type TableBlock,
  type TableDraft,
} from './reading.ts'
import { isOn } from './styles.ts'
import type { Attributes } from './xml.ts'

/** Word allows 63 columns; a larger figure is not a span but an attack on memory. */
const MAX_SPAN = 63

export const tableHandlers: Handlers = {
  'w:tbl': { open: beginTable, close: endTable },
  'w:tblStyle': onTable((table, attributes) => {
    table.style = attributes['w:val'] ?? ''
  }),
  'w:tblLook': onTable((table, attributes) => {
    table.hasFirstRowLook = hasFirstRowLook(attributes)
  }),
  'w:gridCol': {
    open({ table, path }, attributes) {
      if (table && path.at(-1) === 'w:tblGrid')
        table.grid.widths.push(Number(attributes['w:w'] ?? Number.POSITIVE_INFINITY))
    },
  },
  'w:tr': { open: beginRow, close: endRow },
  'w:gridBefore': onRow((row, attributes) => {
    row.col = countOf(attributes, 0)
  }),
  'w:tblHeader': onRow((row, attributes) => {
    row.isHeader = isOn(attributes)
  }),
  'w:hidden': onRow((row, attributes) => {
    row.dropped ||= isOn(attributes)
  }),
  'w:tc': { open: beginCell, close: endCell },
  'w:gridSpan': onCell((cell, attributes) => {
    cell.span = countOf(attributes, 1)
  }),
  'w:vMerge': onCell((cell, attributes) => {
    if (attributes['w:val'] !== 'restart') cell.continues = 'up'
  }),
  'w:hMerge': onCell((cell, attributes) => {
    if (attributes['w:val'] !== 'restart') cell.continues = 'left'
  }),
  'w:cellDel': onCell((cell) => {
    cell.dropped = true
  }),
}

function onTable(set: (table: TableDraft, attributes: Attributes) => void) {
  return {
    open({ table, path }: Reading, attributes: Attributes) {
      if (table && path.at(-1) === 'w:tblPr') set(table, attributes)
    },
  }
}

function onRow(set: (row: RowDraft, attributes: Attributes) => void) {
  return {
    open({ table, path }: Reading, attributes: Attributes) {
      if (table?.row && path.at(-1) === 'w:trPr') set(table.row, attributes)
    },
  }
}

function onCell(set: (cell: CellDraft, attributes: Attributes) => void) {
  return {
    open({ table, path }: Reading, attributes: Attributes) {
      if (table?.cell && path.at(-1) === 'w:tcPr') set(table.cell, attributes)
    },
  }
}

function countOf(attributes: Attributes, least: number): number {
  const count = Number(attributes['w:val'])
  return Number.isInteger(count) && count >= least ? Math.min(count, MAX_SPAN) : least
}

/** Older files say it as a bit. */
function hasFirstRowLook(attributes: Attributes): boolean {
  const named = attributes['w:firstRow']
  if (named !== undefined) return isOn({ 'w:val': named })
  return (Number.parseInt(attributes['w:val'] ?? '0', 16) & 0x20) !== 0
}

function beginTable(reading: Reading): void {
  reading.table = { outer: reading.table, grid: newGrid(), inner: [], hasFirstRowLook: false }
}

/** A table of one cell is a frame around what stands in it. */
function endTable(reading: Reading): void {
  const { table, flow, formats } = reading
  if (!table) return
  reading.table = table.outer
  const isFirstRowBold = table.hasFirstRowLook && formats.styles.find(table.style, 'firstRowBold') === true
  if (table.grid.rows === 1 && table.grid.placed === 1) append(flow.blocks, table.first ?? [])
  else flow.blocks.push({ kind: 'table', grid: finishGrid(table.grid, isFirstRowBold), inner: table.inner })
}

function beginRow({ table }: Reading): void {
  if (table) table.row = { col: 0, isHeader: false, dropped: false, cells: [] }
}

function endRow({ table }: Reading): void {
  if (table?.row && !table.row.dropped) addRow(table.grid, table.row)
  if (table) table.row = undefined
}

function beginCell(reading: Reading): void {
  const { table } = reading
  if (!table?.row) return
  table.cell = { span: 1, continues: null, dropped: false }
  reading.flow = newFlow(reading.flow)
}

function endCell(reading: Reading): void {
  const { table, flow } = reading
  if (!table?.row || !table.cell || !flow.outer) return
  reading.flow = flow.outer
  const { row, cell } = table
  table.cell = undefined
  const blocks = row.dropped || cell.dropped ? [] : endFlow(reading, flow)
  const paragraphs = blocks.filter((block) => block.kind === 'paragraph')
  keepInner(table, blocks)
  if (!row.dropped) table.first ??= blocks
  row.cells.push({
    span: cell.span,
    continues: cell.continues,
    text: paragraphs.map(({ text }) => text).join(' '),
    bold: paragraphs.every(({ bold }) => bold),
  })
}

/** Tables and pictures of a cell go behind its table, each table with the text above it. */
function keepInner(table: TableDraft, blocks: readonly StoryBlock[]): void {
  let above: ParagraphBlock | undefined
  for (const block of blocks) {
    if (block.kind === 'paragraph') above = block
    else table.inner.push(withAbove(block, above))
    if (block.kind === 'table') above = undefined
  }
}

const withAbove = (block: TableBlock | PictureBlock, above: ParagraphBlock | undefined) =>
  block.kind === 'table' && above ? { ...block, above } : block
