/** Tesseract from npm: compiled to WebAssembly, in a thread of the reading process, its language data loaded once. */
import { join } from 'node:path'
import { createWorker, OEM, type PSM, type Worker } from 'tesseract.js'
import { packageFolder } from '../package-files.ts'
import { parseHocr } from './hocr.ts'
import { toPgm } from './image-bitmap.ts'
import { unpackLanguages } from './language-data.ts'
import { charactersOf, modeOf, type Recogniser } from './recogniser.ts'

/** `languages` are Tesseract's codes, each of which needs its package. */
export async function startNpmTesseract(languages: readonly string[]): Promise<Recogniser> {
  const data = await unpackLanguages(languages)
  try {
    const worker = await startWorker([...languages], data.path)
    return {
      build: 'npm',
      async recognise(pictures, dpi, layout = 'column') {
        await worker.setParameters({
          tessedit_pageseg_mode: modeOf(layout) as PSM,
          tessedit_char_whitelist: charactersOf(layout),
          user_defined_dpi: String(Math.round(dpi)),
        })
        const pages = []
        for (const picture of pictures) {
          const { data } = await worker.recognize(toPgm(picture), {}, { text: false, hocr: true })
          pages.push(parseHocr(data.hocr ?? '')[0] ?? [])
        }
        return pages
      },
      close: async () => void (await worker.terminate()),
    }
  } finally {
    await data.remove()
  }
}

/** Without an error handler Tesseract.js throws past its caller; with it alone a failed start would never settle. */
function startWorker(languages: string[], langPath: string): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const workerPath = join(packageFolder('tesseract.js'), 'src/worker-script/node/index.js')
    const options = { langPath, workerPath, gzip: false, cacheMethod: 'none', errorHandler: reject }
    createWorker(languages, OEM.LSTM_ONLY, options).then(resolve, reject)
  })
}
