/**
 * How well made-up pages are read that are worn in one way each, as scans are: words and tables, beside the same pages clean.
 *   node bench/worn.ts [--count 4] [--seed 1] [--dpi 200] [--wear "dust,grain 30"] [--build native|npm] [--languages eng,deu]
 * `--dpi` is that of the scanner: the page is enlarged from there.
 */
import { parseArgs } from 'node:util'
import { deflateSync } from 'node:zlib'
import type { GrayBitmap } from '../lib/extraction/engines/image-bitmap.ts'
import { analyseScan, readScanLayout } from '../lib/extraction/engines/ocr.ts'
import { openPdfText } from '../lib/extraction/engines/pdf-text.ts'
import { wrapPictures } from '../lib/extraction/engines/picture/wrap-pictures.ts'
import { openRenderer, type RenderedPage } from '../lib/extraction/engines/render-page.ts'
import { startTesseract } from '../lib/extraction/engines/tesseract.ts'
import { startNpmTesseract } from '../lib/extraction/engines/tesseract-npm.ts'
import type { Word } from '../lib/schedules/model.ts'
import { stitchTables } from '../lib/schedules/stitch.ts'
import { layoutDocument } from './layouts/document.ts'
import { stitchPage } from './layouts/read-layout.ts'
import { compactTables, type ScoredTable, scoreDocument } from './score-tables.ts'
import { countWords } from './score-words.ts'
import {
  askew,
  blur,
  compressed,
  darkEdges,
  dust,
  grain,
  saltAndPepper,
  shineThrough,
  stained,
  type Wear,
} from './wear-page.ts'

const WEARS: Record<string, Wear> = {
  clean: (page) => page,
  'salt and pepper .1 %': saltAndPepper(0.001),
  'salt and pepper .3 %': saltAndPepper(0.003),
  'salt and pepper 1 %': saltAndPepper(0.01),
  'dust 300': dust(300, 5),
  'grain 10': grain(10),
  'grain 20': grain(20),
  'grain 30': grain(30),
  'blur .8': blur(0.8),
  'blur 1.2': blur(1.2),
  'jpeg 30': compressed(30),
  'jpeg 10': compressed(10),
  'stain .7': stained(0.7),
  'stain .45': stained(0.45),
  'shine through .3': shineThrough(0.3),
  'black edges': darkEdges(0.05),
  'askew .3': askew(0.3),
  'askew 3': askew(3),
}

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '4' },
    seed: { type: 'string', default: '1' },
    dpi: { type: 'string', default: '200' },
    wear: { type: 'string', default: '' },
    build: { type: 'string', default: 'any' },
    languages: { type: 'string', default: 'eng,deu' },
  },
})
const dpi = Number(values.dpi)
const languages = values.languages.split(',')
const recogniser = values.build === 'npm' ? await startNpmTesseract(languages) : await startTesseract(languages)
const pages: PrintedPage[] = []
for (let seed = Number(values.seed) * 100_000; pages.length < Number(values.count); seed++) {
  const page = await printPage(seed)
  if (page) pages.push(page)
}
for (const [name, wear] of Object.entries(WEARS)) {
  if (values.wear && !values.wear.split(',').some((part) => name.includes(part.trim()))) continue
  const words = { printed: 0, read: 0, right: 0 }
  let f1 = 0
  for (const page of pages) {
    const read = await readWorn(wear(page.bitmap))
    const count = countWords(read.words, page.words)
    for (const key of ['printed', 'read', 'right'] as const) words[key] += count[key]
    f1 += scoreDocument([[page.truth]], compactTables(read.tables)).f1 / pages.length
  }
  const [recall, precision] = [words.right / words.printed, words.right / Math.max(1, words.read)]
  print(`${name.padEnd(22)} words R ${recall.toFixed(3)} P ${precision.toFixed(3)}  tables F1 ${f1.toFixed(3)}`)
}
await recogniser.close()

type PrintedPage = { bitmap: GrayBitmap; words: Word[]; truth: ScoredTable }

/** A made-up table on a page that is as long as a sheet, upright; null where the seed gives another. */
async function printPage(seed: number): Promise<PrintedPage | null> {
  const { bytes, truth, facts } = await layoutDocument(seed)
  const text = await openPdfText(bytes)
  const { layout } = await text.readLayout(1)
  await text.close()
  if (facts.turn !== 0 || layout.height > 850 || layout.words.length > 200) return null
  const renderer = await openRenderer(bytes)
  const { bitmap } = await renderer.render(1, dpi)
  renderer.close()
  return { bitmap, words: layout.words, truth }
}

async function readWorn(worn: GrayBitmap): Promise<{ words: Word[]; tables: ScoredTable[] }> {
  const page = await scanned(worn)
  const [width, height] = [page.bitmap.width, page.bitmap.height].map((pixels) => (pixels * 72) / page.dpi)
  const facts = { number: 1, width: width!, height: height!, rotation: 0 as const }
  const scan = await readScanLayout(page, facts, recogniser)
  const tables = stitchTables([stitchPage(analyseScan(scan, facts))]).map(({ pages: on, cells }) => ({
    pages: on,
    cells: cells.map(({ row, col, row_span, col_span, text }) => ({
      row,
      col,
      rowspan: row_span,
      colspan: col_span,
      text,
    })),
  }))
  return { words: scan.layout.words, tables }
}

/** The picture as a page of a PDF is drawn that holds it. */
async function scanned({ width, height, data }: GrayBitmap): Promise<RenderedPage> {
  const dictionary = '/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode'
  const tiles = [{ x: 0, y: 0, width, height, dictionary, data: deflateSync(data, { level: 1 }) }]
  const renderer = await openRenderer(wrapPictures([{ width, height, orientation: 1, dpi, tiles }]))
  const drawn = await renderer.render(1, (72 * 300) / dpi)
  renderer.close()
  return { bitmap: drawn.bitmap, dpi: 300 }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
