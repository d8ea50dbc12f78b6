/**
 * What the reading process opens at run time, placed where a bundle looks for it: files that a library expects beside
 * its code lie beside the bundle, the rest in `packages/<package>/` as in the package itself.
 */
import { cp, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './bundle.ts'

const packageFolder = (name: string): string => path.join(ROOT, 'node_modules', name)

type Copied = { package: string; from: string; to: string }

const BESIDE: Copied[] = [
  { package: 'pdfjs-dist', from: 'legacy/build/pdf.worker.min.mjs', to: 'pdf.worker.mjs' },
  { package: '@hyzyla/pdfium', from: 'dist/pdfium.wasm', to: 'pdfium.wasm' },
]

const PDFJS_FOLDERS = ['standard_fonts', 'cmaps', 'wasm', 'iccs']

/** The thread that recognises text; its package.json says that it is CommonJS. */
const TESSERACT_THREAD = 'src/worker-script/node/index.js'

/** Of each language the data that `engines/tesseract.ts` uses. */
const LANGUAGE_FOLDER = '4.0.0_best_int'

async function copyFrom(packageName: string, file: string, target: string): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true })
  await cp(path.join(packageFolder(packageName), file), target, { recursive: true })
}

async function bundleTesseractThread(folder: string): Promise<void> {
  const outfile = path.join(folder, TESSERACT_THREAD)
  await copyFrom('tesseract.js', 'package.json', path.join(folder, 'package.json'))
  await build({
    absWorkingDir: ROOT,
    entryPoints: [path.join(packageFolder('tesseract.js'), TESSERACT_THREAD)],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  // Each build of the engine looks for its WebAssembly beside itself; the processor decides which one runs.
  const core = packageFolder('tesseract.js-core')
  for (const file of (await readdir(core)).filter((name) => name.endsWith('.wasm')))
    await cp(path.join(core, file), path.join(path.dirname(outfile), file))
}

/** The languages that are installed, by their names in Tesseract. */
const installedLanguages = (): Promise<string[]> => readdir(packageFolder('@tesseract.js-data'))

export async function copyReadingFiles(outDir: string): Promise<void> {
  const packages = path.join(outDir, 'packages')
  for (const one of BESIDE) await copyFrom(one.package, one.from, path.join(outDir, one.to))
  for (const folder of PDFJS_FOLDERS) await copyFrom('pdfjs-dist', folder, path.join(packages, 'pdfjs-dist', folder))
  for (const code of await installedLanguages()) {
    const data = path.join(LANGUAGE_FOLDER, `${code}.traineddata.gz`)
    await copyFrom(`@tesseract.js-data/${code}`, data, path.join(packages, '@tesseract.js-data', code, data))
  }
  await bundleTesseractThread(path.join(packages, 'tesseract.js'))
}
