/** Whether each cell that was read is right, beside how sure the reader was of it. */
import { type LinkedCell, linksOf } from '../cell-links.ts'
import { compactTables, normalise, type ScoredTable } from '../score-tables.ts'

export type ReadCell = { confidence: number; right: boolean }
export type ReadTable = { pages: number[]; cells: (LinkedCell & { confidence: number })[] }
type Known = { pages: number[]; texts: Set<string>; links: Set<string> }

/** Cells of a document; of several accepted truths the one by which most are right counts. */
export function judgeCells(truths: readonly ScoredTable[][], found: readonly ReadTable[]): ReadCell[] {
  const judged = truths.map((truth) => judgeAgainst(truth, found))
  const rightOf = (cells: readonly ReadCell[]) => cells.filter((cell) => cell.right).length
  return judged.reduce((best, cells) => (rightOf(cells) > rightOf(best) ? cells : best))
}

/** A cell is right when the true table has its text, and each neighbour that it was read with. */
function judgeAgainst(truth: readonly ScoredTable[], found: readonly ReadTable[]): ReadCell[] {
  const known = compactTables(truth).map(
    ({ pages, cells }): Known => ({
      pages,
      texts: new Set(cells.map((cell) => normalise(cell.text))),
      links: new Set(linksOf(cells).map((link) => keyOf(cells, link))),
    }),
  )
  return found.flatMap((table) => {
    const cells = compactTables([table])[0]?.cells as ReadTable['cells'] | undefined
    if (!cells) return []
    const links = linksOf(cells)
    const heldBy = (other: Known) => links.filter((link) => other.links.has(keyOf(cells, link))).length
    const rivals = known.filter(({ pages }) => pages.some((page) => table.pages.includes(page)))
    const own = rivals.sort((a, b) => heldBy(b) - heldBy(a))[0]
    const wrong = new Set(
      links.filter((link) => !own?.links.has(keyOf(cells, link))).flatMap(({ from, to }) => [from, to]),
    )
    return cells.map(({ text, confidence }, index) => ({
      confidence,
      right: own?.texts.has(normalise(text)) === true && !wrong.has(index),
    }))
  })
}

const keyOf = (cells: readonly LinkedCell[], { from, to, across, blanks }: ReturnType<typeof linksOf>[number]) =>
  JSON.stringify([normalise(cells[from]?.text ?? ''), normalise(cells[to]?.text ?? ''), across, blanks])

export type Bin = { from: number; to: number; cells: number; said: number; right: number; byFold: number[] }

const edges = [0, 0.5, 0.7, 0.8, 0.85, 0.95, 0.98, 1.001]

/** How many of the cells in each range of confidence are right, over all and in each fold of documents that has any. */
export function reliability(documents: readonly (readonly ReadCell[])[], folds: number): Bin[] {
  return edges.slice(1).map((to, i) => {
    const from = edges[i] ?? 0
    const within = (cells: readonly ReadCell[]) =>
      cells.filter(({ confidence }) => confidence >= from && confidence < to)
    const share = (cells: readonly ReadCell[]) => cells.filter((cell) => cell.right).length / Math.max(1, cells.length)
    const all = within(documents.flat())
    const byFold = Array.from({ length: folds }, (_, fold) =>
      within(documents.filter((_, index) => index % folds === fold).flat()),
    ).filter((cells) => cells.length > 0)
    const said = all.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, all.length)
    return { from, to: Math.min(1, to), cells: all.length, said, right: share(all), byFold: byFold.map(share) }
  })
}
