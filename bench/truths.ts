import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseTruth, type ScoredTable } from './score-tables.ts'

/** PDF files of a folder, by name. */
export const pdfsOf = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.pdf'))
    .sort()

/** Accepted truths of a document; one with two has them in files whose names end in a and b. Empty where there is none. */
export function truthsOf(directory: string, document: string): ScoredTable[][] {
  const stems = document.endsWith('a') ? [document, `${document.slice(0, -1)}b`] : [document]
  return stems
    .map((stem) => path.join(directory, `${stem}-str.xml`))
    .filter((file) => existsSync(file))
    .map((file) => parseTruth(readFileSync(file, 'utf8')))
}
