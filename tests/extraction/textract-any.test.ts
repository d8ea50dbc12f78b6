/** Whatever a service answers, a page is what all engines promise: no answer may break a job. */
import type { Block, EntityType } from '@aws-sdk/client-textract'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapPage } from '../../lib/extraction/engines/textract-page.ts'
import { fitToStore } from '../../lib/extraction/fit-to-store.ts'

const facts = { number: 1, width: 595, height: 842, rotation: 0 as const }

const id = fc.integer({ min: 0, max: 30 }).map(String)
const share = fc.double({ min: -0.5, max: 1.5, noNaN: true })
const BlockType = fc.constantFrom<NonNullable<Block['BlockType']>[]>(
  'PAGE',
  'LINE',
  'WORD',
  'WORD',
  'SELECTION_ELEMENT',
  'TABLE',
  'CELL',
  'CELL',
  'CELL',
  'MERGED_CELL',
  'TABLE_TITLE',
  'TABLE_FOOTER',
  'LAYOUT_TEXT',
  'LAYOUT_LIST',
  'LAYOUT_TABLE',
  'LAYOUT_FIGURE',
  'SIGNATURE',
)
const block = fc.record(
  {
    BlockType,
    Id: id,
    Confidence: fc.double({ min: -10, max: 120, noNaN: true }),
    Text: fc.string({ maxLength: 6 }),
    RowIndex: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.integer()),
    ColumnIndex: fc.oneof(fc.integer({ min: -1, max: 4 }), fc.integer()),
    SelectionStatus: fc.constantFrom('SELECTED' as const, 'NOT_SELECTED' as const),
    EntityTypes: fc.array(fc.constantFrom('COLUMN_HEADER' as const, 'TABLE_TITLE' as const, 'TABLE_FOOTER' as const), {
      maxLength: 2,
    }),
    Geometry: fc.record(
      {
        BoundingBox: fc.record({ Left: share, Top: share, Width: share, Height: share }, { requiredKeys: [] }),
        Polygon: fc.array(fc.record({ X: share, Y: share }, { requiredKeys: [] }), { maxLength: 4 }),
      },
      { requiredKeys: [] },
    ),
    Relationships: fc.array(
      fc.record({
        Type: fc.constantFrom('CHILD' as const, 'CHILD' as const, 'MERGED_CELL' as const, 'TABLE_TITLE' as const),
        Ids: fc.array(id, { maxLength: 9 }),
      }),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['BlockType'] },
)

const everyCell = { minLength: 20, maxLength: 20 }

/** A table whose cells are there, in part blank; what is merged, headed and called a title is anybody's guess. */
const table = fc
  .record({
    rows: fc.integer({ min: 1, max: 5 }),
    columns: fc.integer({ min: 1, max: 4 }),
    blanks: fc.array(fc.integer({ min: 0, max: 3 }), everyCell),
    kinds: fc.array(
      fc.constantFrom<EntityType[][]>([], [], ['COLUMN_HEADER'], ['TABLE_TITLE'], ['TABLE_FOOTER']),
      everyCell,
    ),
    merged: fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 19 }), { minLength: 1, maxLength: 4 }), { maxLength: 4 }),
    titled: fc.array(fc.integer({ min: 0, max: 19 }), { maxLength: 2 }),
  })
  .map(({ rows, columns, blanks, kinds, merged, titled }): Block[] => {
    const at = Array.from(
      { length: rows * columns },
      (_, i) => [Math.floor(i / columns) + 1, (i % columns) + 1] as const,
    )
    const cells = at.map(([RowIndex, ColumnIndex], i): Block => {
      const EntityTypes = kinds[i] ?? []
      const Ids = blanks[i] === 0 ? [] : [`word${i}`]
      return { ...cell(i, Ids), RowIndex, ColumnIndex, EntityTypes }
    })
    const words = at.map(([row, col], i): Block => {
      const BoundingBox = { Left: col / 6, Top: row / 8, Width: 0.1, Height: 0.02 }
      return { BlockType: 'WORD', Id: `word${i}`, Text: `${row}/${col}`, Confidence: 90, Geometry: { BoundingBox } }
    })
    const joined = merged.map((members, i): Block => {
      const Ids = members.map((member) => `cell${member}`)
      return { BlockType: 'MERGED_CELL', Id: `merged${i}`, Confidence: 80, Relationships: [{ Type: 'CHILD', Ids }] }
    })
    const title: Block = { BlockType: 'TABLE_TITLE', Id: 'title', Confidence: 80, Relationships: [] }
    title.Relationships = [{ Type: 'CHILD', Ids: titled.map((word) => `word${word}`) }]
    const Relationships: Block['Relationships'] = [
      { Type: 'CHILD', Ids: cells.map(({ Id = '' }) => Id) },
      { Type: 'MERGED_CELL', Ids: joined.map(({ Id = '' }) => Id) },
      { Type: 'TABLE_TITLE', Ids: ['title'] },
    ]
    return [{ BlockType: 'TABLE', Id: 'table', Confidence: 95, Relationships }, ...cells, ...words, ...joined, title]
  })

const cell = (index: number, Ids: string[]): Block => {
  return { BlockType: 'CELL', Id: `cell${index}`, Confidence: 85, Relationships: [{ Type: 'CHILD', Ids }] }
}

test('any blocks make a page that can be stored, with boxes on it and no cell over another', () => {
  const seen = { tables: 0, spans: 0 }
  fc.assert(
    fc.property(
      fc.oneof(table, fc.array(block, { maxLength: 60 })),
      fc.array(block, { maxLength: 5 }),
      (blocks, more) => {
        const page = fitToStore(mapPage([...blocks, ...more], facts))
        const cells = page.artifacts.flatMap((one) => (one.kind === 'table' ? one.cells : []))
        for (const { bbox, confidence } of [...page.artifacts, ...cells]) {
          expect(confidence).toBeGreaterThanOrEqual(0)
          expect(confidence).toBeLessThanOrEqual(1)
          const [x0, y0, x1, y1] = bbox!
          expect(Math.min(x0, y0)).toBeGreaterThanOrEqual(0)
          expect(x1).toBeLessThanOrEqual(facts.width)
          expect(y1).toBeLessThanOrEqual(facts.height)
          expect(x1 - x0).toBeGreaterThanOrEqual(0)
          expect(y1 - y0).toBeGreaterThanOrEqual(0)
        }
        const words = page.artifacts.flatMap((one) => (one.kind === 'text' ? one.text : [])).join(' ')
        const said = [words, ...cells.map(({ text }) => text)]
          .join(' ')
          .split(' ')
          .filter((word) => /^\d\/\d$/.test(word))
        expect(new Set(said).size).toBe(said.length)
        for (const table of page.artifacts.filter((one) => one.kind === 'table')) {
          const places = table.cells.flatMap(({ row, col, row_span, col_span }) =>
            Array.from({ length: row_span * col_span }, (_, i) => [
              row + Math.floor(i / col_span),
              col + (i % col_span),
            ]),
          )
          seen.tables++
          if (places.length > table.cells.length) seen.spans++
          expect(new Set(places.map(String)).size).toBe(places.length)
          for (const [row, col] of places) {
            expect(row).toBeLessThan(table.row_count)
            expect(col).toBeLessThan(table.col_count)
          }
          expect(table.header_rows).toBeLessThanOrEqual(table.row_count)
        }
      },
    ),
    { seed: 20_251_122, numRuns: 3_000 },
  )
  // Else it was about nothing.
  expect(seen.tables).toBeGreaterThan(300)
  expect(seen.spans).toBeGreaterThan(30)
})

test('a page of ten thousand cells is mapped in a moment', () => {
  const blocks: Block[] = [{ BlockType: 'TABLE', Id: 'table', Confidence: 90, Relationships: [] }]
  const cells: string[] = []
  for (let row = 1; row <= 1_000; row++)
    for (let col = 1; col <= 10; col++) {
      const BoundingBox = { Left: col / 12, Top: row / 1_100, Width: 0.05, Height: 0.0005 }
      const at = `${row}-${col}`
      blocks.push({ BlockType: 'WORD', Id: `w${at}`, Text: at, Confidence: 99, Geometry: { BoundingBox } })
      const Relationships = [{ Type: 'CHILD' as const, Ids: [`w${at}`] }]
      blocks.push({ BlockType: 'CELL', Id: `c${at}`, Confidence: 99, RowIndex: row, ColumnIndex: col, Relationships })
      cells.push(`c${at}`)
    }
  blocks[0]!.Relationships = [{ Type: 'CHILD', Ids: cells }]
  const startedAt = performance.now()
  const [table] = mapPage(blocks, facts).artifacts
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  expect(table).toMatchObject({ kind: 'table', row_count: 1_000, col_count: 10 })
})
