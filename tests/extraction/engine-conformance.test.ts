/** What every engine promises, whichever reads a page: the same document through each of them, by the same reader. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTextract } from '../../lib/extraction/engines/textract.ts'
import type { EngineName, PageResult, PageSource, TableArtifact } from '../../lib/extraction/model.ts'
import { DOCX_TYPE, PDF_TYPE } from '../../lib/extraction/open-document.ts'
import { createReader } from '../../lib/extraction/run.ts'
import type { BBox, Cell } from '../../lib/schedules/model.ts'
import {
  answered,
  asDocx,
  CHARACTERS,
  NOTE,
  ON_ITS_SIDE,
  PROSE,
  printed,
  scanned,
  TABLE,
  TITLE,
  UPRIGHT,
} from './conformance-document.ts'
import { CREDENTIALS, REGION, textractService } from './textract-service.ts'

type Case = {
  engine: EngineName
  source: PageSource
  contentType: string
  bytes: () => Promise<Uint8Array>
  pages: number[]
  /** Recognition on this machine may misread a letter of prose and see specks; a figure of the table it may not misread. */
  exact: boolean
}
const CASES: Case[] = [
  { engine: 'pdf-text', source: 'text', contentType: PDF_TYPE, bytes: printed, pages: [1, 2, 3], exact: true },
  { engine: 'ocr', source: 'ocr', contentType: PDF_TYPE, bytes: scanned, pages: [1, 2, 3], exact: false },
  { engine: 'textract', source: 'ocr', contentType: PDF_TYPE, bytes: scanned, pages: [1, 2, 3], exact: true },
  { engine: 'docx', source: 'docx', contentType: DOCX_TYPE, bytes: asDocx, pages: [1], exact: true },
]

const service = textractService((_, index) => ({ body: answered(index === 0 ? 1 : 2) }))

describe.each(CASES)('$engine', ({ engine, source, contentType, bytes, pages, exact }) => {
  let dir: string
  let read: PageResult[]

  beforeAll(async () => {
    service.server.listen({ onUnhandledFrame: 'error' })
    dir = await mkdtemp(path.join(tmpdir(), 'conformance-'))
    const file = path.join(dir, 'document')
    await writeFile(file, await bytes())
    const textract = engine === 'textract' ? openTextract({ region: REGION, credentials: CREDENTIALS }) : undefined
    const reader = createReader({
      limits: { pageTimeoutMs: 120_000, memoryBytes: 2 ** 30 },
      ocrLanguages: ['eng'],
      ...(textract ? { readDrawn: textract.readPage } : {}),
    })
    read = []
    for await (const page of reader.readPages(file, contentType, pages)) {
      if ('unreadable' in page) throw new Error(page.unreadable.detail)
      read.push(page)
    }
    await reader.close()
    textract?.close()
  }, 300_000)
  afterAll(async () => {
    service.server.close()
    await rm(dir, { recursive: true, force: true })
  })

  const full = () => read.filter(({ artifacts }) => artifacts.length > 0)
  const tables = () =>
    full().map(({ artifacts }) => artifacts.filter((one): one is TableArtifact => one.kind === 'table'))

  test('says who read each page, and how', () => {
    expect(full().map((page) => [page.number, page.source, page.engine])).toEqual(
      pages.filter((page) => page < 3).map((page) => [page, source, engine]),
    )
    for (const page of read) for (const artifact of page.artifacts) expect(artifact.engine).toBe(page.engine)
  })

  test('gives a page its size as displayed, or none where there are no pages', () => {
    const sizes = [UPRIGHT, ON_ITS_SIDE, UPRIGHT]
    for (const { number, width, height, rotation } of read) {
      expect(rotation).toBe(0)
      if (engine === 'docx') expect([width, height]).toEqual([null, null])
      else {
        expect(width).toBeCloseTo(sizes[number - 1]!.width, 1)
        expect(height).toBeCloseTo(sizes[number - 1]!.height, 1)
      }
    }
  })

  test('finds the table with its name, its header, its merged cells and every figure, upright or not', () => {
    for (const found of tables()) {
      expect(found).toHaveLength(1)
      const { name, row_count, col_count, header_rows } = found[0]!
      expect({ name, row_count, col_count, header_rows }).toEqual({ ...TABLE, cells: undefined })
      expect(standing(found[0]!.cells.map(exact ? asIs : withoutSpecks))).toEqual(standing(TABLE.cells))
      // Whoever sees only rules knows no cell that spans rows of the head: its text stands in the last of them.
      if (engine === 'textract' || engine === 'docx')
        expect(found[0]!.cells.map(({ row, row_span }) => [row, row_span])).toEqual(
          TABLE.cells.map(({ row, row_span }) => [row, row_span]),
        )
    }
  })

  test('keeps its cells within the table, in their order, none empty, and none over another', () => {
    for (const { row_count, col_count, header_rows, cells } of tables().flat()) {
      const taken = new Set<string>()
      for (const { row, col, row_span, col_span, text, header } of cells) {
        expect(text).toBe(text.trim())
        expect(text).not.toBe('')
        expect(header).toBe(row < header_rows)
        expect(Math.min(row, col, row_span - 1, col_span - 1)).toBeGreaterThanOrEqual(0)
        expect(row + row_span).toBeLessThanOrEqual(row_count)
        expect(col + col_span).toBeLessThanOrEqual(col_count)
        for (let r = row; r < row + row_span; r++)
          for (let c = col; c < col + col_span; c++) {
            expect(taken).not.toContain(`${r},${c}`)
            taken.add(`${r},${c}`)
          }
      }
      const order = cells.map(({ row, col }) => row * col_count + col)
      expect(order).toEqual([...order].sort((a, b) => a - b))
    }
  })

  test('places everything on the page and is sure of it between 0 and 1', () => {
    for (const { number, width, height, artifacts } of read) {
      for (const artifact of artifacts) {
        const cells = artifact.kind === 'table' ? artifact.cells : []
        for (const cell of cells) expect(cell.page).toBe(width === null ? null : number)
        for (const { bbox, confidence } of [artifact, ...cells]) {
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1)
          if (width === null || height === null) expect(bbox).toBeNull()
          else expectWithin(bbox!, [0, 0, width, height])
        }
        for (const cell of cells) if (artifact.bbox && cell.bbox) expectWithin(cell.bbox, artifact.bbox)
      }
    }
  })

  test('finds the figures of the table where they are printed', () => {
    for (const { number, artifacts } of engine === 'docx' ? [] : full()) {
      const [table] = artifacts.filter((one): one is TableArtifact => one.kind === 'table')
      const total = table!.cells.find(({ text }) => text === '4,640.75')!.bbox!
      // Printed in the second column, in the last row: 230 + 5 × 24 points down.
      const upright: BBox = [180, 350, 270, 374]
      const side: BBox = [ON_ITS_SIDE.width - 374, 180, ON_ITS_SIDE.width - 350, 270]
      expectWithin(total, number === 1 ? upright : side)
    }
  })

  test('has the words around the table once, in reading order, and counts the characters of all', () => {
    for (const { artifacts, characters } of full()) {
      const words = artifacts
        .flatMap((one) => (one.kind === 'text' ? one.text.split(/\s+/) : []))
        .filter((word) => /\w/.test(word))
      const expected = [TITLE, ...PROSE, TABLE.name, NOTE].join(' ').split(' ')
      if (exact) {
        expect(words).toEqual(expected)
        expect(characters).toBe(CHARACTERS)
      } else {
        expect(words.filter((word) => expected.includes(word)).length).toBeGreaterThan(0.95 * expected.length)
        expect(Math.abs(characters - CHARACTERS)).toBeLessThan(0.02 * CHARACTERS)
      }
    }
  })

  test('finds nothing on an empty page', () => {
    for (const page of read.filter(({ number }) => number === 3))
      expect(page).toMatchObject({ characters: 0, artifacts: [] })
  })

  test('yields what JSON keeps as it is', () => {
    expect(JSON.parse(JSON.stringify(read))).toEqual(read)
  })

  test.runIf(engine === 'textract')('asks about every page with something on it once, and about no other', () => {
    expect(service.calls.map(({ operation }) => operation)).toEqual(['AnalyzeDocument', 'AnalyzeDocument'])
  })
})

type Spanning = Pick<Cell, 'row' | 'row_span' | 'col' | 'col_span' | 'text'>

const asIs = (cell: Spanning): Spanning => cell

/** Where rules end, recognition may see a point or two. */
const withoutSpecks = (cell: Spanning): Spanning => ({
  ...cell,
  text: cell.text
    .split(' ')
    .filter((word) => /\w/.test(word))
    .join(' '),
})

/** The cells by the last row that each reaches, which is what stands over or beside the figures. */
const standing = (cells: readonly Spanning[]) =>
  cells
    .map(({ row, row_span, col, col_span, text }) => ({ row: row + row_span - 1, col, col_span, text }))
    .sort((a, b) => a.row - b.row || a.col - b.col)

/** Half a point is what boxes are rounded by, and what a recogniser may be off. */
function expectWithin([x0, y0, x1, y1]: BBox, [left, top, right, bottom]: BBox): void {
  expect(x0).toBeLessThanOrEqual(x1)
  expect(y0).toBeLessThanOrEqual(y1)
  expect(x0).toBeGreaterThanOrEqual(left - 0.5)
  expect(y0).toBeGreaterThanOrEqual(top - 0.5)
  expect(x1).toBeLessThanOrEqual(right + 0.5)
  expect(y1).toBeLessThanOrEqual(bottom + 0.5)
}
