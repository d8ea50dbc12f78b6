/** Tesseract as a thread of the reading process, with its language data from installed packages: no network, no cache. */
import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createWorker, type Line, OEM, PSM, type Worker } from 'tesseract.js'
import { packageFolder } from '../package-files.ts'
import { type GrayBitmap, toPgm } from './image-bitmap.ts'

/** How text is supposed to stand: in lines of any size and width, or in one even block. */
export type TextLayout = 'column' | 'block'

export type Recogniser = {
  /** Lines of words in pixels, confidence 0..100, in the order in which Tesseract reads. */
  recognise(bitmap: GrayBitmap, dpi: number, layout?: TextLayout): Promise<Line[]>
  close(): Promise<void>
}

/** Starts Tesseract. `languages` are its codes, each of which needs its package `@tesseract.js-data/<code>`. */
export async function startTesseract(languages: readonly string[]): Promise<Recogniser> {
  // Each package keeps its data in its own folder, Tesseract.js looks for all languages in one.
  const langPath = await mkdtemp(join(tmpdir(), 'ledgerlift-languages-'))
  try {
    await Promise.all(languages.map((code) => copyFile(languageData(code), join(langPath, `${code}.traineddata.gz`))))
    const worker = await startWorker([...languages], langPath)
    return {
      async recognise(bitmap, dpi, layout = 'column') {
        // The default mode drops whole ruled tables: it takes them for pictures. Sparse text reads figures a little better,
        // but passes over digits that stand alone in their column.
        await worker.setParameters({
          tessedit_pageseg_mode: layout === 'block' ? PSM.SINGLE_BLOCK : PSM.SINGLE_COLUMN,
          user_defined_dpi: String(Math.round(dpi)),
        })
        const { data } = await worker.recognize(toPgm(bitmap), {}, { text: false, blocks: true })
        return (data.blocks ?? []).flatMap((block) => block.paragraphs.flatMap((paragraph) => paragraph.lines))
      },
      async close() {
        await worker.terminate()
      },
    }
  } finally {
    await rm(langPath, { recursive: true, force: true })
  }
}

/** Without an error handler Tesseract.js throws past its caller; with it alone a failed start would never settle. */
function startWorker(languages: string[], langPath: string): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const workerPath = join(packageFolder('tesseract.js'), 'src/worker-script/node/index.js')
    const options = { langPath, workerPath, gzip: true, cacheMethod: 'none', errorHandler: reject }
    createWorker(languages, OEM.LSTM_ONLY, options).then(resolve, reject)
  })
}

function languageData(code: string): string {
  return join(packageFolder(`@tesseract.js-data/${code}`), '4.0.0_best_int', `${code}.traineddata.gz`)
}
