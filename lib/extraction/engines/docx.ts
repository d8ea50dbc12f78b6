/**
 * Word documents. They have no pages until something prints them: the whole document is page 1, without positions.
 * The file is checked against its budget before it is opened; nothing outside it is ever fetched.
 */
import { readFile } from 'node:fs/promises'
import mammoth from 'mammoth'
import { checkDocxBudget } from '../docx-budget.ts'
import type { OpenDocument, PageResult } from '../model.ts'
import { UnreadableError } from '../unreadable.ts'
import { readArtifacts } from './docx-artifacts.ts'

/** Classes mark what HTML has no element for. */
const STYLES = [
  "p[style-name='Title'] => h1.title:fresh",
  "p[style-name='Subtitle'] => h2:fresh",
  "p[style-name='caption'] => p.caption:fresh",
]

/** Opens a Word document; `characters` counts its text, white space not counted. Throws UnreadableError. */
export async function openDocx(file: string): Promise<OpenDocument & { readonly characters: number }> {
  const buffer = await readFile(file)
  const names = checkDocxBudget(buffer)
  const page = readPage(await toHtml(buffer))
  return {
    page_count: 1,
    warnings: findWarnings(names),
    characters: page.characters,
    async readPage(number) {
      if (number !== 1) throw new UnreadableError('page_unreadable', `A Word document has no page ${number}.`)
      return page
    },
    close: async () => undefined,
  }
}

function readPage(html: string): PageResult {
  const { artifacts, characters } = readArtifacts(html)
  if (artifacts.length === 0) throw new UnreadableError('document_empty', 'The document has no content.')
  return { number: 1, width: null, height: null, rotation: 0, source: 'docx', engine: 'docx', characters, artifacts }
}

async function toHtml(buffer: Buffer): Promise<string> {
  try {
    const { value } = await mammoth.convertToHtml(
      { buffer },
      {
        styleMap: STYLES,
        externalFileAccess: false,
        // Pictures are only counted; unpacked into the HTML they would multiply its size.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
      },
    )
    return value
  } catch (error) {
    throw new UnreadableError('document_unreadable', 'The file is not a Word document that can be read.', error)
  }
}

function findWarnings(names: readonly string[]): string[] {
  const warnings: string[] = []
  if (names.some((name) => /vbaProject\.bin$|^word\/activeX\//i.test(name))) warnings.push('active_content')
  if (names.some((name) => name.startsWith('word/embeddings/'))) warnings.push('embedded_files')
  return warnings
}
