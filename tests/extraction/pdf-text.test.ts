import { describe, expect, test } from 'vitest'
import { chooseEngine } from '../../lib/extraction/choose.ts'
import { openPdfText } from '../../lib/extraction/engines/pdf-text.ts'
import type { TableArtifact, TextArtifact } from '../../lib/extraction/model.ts'
import { packageFolder } from '../../lib/extraction/package-files.ts'
import { UnreadableError } from '../../lib/extraction/unreadable.ts'
import { ageingRows, drawPdf, drawSheet, lorem, put } from './draw-pdf.ts'

const failure = async (bytes: Uint8Array) => {
  const error = await openPdfText(bytes).then(
    () => null,
    (reason: unknown) => reason,
  )
  return error instanceof UnreadableError ? error.unreadable.code : error
}

const sheet = {
  rows: [['Customer', 'Current', '30 days', 'Total'], ...ageingRows(8, 4)],
  edges: [60, 220, 310, 400, 490],
  top: 120,
}

describe('a page', () => {
  test('has its words where they are printed, in points from the top left', async () => {
    const pdf = await openPdfText(await drawPdf((doc) => put(doc, 'Receivables 1,234.50', 100, 200)))
    const { layout } = await pdf.readLayout(1)
    await pdf.close()
    expect(layout.words.map((word) => word.text)).toEqual(['Receivables', '1,234.50'])
    const [x0, y0, x1, y1] = layout.words[0]?.bbox ?? [0, 0, 0, 0]
    expect(x0).toBeCloseTo(100, 0)
    expect(x1).toBeGreaterThan(x0 + 40)
    expect(y0).toBeGreaterThan(198)
    expect(y1).toBeLessThan(213)
    expect(layout).toMatchObject({ number: 1, width: 595.28, height: 841.89 })
  })

  test('tells bold words in fonts of the file from others', async () => {
    const folder = `${packageFolder('pdfjs-dist')}/standard_fonts`
    const bytes = await drawPdf((doc) => {
      put(doc.font(`${folder}/LiberationSans-Regular.ttf`), 'Plain', 100, 200)
      put(doc.font(`${folder}/LiberationSans-Bold.ttf`), 'Heavy', 100, 220)
    })
    const pdf = await openPdfText(bytes)
    const { layout } = await pdf.readLayout(1)
    await pdf.close()
    expect(layout.words.map(({ text, bold }) => [text, bold])).toEqual([
      ['Plain', false],
      ['Heavy', true],
    ])
  })

  test('shows where charts are drawn, and none where cells are shaded', async () => {
    const drawn = async (draw: Parameters<typeof drawPdf>[0]) => {
      const pdf = await openPdfText(await drawPdf(draw))
      const { layout } = await pdf.readLayout(1)
      await pdf.close()
      return layout.charts?.map((box) => box.map(Math.round))
    }
    const bars = drawn((doc) => {
      for (const [i, height] of [40, 90, 65, 120].entries())
        doc.rect(100 + i * 30, 300 - height, 20, height).fill('#258')
    })
    expect(await bars).toEqual([[100, 180, 210, 300]])
    const line = drawn((doc) => doc.moveTo(100, 300).lineTo(150, 220).lineTo(220, 280).lineTo(300, 200).stroke())
    expect(await line).toEqual([[100, 200, 300, 300]])
    const head = drawn((doc) => {
      doc.rect(200, 100, 240, 18).rect(440, 100, 240, 18).fill('#def')
      for (const x of [200, 320, 440]) doc.rect(x, 118, 120, 18).fill('#def')
      for (const x of [200, 260, 320, 380, 440]) doc.rect(x, 136, 60, 18).fill('#def')
    })
    expect(await head).toEqual([])
  })

  test('gives drawn lines, thin boxes and dashes as rules, and a frame as four', async () => {
    const bytes = await drawPdf((doc) => {
      doc.moveTo(50, 100).lineTo(300, 100).stroke()
      doc.rect(50, 150, 250, 1).fill()
      doc.moveTo(50, 200).lineTo(300, 200).dash(2, { space: 1.5 }).stroke().undash()
      doc.rect(50, 300, 200, 80).stroke()
    })
    const pdf = await openPdfText(bytes)
    const { layout } = await pdf.readLayout(1)
    await pdf.close()
    const flat = layout.rules
      .filter((rule) => rule.y0 === rule.y1)
      .map((rule) => [rule.x0, rule.y0, rule.x1].map(Math.round))
    expect(flat.slice(0, 3)).toEqual([
      [50, 100, 300],
      [50, 151, 300],
      [50, 200, 300],
    ])
    expect(layout.rules.filter((rule) => rule.y0 >= 299)).toHaveLength(4)
    expect(layout.rules).toHaveLength(7)
  })

  test('holds a table, its name, and the text around it', async () => {
    const bytes = await drawPdf((doc) => {
      put(doc, 'Schedule B-2: Accounts Receivable Ageing', 60, 90)
      drawSheet(doc, { ...sheet, ruled: 'all' })
      doc.text(lorem, 60, 400, { width: 430 })
    })
    const pdf = await openPdfText(bytes)
    const page = await pdf.readPage(1)
    await pdf.close()
    const table = page.artifacts.find((artifact): artifact is TableArtifact => artifact.kind === 'table')
    expect(table).toMatchObject({
      name: 'Schedule B-2: Accounts Receivable Ageing',
      row_count: 9,
      col_count: 4,
      header_rows: 1,
    })
    const texts = page.artifacts.filter((artifact): artifact is TextArtifact => artifact.kind === 'text')
    expect(texts.map((block) => block.role)).toEqual(['caption', 'paragraph'])
    expect(page).toMatchObject({ source: 'text', engine: 'pdf-text', rotation: 0 })
  })

  test.each([90, 180, 270] as const)('that the file turns by %s° reads the same, boxes as displayed', async (turn) => {
    const upright = await drawPdf((doc) => drawSheet(doc, { ...sheet, ruled: 'all' }))
    const bytes = await turned(upright, turn)
    const pdf = await openPdfText(bytes)
    const page = await pdf.readPage(1)
    await pdf.close()
    const sideways = turn !== 180
    expect([page.width, page.height].map((side) => Math.round(side ?? 0))).toEqual(sideways ? [842, 595] : [595, 842])
    expect(page.rotation).toBe(turn)
    const table = page.artifacts.find((artifact) => artifact.kind === 'table')
    expect(table).toMatchObject({ row_count: 9, col_count: 4 })
    const [x0, y0, x1, y1] = table?.bbox ?? [0, 0, 0, 0]
    expect(x1 - x0 > y1 - y0).toBe(!sideways)
  })

  test('whose text is set sideways is analysed in its reading direction', async () => {
    const bytes = await drawPdf((doc) => {
      doc.rotate(90, { origin: [300, 300] })
      drawSheet(doc, { ...sheet, ruled: 'all' })
    })
    const pdf = await openPdfText(bytes)
    const { layout, turned: by } = await pdf.readLayout(1)
    const page = await pdf.readPage(1)
    await pdf.close()
    expect(by).toBe(270)
    expect(layout.width).toBeGreaterThan(layout.height)
    const table = page.artifacts.find((artifact): artifact is TableArtifact => artifact.kind === 'table')
    expect(table).toMatchObject({ row_count: 9, col_count: 4 })
    const cell = table?.cells.find(({ text }) => text === 'Customer')
    const [x0, y0, x1, y1] = cell?.bbox ?? [0, 0, 0, 0]
    expect(y1 - y0).toBeGreaterThan(x1 - x0)
    expect(page.width).toBeLessThan(page.height ?? 0)
  })

  test('reports larger pictures as figures, and small ones not', async () => {
    const pixel = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
      'base64',
    )
    const bytes = await drawPdf((doc) => {
      put(doc, lorem.slice(0, 80), 50, 50)
      doc.image(pixel, 100, 200, { width: 200, height: 150 })
      doc.image(pixel, 400, 20, { width: 20, height: 20 })
    })
    const pdf = await openPdfText(bytes)
    const page = await pdf.readPage(1)
    await pdf.close()
    const figures = page.artifacts.filter((artifact) => artifact.kind === 'figure')
    expect(figures.map(({ bbox }) => bbox?.map(Math.round))).toEqual([[100, 200, 300, 350]])
  })
})

describe('a document', () => {
  test('that needs a password is encrypted', async () => {
    const bytes = await drawPdf((doc) => put(doc, 'secret', 50, 50), { userPassword: 'open sesame', pdfVersion: '1.7' })
    expect(await failure(bytes)).toBe('document_encrypted')
  })

  test('without bytes is empty, and one that is no PDF is unreadable', async () => {
    expect(await failure(new Uint8Array(0))).toBe('document_empty')
    expect(await failure(new TextEncoder().encode('Dear Sir or Madam, this is no PDF.'))).toBe('document_unreadable')
  })

  test('with a script or an attachment opens with a warning', async () => {
    const scripted = await drawPdf((doc) => {
      put(doc, 'hello', 50, 50)
      doc.initForm()
      doc.formText('sum', 50, 80, 100, 20, { format: { type: 'number', nDec: 2 } })
    })
    const attached = await drawPdf((doc) => {
      put(doc, 'hello', 50, 50)
      doc.file(Buffer.from('a,b'), { name: 'ledger.csv' })
    })
    const warnings = []
    for (const bytes of [scripted, attached]) {
      const pdf = await openPdfText(bytes)
      warnings.push(pdf.warnings)
      await pdf.close()
    }
    expect(warnings).toEqual([['active_content'], ['embedded_files']])
  })

  test('leaves the bytes it was opened from untouched', async () => {
    const bytes = await drawPdf((doc) => put(doc, 'hello', 50, 50))
    const before = bytes.slice()
    const pdf = await openPdfText(bytes)
    await pdf.close()
    expect(bytes).toEqual(before)
  })
})

describe('the engine', () => {
  const page = { characters: 2000, unmapped: 0, imageCoverage: 0, operators: 900 }

  test.each([
    ['a page of text', page, 'pdf-text'],
    ['a blank page', { ...page, characters: 0, operators: 3 }, 'pdf-text'],
    ['a picture without text', { ...page, characters: 0, imageCoverage: 1, operators: 8 }, 'ocr'],
    ['a scan with a stamp', { ...page, characters: 30, imageCoverage: 0.95 }, 'ocr'],
    ['a scan with a full text layer', { ...page, imageCoverage: 1 }, 'pdf-text'],
    ['text in a font without meanings', { ...page, unmapped: 900 }, 'ocr'],
    ['text drawn as outlines', { ...page, characters: 0 }, 'ocr'],
    ['a picture that could not be decoded', { ...page, characters: 0, operators: 6 }, 'ocr'],
  ] as const)('for %s is chosen by what can be trusted', (_, facts, engine) => {
    expect(chooseEngine(facts)).toBe(engine)
  })
})

/** The same document with /Rotate on its page. */
async function turned(bytes: Uint8Array, by: number): Promise<Uint8Array> {
  const text = Buffer.from(bytes).toString('latin1')
  return new Uint8Array(Buffer.from(text.replace('/Type /Page\n', `/Type /Page\n/Rotate ${by}\n`), 'latin1'))
}
