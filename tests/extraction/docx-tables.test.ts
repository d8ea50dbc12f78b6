import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildDocx, paragraph, table } from './build-docx.ts'
import { cellsOf, readDocx, tablesOf, textsOf } from './read-docx.ts'

const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text)}</w:tc>`
const row = (cells: string, properties = '') => `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`
const tbl = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`

const UP = '<w:vMerge/>'
const DOWN = '<w:vMerge w:val="restart"/>'
const span = (columns: number) => `<w:gridSpan w:val="${columns}"/>`

const read = async (...body: string[]) => readDocx(buildDocx(body.join('')))
const readCells = async (...rows: string[]) => cellsOf(tablesOf(await read(tbl(...rows)))[0])

describe('cells of a Word table', () => {
  test('that are merged keep the place of the first and span the others', async () => {
    expect(
      await readCells(
        row(cell('Region', DOWN) + cell('Half year', span(2))),
        row(cell('', UP) + cell('Q1') + cell('Q2')),
        row(cell('Europe') + cell('1') + cell('2')),
      ),
    ).toEqual(['Region @0+2,0', 'Half year @0,1+2', 'Q1 @1,1', 'Q2 @1,2', 'Europe @2,0', '1 @2,1', '2 @2,2'])
  })

  test('stand where the positions left out before them say', async () => {
    const before = '<w:gridBefore w:val="2"/>'
    const after = '<w:gridAfter w:val="1"/>'
    const page = await read(
      tbl(row(cell('a') + cell('b') + cell('c')), row(cell('d'), before), row(cell('e') + cell('f'), after)),
    )
    expect(tablesOf(page)[0]).toMatchObject({ row_count: 3, col_count: 3 })
    expect(cellsOf(tablesOf(page)[0])).toEqual(['a @0,0', 'b @0,1', 'c @0,2', 'd @1,2', 'e @2,0', 'f @2,1'])
  })

  test('merged downwards in several columns and apart from each other do not mix', async () => {
    expect(
      await readCells(
        row(cell('a', DOWN) + cell('b') + cell('c', DOWN)),
        row(cell('', UP) + cell('d', DOWN) + cell('', UP)),
        row(cell('e', DOWN) + cell('', UP) + cell('', UP)),
        row(cell('', UP) + cell('f') + cell('g', DOWN)),
      ),
    ).toEqual(['a @0+2,0', 'b @0,1', 'c @0+3,2', 'd @1+2,1', 'e @2+2,0', 'f @3,1', 'g @3,2'])
  })

  test('merged to the left as older files do it are one', async () => {
    const first = '<w:hMerge w:val="restart"/>'
    const next = '<w:hMerge/>'
    expect(
      await readCells(row(cell('a', first) + cell('', next) + cell('b')), row(cell('c') + cell('d') + cell('e'))),
    ).toEqual(['a @0,0+2', 'b @0,2', 'c @1,0', 'd @1,1', 'e @1,2'])
  })

  test('whose borders were moved in some rows only stand in the columns that are seen', async () => {
    const grid = (...widths: number[]) =>
      `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`
    const moved = [
      row(cell('Item') + cell('2023', span(2)) + cell('2024')),
      row(cell('Rent', span(2)) + cell('10') + cell('20')),
      row(cell('Total', span(3)) + cell('30')),
    ]
    const page = await read(tbl(grid(2000, 20, 1000, 1000), ...moved))
    expect(tablesOf(page)[0]).toMatchObject({ col_count: 3 })
    expect(cellsOf(tablesOf(page)[0])).toEqual([
      'Item @0,0', '2023 @0,1', '2024 @0,2', 'Rent @1,0', '10 @1,1', '20 @1,2', 'Total @2,0+2', '30 @2,2',
    ]) // biome-ignore format: short
    const same = await read(tbl(grid(20, 20, 20, 20), ...moved))
    expect(tablesOf(same)[0]).toMatchObject({ col_count: 4 })
    const used = await read(
      tbl(grid(2000, 20, 1000, 1000), ...moved, row(cell('a') + cell('$') + cell('b') + cell('c'))),
    )
    expect(tablesOf(used)[0]).toMatchObject({ col_count: 4 })
  })

  test('of nothing but currency signs and brackets are joined to the figures beside them', async () => {
    const head = row(cell('Item') + cell('2024', span(3)) + cell('Share', span(2)), '<w:tblHeader/>')
    const line = (name: string, sign: string, figure: string, end: string, share: string) =>
      row([name, sign, figure, end, share, share && '%'].map((text) => cell(text)).join(''))
    const lines = [
      line('Rent', '$', '1,200', '', '60'),
      line('Refund', '$', '(200', ')', ''),
      line('Other', '', '—', '', ''),
    ]
    expect(await readCells(head, ...lines)).toEqual([
      'Item @0,0', '2024 @0,1', 'Share @0,2', 'Rent @1,0', '$1,200 @1,1', '60% @1,2', 'Refund @2,0', '$(200) @2,1', 'Other @3,0', '— @3,1',
    ]) // biome-ignore format: short
    const stray = await readCells(head, ...lines, line('Odd', '$', '', '', ''))
    expect(stray).toContain('$ @4,1')
    expect(stray).toContain('1,200 @1,2')
  })

  test('hold their paragraphs and lines on one line', async () => {
    const lines = '<w:p><w:r><w:t>Trade</w:t><w:br/><w:t>receivables</w:t></w:r></w:p>'
    const page = await read(tbl(row(`<w:tc>${lines}${paragraph('net')}</w:tc>${cell('1')}`)))
    expect(cellsOf(tablesOf(page)[0])).toEqual(['Trade receivables net @0,0', '1 @0,1'])
  })

  test('are found within content controls, custom markup and insertions', async () => {
    const wrapped = (inner: string) =>
      `<w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>${inner}</w:sdtContent></w:sdt>`
    const page = await read(
      wrapped(
        tbl(
          wrapped(row(wrapped(cell('a')) + cell('b'))),
          `<w:customXml>${row(cell('c') + wrapped(cell('d')))}</w:customXml>`,
        ),
      ),
    )
    expect(cellsOf(tablesOf(page)[0])).toEqual(['a @0,0', 'b @0,1', 'c @1,0', 'd @1,1'])
  })

  test('of rows that were deleted or hidden are left out, those of inserted rows are not', async () => {
    const change = 'w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"'
    expect(
      await readCells(
        row(cell('a') + cell('1')),
        row(cell('b') + cell('2'), `<w:del ${change}/>`),
        row(cell('c') + cell('3'), '<w:hidden/>'),
        row(cell('d') + cell('4'), `<w:ins ${change}/>`),
      ),
    ).toEqual(['a @0,0', '1 @0,1', 'd @1,0', '4 @1,1'])
  })
})

type Placed = { row: number; col: number; rows: number; cols: number }

/** Fills a grid with cells of the sizes that are wished for, as far as there is room. */
function tile(rows: number, cols: number, wishes: readonly (readonly [number, number])[]): Placed[] {
  const taken = new Set<string>()
  const isFree = (row: number, col: number) => row < rows && col < cols && !taken.has(`${row} ${col}`)
  const cells: Placed[] = []
  for (let row = 0; row < rows; row++)
    for (let col = 0; col < cols; col++) {
      if (!isFree(row, col)) continue
      const [high, wide] = wishes[cells.length % wishes.length] ?? [1, 1]
      const cell = { row, col, rows: Math.min(high, rows - row), cols: 1 }
      while (cell.cols < wide && isFree(row, col + cell.cols)) cell.cols++
      for (let r = row; r < row + cell.rows; r++) for (let c = col; c < col + cell.cols; c++) taken.add(`${r} ${c}`)
      cells.push(cell)
    }
  return cells
}

test('a Word table of any cells that fill a grid is read back exactly', async () => {
  const wish = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 }))
  const size = fc.integer({ min: 2, max: 9 })
  await fc.assert(
    fc.asyncProperty(size, size, fc.array(wish, { minLength: 1, maxLength: 12 }), async (rows, cols, wishes) => {
      const placed = tile(rows, cols, wishes)
      fc.pre(placed.length > 1)
      const nameOf = ({ row, col }: Placed) => `r${row}c${col}`
      const written = Array.from({ length: rows }, (_, at) => {
        const inRow = placed.filter((one) => one.row <= at && at < one.row + one.rows).sort((a, b) => a.col - b.col)
        return row(
          inRow
            .map((one) => {
              const merge = one.rows === 1 ? '' : one.row === at ? DOWN : UP
              return cell(one.row === at ? nameOf(one) : '', span(one.cols) + merge)
            })
            .join(''),
        )
      })
      const spans = (at: number, count: number) => (count > 1 ? `${at}+${count}` : `${at}`)
      expect(await readCells(...written)).toEqual(
        placed.map((one) => `${nameOf(one)} @${spans(one.row, one.rows)},${spans(one.col, one.cols)}`),
      )
    }),
    { seed: 20_250_414, numRuns: 150 },
  )
})

describe('header rows of a Word table', () => {
  const headersOf = async (...rows: string[]) => tablesOf(await read(tbl(...rows)))[0]?.header_rows
  const body = [row(cell('Land') + cell('leased')), row(cell('Plant') + cell('owned'))]
  const head = row(cell('Asset') + cell('Held'), '<w:tblHeader/>')

  test('are those at the top that are marked as repeated', async () => {
    expect(await headersOf(head, head, ...body)).toBe(2)
    expect(await headersOf(...body, head)).toBe(0)
    expect(await headersOf(row(cell('Asset') + cell('Held'), '<w:tblHeader w:val="false"/>'), ...body)).toBe(0)
  })

  test('are not told by a mark that every row has', async () => {
    expect(await headersOf(head, head)).toBe(0)
  })

  test('are told by a style that sets the first row in bold, where the table wants one', async () => {
    const styles = `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
      <w:style w:type="table" w:styleId="Grid5"><w:name w:val="Grid Table 5"/><w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
      <w:style w:type="table" w:styleId="Own"><w:basedOn w:val="Grid5"/></w:style>
      <w:style w:type="paragraph" w:styleId="Head"><w:name w:val="Table Head"/><w:rPr><w:b/></w:rPr></w:style></w:styles>`
    const more = [{ name: 'word/styles.xml', content: styles }]
    const looked = async (look: string) =>
      tablesOf(
        await readDocx(
          buildDocx(
            `<w:tbl><w:tblPr><w:tblStyle w:val="Own"/>${look}</w:tblPr>${row(cell('Asset') + cell('Held'))}${body.join('')}</w:tbl>`,
            more,
          ),
        ),
      )[0]?.header_rows
    expect(await looked('<w:tblLook w:firstRow="1"/>')).toBe(1)
    expect(await looked('<w:tblLook w:val="0020"/>')).toBe(1)
    expect(await looked('<w:tblLook w:firstRow="0" w:val="0020"/>')).toBe(0)
    const bold = (text: string) =>
      `<w:tc><w:p><w:pPr><w:pStyle w:val="Head"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`
    const styled = tbl(row(bold('Asset') + bold('Held')), ...body)
    expect(tablesOf(await readDocx(buildDocx(styled, more)))[0]?.header_rows).toBe(1)
  })
})

describe('tables within the cells of a Word table', () => {
  test('are tables of their own after it, however deep, and their text is there once', async () => {
    const third = table([['x', '1'], ['y', '2']]) // biome-ignore format: a row a line
    const second = tbl(row(`<w:tc>${third}${paragraph('inner')}</w:tc>${cell('2')}`))
    const page = await read(tbl(row(`<w:tc>${paragraph('outer')}${second}${paragraph('')}</w:tc>${cell('3')}`)))
    expect(tablesOf(page).map(cellsOf)).toEqual([
      ['outer @0,0', '3 @0,1'],
      ['inner @0,0', '2 @0,1'],
      ['x @0,0', '1 @0,1', 'y @1,0', '2 @1,1'],
    ])
    expect(page.characters).toBe('outer3inner2x1y2'.length)
  })

  test('are named by what stands above them in their cell, else by the heading', async () => {
    const inner = table([['x', '1'], ['y', '2']]) // biome-ignore format: a row a line
    const heading = '<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>Leases</w:t></w:r></w:p>'
    const page = await read(
      heading,
      tbl(
        row(
          `<w:tc>${paragraph('Schedule C: Terms')}${inner}${paragraph('')}</w:tc><w:tc>${inner}${paragraph('')}</w:tc>`,
        ),
      ),
    )
    expect(tablesOf(page).map(({ name }) => name)).toEqual(['Leases', 'Schedule C: Terms', 'Leases'])
  })

  test('in a frame of a single cell stand alone, and the frame is no table', async () => {
    const inner = table([['x', '1'], ['y', '2']]) // biome-ignore format: a row a line
    const page = await read(
      tbl(row(`<w:tc>${paragraph('Schedule D: Debt')}${inner}${paragraph('Source: bank')}</w:tc>`)),
    )
    expect(tablesOf(page).map(({ name, row_count }) => [name, row_count])).toEqual([['Schedule D: Debt', 2]])
    expect(textsOf(page)).toEqual(['Schedule D: Debt', 'Source: bank'])
    const deleted = row(cell('gone'), '<w:del w:id="1" w:author="A"/>')
    expect(textsOf(await read(tbl(deleted, row(cell('left')))))).toEqual(['left'])
  })
})

describe('the name of a Word table', () => {
  const caption = (text: string) => `<w:p><w:pPr><w:pStyle w:val="Caption"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`
  const small = table([['x', '1'], ['y', '2']]) // biome-ignore format: a row a line
  const namesOf = async (...body: string[]) => tablesOf(await read(...body)).map(({ name }) => name)

  test('is the caption above it, or the one below it where captions of the document stand below', async () => {
    expect(await namesOf(caption('One'), small, paragraph('text'), small, caption('Two'))).toEqual(['One', 'Two'])
    expect(await namesOf(caption('One'), small, caption('Two'), small, paragraph('end'))).toEqual(['One', 'Two'])
    expect(await namesOf(paragraph('begin'), small, caption('One'), small, caption('Two'))).toEqual(['One', 'Two'])
  })

  test('is not the caption of a picture', async () => {
    const picture = '<w:p><w:r><w:pict><v:imagedata r:id="x"/></w:pict></w:r></w:p>'
    expect(await namesOf(picture, caption('Figure 1: The works'), small)).toEqual([null])
    expect(await namesOf(picture, caption('Table 1: The works'), small)).toEqual(['Table 1: The works'])
  })
})
