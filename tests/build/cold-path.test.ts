import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Metafile } from 'esbuild'
import { beforeAll, describe, expect, test } from 'vitest'
import { BUDGETS } from '../../scripts/build/budgets.ts'
import { ROOT } from '../../scripts/build/bundle.ts'
import { eagerBytes, eagerFiles } from '../../scripts/build/eager-bytes.ts'
import { buildNetlify } from '../../scripts/build/netlify.ts'
import { buildFolder } from './run-built.ts'

const SOURCES = readdirSync(path.join(ROOT, 'netlify/functions')).map((file) => `netlify/functions/${file}`)

/** What costs milliseconds, and is needed by few requests or by none. */
const LATER =
  /@aws-sdk|@smithy|@upstash|exceljs|pdfjs|pdfium|tesseract|mammoth|zod\/v4\/classic|yazl|csv-stringify|htmlparser2|aws-xray/
/** What pg loads in any case, and what is there before any module of ours. */
const AT_ONCE = ['node:crypto', 'node:module', 'node:timers/promises']

let metafile: Metafile

beforeAll(async () => {
  const layout = await buildFolder()
  await buildNetlify(layout)
  metafile = JSON.parse(await readFile(path.join(layout.metafiles, 'netlify.json'), 'utf8'))
}, 60_000)

test('no function builds a schema before a request asks for it', async () => {
  let built = 0
  const global = globalThis as { __zod_globalConfig?: object }
  global.__zod_globalConfig = Object.assign(global.__zod_globalConfig ?? {}, { postProcessor: () => built++ })
  const { string } = await import('zod/mini')
  string()
  expect(built).toBe(1)
  for (const file of SOURCES) {
    await import(path.join(ROOT, file))
    expect([file, built]).toEqual([file, 1])
  }
})

describe('before its first request', () => {
  const eager = (source: string) => {
    const files = eagerFiles(metafile, source).map((file) => metafile.outputs[file]!)
    const imports = files.flatMap((file) => file.imports)
    return { files, modules: files.flatMap((file) => Object.keys(file.inputs)), imports }
  }

  test.each(SOURCES)('%s loads nothing that it may need later', (source) => {
    const { modules, imports } = eager(source)
    expect(modules.length).toBeGreaterThan(100)
    expect(modules.filter((file) => LATER.test(file))).toEqual([])
    const builtin = imports
      .filter(({ kind, external }) => external && kind === 'import-statement')
      .map((one) => one.path)
    expect(builtin.filter((name) => !AT_ONCE.includes(name))).toEqual([])
  })

  test.each(SOURCES)('%s opens few files, and no more bytes than its budget', (source) => {
    expect(eager(source).files.length).toBeLessThanOrEqual(4)
    expect(eagerBytes(metafile).get(source)).toBeLessThan(BUDGETS.netlify.eagerBytes)
  })
})
