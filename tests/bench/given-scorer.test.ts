/**
 * The score is the same as that of a scorer one already has: a Python script that takes a folder of truth and one of
 * predictions, `--compact` and `--json OUT`. TABLE_SCORER names it; without it there is nothing to compare with.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { makeContent } from '../../bench/layouts/content.ts'
import { type Random, randomOf } from '../../bench/print-figures.ts'
import { compactTables, parseTruth, type ScoredTable, scoreDocument, scoreTotal } from '../../bench/score-tables.ts'

const scorer = process.env.TABLE_SCORER

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')

function truthXml(tables: readonly ScoredTable[]): string {
  const cell = ({ row, col, rowspan, colspan, text }: ScoredTable['cells'][number]) =>
    `<cell start-row='${row}' start-col='${col}' end-row='${row + rowspan - 1}' end-col='${col + colspan - 1}'>
      <bounding-box x1='0' y1='0' x2='1' y2='1'/><content>${escaped(text)}</content></cell>`
  const regions = tables.map(
    ({ pages, cells }, index) =>
      `<table id='${index + 1}'><region id='1' page='${pages[0]}' col-increment='0' row-increment='0'>${cells.map(cell).join('\n')}</region></table>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?><document>${regions.join('\n')}</document>`
}

function makeTable(random: Random, page: number): ScoredTable {
  const options = { rowSpans: true, spanningHeads: true, blanks: true, wraps: true }
  const { cells } = makeContent(random, { ...options, columns: random.int(2, 9), rows: random.int(3, 20) })
  const spanned = cells.map(({ row, col, row_span, col_span, text }) => ({
    row,
    col,
    rowspan: row_span,
    colspan: col_span,
    text,
  }))
  return { pages: [page], cells: spanned }
}

/** What a reader with faults would make of it: cells lost, texts cut, columns too many, tables lost and tables on top. */
function misread(random: Random, tables: readonly ScoredTable[]): ScoredTable[] {
  const shifted = tables.flatMap(({ pages, cells }): ScoredTable[] => {
    if (random.chance(0.1)) return []
    const from = random.chance(0.4) ? random.int(1, 4) : 99
    const kept = cells.flatMap((cell) => {
      if (random.chance(0.05)) return []
      const text = random.chance(0.05) ? cell.text.slice(1) : cell.text
      return [{ ...cell, text, col: cell.col >= from ? cell.col + 1 : cell.col }]
    })
    return [{ pages, cells: kept }]
  })
  return random.chance(0.2) ? [...shifted, makeTable(random, 1)] : shifted
}

const name = 'the given scorer gives the same precision, recall and F1'

test.skipIf(!scorer)(scorer ? name : `${name} (skipped: no data)`, () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'scorer-'))
  const [truthFolder, foundFolder] = [path.join(folder, 'truth'), path.join(folder, 'found')]
  for (const made of [truthFolder, foundFolder]) mkdirSync(made)
  const scores = Array.from({ length: 12 }, (_, index) => {
    const random = randomOf(index + 1)
    const name = `made-${String(index).padStart(3, '0')}`
    const xml = truthXml(Array.from({ length: random.int(1, 4) }, (_, table) => makeTable(random, 1 + (table % 2))))
    const truth = parseTruth(xml)
    const found = misread(random, truth)
    writeFileSync(path.join(truthFolder, `${name}-str.xml`), xml)
    const prediction = { tables: found.map((table) => ({ ...table, page: table.pages[0] })) }
    writeFileSync(path.join(foundFolder, `${name}.json`), JSON.stringify(prediction))
    return scoreDocument([truth], compactTables(found))
  })
  const out = path.join(folder, 'scores.json')
  const printed = execFileSync(
    'python3',
    [scorer ?? '', truthFolder, foundFolder, '--compact', '--per-doc', '--json', out],
    { encoding: 'utf8' },
  )
  const [, precision, recall, f1] = /all.*docP (\S+)\s+docR (\S+)\s+docF1 (\S+)/.exec(printed) ?? []
  const own = scoreTotal(scores)
  expect([own.precision, own.recall, own.f1].map((figure) => figure.toFixed(4))).toEqual([precision, recall, f1])
  expect(own.f1).toBeGreaterThan(0.5)
  expect(own.f1).toBeLessThan(1)
  expect(readFileSync(out, 'utf8')).not.toBe('')
  rmSync(folder, { recursive: true })
})
