/**
 * The machine's own Tesseract, one process for each call. What always holds: it is not trusted before it has read with
 * our language data, and it ends when the reading process does, even one that is killed.
 */
import { spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { parseHocr } from './hocr.ts'
import { type GrayBitmap, toPgm } from './image-bitmap.ts'
import { type LanguageFolder, unpackLanguages } from './language-data.ts'
import { charactersOf, modeOf, type Recogniser, type TextLayout } from './recogniser.ts'

/** Address space of one process: a page of 50 million pixels takes half. */
const MEMORY_KIB = 2 * 2 ** 20

/**
 * Runs its arguments until whoever started it is gone: then the third stream, to which nobody writes, is at its end.
 * One thread: several in Tesseract wait for each other longer than they work.
 */
const SUPERVISED = `
ulimit -v ${MEMORY_KIB} 2>/dev/null
OMP_THREAD_LIMIT=1 "$@" 3<&- &
child=$!
{ read -r _ <&3; kill -9 $child; } >/dev/null 2>&1 &
watcher=$!
wait $child
status=$?
kill $watcher 2>/dev/null
exit $status`

/** Nothing where there is no Tesseract on PATH, or one that cannot use the data (before version 4). */
export async function startNativeTesseract(languages: readonly string[]): Promise<Recogniser | null> {
  if (process.platform === 'win32' || !(await isOnPath())) return null
  const data = await unpackLanguages(languages)
  const recogniser = nativeRecogniser(languages, data)
  try {
    const blank: GrayBitmap = { width: 64, height: 64, data: new Uint8Array(64 * 64).fill(255) }
    await recogniser.recognise([blank], 300, 'block')
    return recogniser
  } catch {
    await data.remove()
    return null
  }
}

/** Looked for by the shell, which knows the usual places where the environment names none. */
function isOnPath(): Promise<boolean> {
  const child = spawn('/bin/sh', ['-c', 'command -v tesseract'], { stdio: 'ignore' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(false))
    child.once('close', (code) => resolve(code === 0))
  })
}

function nativeRecogniser(languages: readonly string[], data: LanguageFolder): Recogniser {
  return {
    build: 'native',
    async recognise(pictures, dpi, layout = 'column') {
      const folder = await mkdtemp(join(tmpdir(), 'ledgerlift-pages-'))
      try {
        const files = await Promise.all(
          pictures.map(async (picture, index) => {
            const file = join(folder, `${index}.pgm`)
            await writeFile(file, toPgm(picture))
            return file
          }),
        )
        const list = join(folder, 'pages.txt')
        await writeFile(list, files.join('\n'))
        const pages = parseHocr(await run([list, '-', ...settings(languages, data.path, dpi, layout)]))
        if (pages.length !== pictures.length)
          throw new Error(`${pages.length} of ${pictures.length} pictures were read.`)
        return pages
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
    },
    close: () => data.remove(),
  }
}

function settings(languages: readonly string[], folder: string, dpi: number, layout: TextLayout): string[] {
  const characters = charactersOf(layout)
  return [
    ...['--tessdata-dir', folder, '-l', languages.join('+'), '--oem', '1'],
    ...['--psm', modeOf(layout), '--dpi', String(Math.round(dpi)), '-c', 'tessedit_create_hocr=1'],
    ...(characters ? ['-c', `tessedit_char_whitelist=${characters}`] : []),
  ]
}

/** What Tesseract writes; rejects with its last words where it fails. */
async function run(settings: readonly string[]): Promise<string> {
  const child = spawn('/bin/sh', ['-c', SUPERVISED, 'sh', 'tesseract', ...settings], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  const [hocr, complaints, code] = await Promise.all([text(child.stdout!), text(child.stderr!), ended])
  if (code !== 0) throw new Error(`Tesseract ended with ${code}: ${complaints.slice(-500)}`)
  return hocr
}
