/** Tables of words alone, which look like columns of prose, letterheads and lists: taken only where a head or a caption says so. */
import type { Draft, DraftCell } from './draft.ts'
import { median } from './geometry.ts'

/** So much of the grid is filled, and so many of its texts keep to their column's edge or its middle. */
const minFill = 0.75
const minAligned = 0.85
/** Whole phrases among the texts, at most; and rows that have several texts, at least. */
const maxPhrases = 0.4
const minRows = 2
/** Texts this near to an edge keep to it. Points. */
const sameEdge = 3

type Shares = { several: number; fill: number; phrases: number }

/** Whether a grid of words is a table: under a caption, or under a head of several columns that is set apart. */
export function isWordyTable(draft: Draft, { several, fill, phrases }: Shares, captioned: boolean): boolean {
  if (several < minRows || fill < minFill || phrases > maxPhrases || draft.headerRows === 0) return false
  if (!captioned && (draft.columns < 3 || !isHeadSetApart(draft))) return false
  return alignedShare(draft) >= minAligned
}

/** Bold over a body that is not, or shaded: the head names every column. */
function isHeadSetApart({ cells, columns, wideRules }: Draft): boolean {
  const isBold = (own: readonly DraftCell[]) =>
    own.every((cell) => cell.chunks.every((chunk) => chunk.words.every((word) => word.bold)))
  const head = cells.filter((cell) => cell.header)
  const body = cells.filter((cell) => !cell.header && cell.first > 0)
  const named = new Set(head.filter((cell) => cell.first === cell.last).map((cell) => cell.first))
  return named.size >= columns - 1 && (isBold(head) ? !isBold(body) : wideRules >= 2)
}

/** The share of texts that begin, end or have their middle where most of their column do. */
function alignedShare({ cells, columns }: Draft): number {
  const body = cells.filter((cell) => !cell.header && cell.first === cell.last)
  const aligned = Array.from({ length: columns }, (_, column) => {
    const edges = body.filter((cell) => cell.first === column).map(edgesOf)
    const shares = ([0, 1, 2] as const).map((at) => {
      const usual = median(edges.map((own) => own[at]))
      return edges.filter((own) => Math.abs(own[at] - usual) <= sameEdge).length
    })
    return Math.max(...shares)
  })
  return aligned.reduce((sum, count) => sum + count, 0) / Math.max(1, body.length)
}

function edgesOf({ chunks }: DraftCell): [left: number, middle: number, right: number] {
  const left = Math.min(...chunks.map((chunk) => chunk.bbox[0]))
  const right = Math.max(...chunks.map((chunk) => chunk.bbox[2]))
  return [left, (left + right) / 2, right]
}
