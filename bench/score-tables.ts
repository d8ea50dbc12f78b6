/**
 * Scores found tables against their truth by adjacency relations: Göbel, Hassan, Oro, Orsi, "A Methodology for
 * Evaluating Algorithms for Table Understanding in PDF Documents" (DocEng 2012), as used by the ICDAR 2013 competition.
 * Each cell with text is linked to its nearest such neighbour to the right and below; a relation is the two texts, the
 * direction and the number of blank positions between. Precision and recall are averaged over documents; F1 is the
 * harmonic mean of the averages.
 */
import { Parser } from 'htmlparser2'
import { linksOf } from './cell-links.ts'

export type ScoredCell = { row: number; col: number; rowspan: number; colspan: number; text: string }
export type ScoredTable = { pages: number[]; cells: ScoredCell[] }

/** One document: how many relations the truth has, how many were found, how many of those are right. */
export type DocumentScore = {
  precision: number
  recall: number
  f1: number
  correct: number
  truth: number
  found: number
}

/** Reads the cells of a `-str.xml` truth file. Regions on later pages are shifted by the increments they state. */
export function parseTruth(xml: string): ScoredTable[] {
  const tables: ScoredTable[] = []
  let rowShift = 0
  let colShift = 0
  let cell: ScoredCell | null = null
  const number = (value: string | undefined, fallback = 0) => (value === undefined ? fallback : Number(value))
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const table = tables.at(-1)
        if (name === 'table') tables.push({ pages: [], cells: [] })
        else if (name === 'region' && table) {
          table.pages.push(number(attributes.page))
          rowShift = number(attributes['row-increment'])
          colShift = number(attributes['col-increment'])
        } else if (name === 'cell' && table) {
          const row = number(attributes['start-row'])
          const col = number(attributes['start-col'])
          const rowspan = number(attributes['end-row'], row) - row + 1
          const colspan = number(attributes['end-col'], col) - col + 1
          cell = { row: row + rowShift, col: col + colShift, rowspan, colspan, text: '' }
          table.cells.push(cell)
        }
      },
      ontext(text) {
        if (cell) cell.text += text
      },
      onclosetag(name) {
        if (name !== 'cell' || !cell) return
        cell.text = cell.text.trim()
        cell = null
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
  return tables.filter((table) => table.pages.length > 0)
}

/** Drops rows and columns that hold no cell of their own, and tables without text, as an exporter would. */
export function compactTables(tables: readonly ScoredTable[]): ScoredTable[] {
  return tables
    .map((table) => ({ ...table, cells: compactCells(table.cells) }))
    .filter((table) => table.cells.length > 0)
}

function compactCells(cells: readonly ScoredCell[]): ScoredCell[] {
  const kept = cells.filter((cell) => cell.text.trim() !== '').map((cell) => ({ ...cell }))
  for (const [at, span] of [
    ['row', 'rowspan'],
    ['col', 'colspan'],
  ] as const) {
    const count = Math.max(0, ...kept.map((cell) => cell[at] + cell[span]))
    for (let line = count - 1; line >= 0; line--) {
      if (kept.some((cell) => cell[at] === line && cell[span] === 1)) continue
      for (const cell of kept) {
        if (cell[at] > line) cell[at] -= 1
        else if (cell[at] + cell[span] > line) cell[span] -= 1
      }
    }
  }
  return kept
}

/** Scores one document; where the truth has alternatives, the one that gives the best F1 counts. */
export function scoreDocument(truths: readonly ScoredTable[][], found: readonly ScoredTable[]): DocumentScore {
  const scores = truths.map((truth) => scoreAgainst(truth, found))
  return scores.reduce((best, score) => (score.f1 > best.f1 ? score : best))
}

/** Averages over documents. */
export function scoreTotal(scores: readonly DocumentScore[]): { precision: number; recall: number; f1: number } {
  const mean = (figure: (score: DocumentScore) => number) =>
    scores.reduce((sum, score) => sum + figure(score), 0) / Math.max(1, scores.length)
  const precision = mean((score) => score.precision)
  const recall = mean((score) => score.recall)
  return { precision, recall, f1: harmonic(precision, recall) }
}

function scoreAgainst(truth: readonly ScoredTable[], found: readonly ScoredTable[]): DocumentScore {
  const left = found.map((table) => ({ pages: table.pages, relations: relationsOf(table) }))
  const foundCount = left.reduce((sum, table) => sum + size(table.relations), 0)
  let truthCount = 0
  let correct = 0
  for (const table of truth) {
    const relations = relationsOf(table)
    truthCount += size(relations)
    const shared = left.map((other) =>
      other.pages.some((page) => table.pages.includes(page)) ? overlap(relations, other.relations) : -1,
    )
    const best = Math.max(-1, ...shared)
    if (best < 0) continue
    correct += best
    left.splice(shared.indexOf(best), 1)
  }
  const precision = foundCount ? correct / foundCount : 0
  const recall = truthCount ? correct / truthCount : 0
  return { precision, recall, f1: harmonic(precision, recall), correct, truth: truthCount, found: foundCount }
}

const harmonic = (a: number, b: number) => (a + b ? (2 * a * b) / (a + b) : 0)

type Relations = Map<string, number>
const size = (relations: Relations) => [...relations.values()].reduce((sum, count) => sum + count, 0)
const overlap = (a: Relations, b: Relations) =>
  [...a].reduce((sum, [relation, count]) => sum + Math.min(count, b.get(relation) ?? 0), 0)

/** White space does not count, nor case, nor which sign stands where no letter or digit does. */
export const normalise = (text: string) =>
  text
    .replace(/[ \t\n\r\f\v]/g, '')
    .replace(/[^A-Za-z0-9_]/gu, '_')
    .toUpperCase()

function relationsOf(table: ScoredTable): Relations {
  const cells = table.cells.map((cell) => ({ ...cell, text: normalise(cell.text) })).filter((cell) => cell.text !== '')
  const relations: Relations = new Map()
  for (const { from, to, across, blanks } of linksOf(cells)) {
    const relation = JSON.stringify([cells[from]?.text, cells[to]?.text, across, blanks])
    relations.set(relation, (relations.get(relation) ?? 0) + 1)
  }
  return relations
}
