import { spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseHocr, type RecognisedWord } from '../../lib/extraction/engines/hocr.ts'
import { cutOut, type GrayBitmap } from '../../lib/extraction/engines/image-bitmap.ts'
import type { Recogniser } from '../../lib/extraction/engines/recogniser.ts'
import { openRenderer } from '../../lib/extraction/engines/render-page.ts'
import { startNativeTesseract } from '../../lib/extraction/engines/tesseract-native.ts'
import { startNpmTesseract } from '../../lib/extraction/engines/tesseract-npm.ts'
import { printedRows } from '../../scripts/samples/sample-table.ts'
import { scannedSchedules, scanTables } from '../../scripts/samples/scan.ts'
import { canLook, isRunning } from './child-processes.ts'

const BLANK_PAGE = "<div class='ocr_page' id='page_1' title='bbox 0 0 64 64'></div>"

test('hOCR: words with their boxes, and where their line stands', () => {
  const hocr = `<div class='ocr_page' title='image "0.pgm"; bbox 0 0 900 400; ppageno 0'>
    <p class='ocr_par'><span class='ocr_line' title="bbox 100 50 400 90; baseline 0.01 -8; x_size 40; x_descenders 9">
      <span class='ocrx_word' title='bbox 100 50 180 82; x_wconf 93'>R&amp;D</span>
      <span class='ocrx_word' title='bbox 200 50 400 90; x_wconf 41'><strong>1,234</strong></span></span>
      <span class='ocr_line' title="bbox 0 0 9 9"></span></p></div>${BLANK_PAGE}`
  const [page, blank] = parseHocr(hocr)
  expect(page).toEqual([
    {
      words: [
        { text: 'R&D', bbox: { x0: 100, y0: 50, x1: 180, y1: 82 }, confidence: 93 },
        { text: '1,234', bbox: { x0: 200, y0: 50, x1: 400, y1: 90 }, confidence: 41 },
      ],
      height: 40,
      descenders: 9,
      baselineAt: expect.any(Function),
    },
  ])
  expect(page![0]!.baselineAt(300)).toBeCloseTo(84)
  expect(blank).toEqual([])
})

describe('both builds of Tesseract', () => {
  let page: GrayBitmap
  let native: Recogniser | null
  let npm: Recogniser
  let read: RecognisedWord[]
  beforeAll(async () => {
    native = await startNativeTesseract(['eng', 'deu'])
    npm = await startNpmTesseract(['eng', 'deu'])
    const scan = await openRenderer(await scannedSchedules())
    page = (await scan.render(1)).bitmap
    scan.close()
    read = await words(npm)
  }, 180_000)
  afterAll(async () => {
    await native?.close()
    await npm.close()
  })

  const words = async (recogniser: Recogniser): Promise<RecognisedWord[]> =>
    (await recogniser.recognise([page], 300)).flat().flatMap((line) => line.words)
  const printed = printedRows(scanTables[0]!).flat().join(' ').split(' ').filter(Boolean)
  const recall = (found: readonly RecognisedWord[]) => {
    const left = found.map((word) => word.text)
    return printed.filter((one) => left.includes(one) && left.splice(left.indexOf(one), 1)).length / printed.length
  }

  test('recall the same words within one of a hundred, in the same places and as surely', async ({ skip }) => {
    if (!native) return skip('skipped: no Tesseract on PATH')
    const own = await words(native)
    expect(recall(own)).toBeGreaterThan(0.97)
    expect(Math.abs(recall(own) - recall(read))).toBeLessThanOrEqual(0.01)
    const near = (a: RecognisedWord, b: RecognisedWord) =>
      (['x0', 'y0', 'x1', 'y1'] as const).every((side) => Math.abs(a.bbox[side] - b.bbox[side]) <= 2)
    const pairs = own.flatMap((word) => {
      const twin = read.find((also) => also.text === word.text && near(word, also))
      return twin ? [word.confidence - twin.confidence] : []
    })
    expect(pairs.length / own.length).toBeGreaterThan(0.95)
    expect(Math.abs(pairs.reduce((sum, by) => sum + by, 0) / pairs.length)).toBeLessThan(1)
  }, 120_000)

  test('read only digits and signs where figures are asked for, one of each picture', async () => {
    const around = ({ bbox }: RecognisedWord) =>
      cutOut(page, { x0: bbox.x0 - 8, y0: bbox.y0 - 8, x1: bbox.x1 + 8, y1: bbox.y1 + 8 })
    const figures = read.filter(({ text: figure }) => /^\d{1,3},\d{3}\.\d\d$/.test(figure)).slice(0, 3)
    const name = read.find(({ text: letters }) => /^\p{L}{5,}$/u.test(letters))!
    for (const recogniser of native ? [npm, native] : [npm]) {
      const pictures = [...figures, name].map(around)
      const texts = (await recogniser.recognise(pictures, 300, 'figure')).map((lines) =>
        lines.flatMap((line) => line.words.map((word) => word.text)).join(' '),
      )
      expect(texts.slice(0, 3)).toEqual(figures.map((word) => word.text))
      expect(texts[3]).toMatch(/^[\d.,()% -]*$/)
    }
  }, 120_000)
})

describe.skipIf(process.platform === 'win32')('a Tesseract on PATH', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'tesseract-test-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** A program of that name; `then` is what it does with anything but the first, blank picture. */
  function pretend(name: string, first: string, then = first): string {
    const bin = path.join(folder, name)
    mkdirSync(bin)
    const file = path.join(bin, 'tesseract')
    writeFileSync(file, `#!/bin/sh\nif grep -q '^64 64$' "$(head -n 1 "$1")"; then ${first}; else ${then}; fi\n`)
    chmodSync(file, 0o755)
    return bin
  }
  function start(bin: string) {
    const scratch = path.join(bin, 'scratch')
    mkdirSync(scratch)
    const env = { PATH: `${bin}:/usr/bin:/bin`, TMPDIR: scratch }
    const script = path.join(import.meta.dirname, 'start-recogniser.ts')
    return spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  }

  test('is passed over when it cannot read with our data', async () => {
    expect(await text(start(pretend('old', 'exit 1')).stdout)).toBe('npm\nread\n')
  })

  test('is used when it can, and leaves no file behind', async () => {
    const bin = pretend('good', `echo "${BLANK_PAGE}"`)
    expect(await text(start(bin).stdout)).toBe('native\nread\n')
    expect(readdirSync(path.join(bin, 'scratch'))).toEqual([])
  })

  test.skipIf(!canLook)('is ended when its reader is killed in the midst of a page', async () => {
    const own = path.join(folder, 'pid')
    const child = start(pretend('slow', `echo "${BLANK_PAGE}"`, `echo $$ > ${own}; exec sleep 600`))
    await expect.poll(() => existsSync(own) && readFileSync(own, 'utf8').trim()).toMatch(/^\d+$/)
    const pid = Number(readFileSync(own, 'utf8'))
    expect(isRunning(pid)).toBe(true)
    child.kill('SIGKILL')
    await expect.poll(() => isRunning(pid)).toBe(false)
  })
})
