/** Writes public/openapi.json from the endpoints of all functions; with --check it only compares. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { writeOrCheck } from './generated-file.ts'
import { openApiDocument } from './openapi/document.ts'
import { loadEndpoints } from './openapi/endpoints.ts'

const manifest = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../package.json'), 'utf8'))
const document = openApiDocument(await loadEndpoints(), manifest)
writeOrCheck('public/openapi.json', `${JSON.stringify(document, null, 2)}\n`)
