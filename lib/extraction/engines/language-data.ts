/** Tesseract's data of a language, as it lies in the installed packages `@tesseract.js-data/<code>`. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { packageFolder } from '../package-files.ts'

/** What one language may unpack to: the largest there is has 40 MB. */
const MAX_LANGUAGE_BYTES = 64 * 2 ** 20

export type LanguageFolder = { path: string; remove(): Promise<void> }

/** Unpacks the data of some languages into one temporary folder, where every build of Tesseract looks for it. */
export async function unpackLanguages(codes: readonly string[]): Promise<LanguageFolder> {
  const path = await mkdtemp(join(tmpdir(), 'ledgerlift-languages-'))
  const remove = () => rm(path, { recursive: true, force: true })
  try {
    await Promise.all(
      codes.map(async (code) => {
        const data = await promisify(gunzip)(await readFile(packedData(code)), { maxOutputLength: MAX_LANGUAGE_BYTES })
        await writeFile(join(path, `${code}.traineddata`), data)
      }),
    )
    return { path, remove }
  } catch (error) {
    await remove()
    throw error
  }
}

const packedData = (code: string): string =>
  join(packageFolder(`@tesseract.js-data/${code}`), '4.0.0_best_int', `${code}.traineddata.gz`)
