/**
 * Word documents. They have no pages until something prints them: the whole document is page 1, without positions.
 * The file is checked against its budget before it is opened, and its parts are read event by event, so that memory
 * grows with what is found and not with what is written about it; nothing outside the file is ever fetched.
 */
import { DOCX_MAIN_PART } from '../../documents/content-types.ts'
import { type DocxArchive, openDocxArchive } from '../docx-budget.ts'
import type { Artifact, OpenDocument, PageResult } from '../model.ts'
import { UnreadableError } from '../unreadable.ts'
import { toArtifacts, toMarginArtifacts } from './docx/artifacts.ts'
import { readNumbering } from './docx/numbering.ts'
import { append, type Formats, type Sections, type StoryBlock } from './docx/reading.ts'
import { type Relations, readRelations } from './docx/relations.ts'
import { readStory } from './docx/story.ts'
import { isOn, readStyles } from './docx/styles.ts'
import { readXml } from './docx/xml.ts'

/** Opens a Word document; `characters` counts its text, white space not counted. Throws UnreadableError. */
export async function openDocx(file: string): Promise<OpenDocument & { readonly characters: number }> {
  const first = await readDocument(file)
  let page: PageResult | undefined = first.page
  return {
    page_count: 1,
    warnings: first.warnings,
    characters: first.page.characters,
    async readPage(number) {
      if (number !== 1) throw new UnreadableError('page_unreadable', `A Word document has no page ${number}.`)
      const read = page ?? (await readDocument(file)).page
      // Whoever has the page may let go of it, and so does the document: it can be large.
      page = undefined
      return read
    },
    close: async () => undefined,
  }
}

async function readDocument(file: string): Promise<{ page: PageResult; warnings: string[] }> {
  const archive = await openDocxArchive(file)
  try {
    const artifacts = await readArtifacts(archive)
    if (artifacts.length === 0) throw new UnreadableError('document_empty', 'The document has no content.')
    const page: PageResult = {
      number: 1,
      width: null,
      height: null,
      rotation: 0,
      source: 'docx',
      engine: 'docx',
      characters: countCharacters(artifacts),
      artifacts,
    }
    return { page, warnings: findWarnings([...archive.names]) }
  } finally {
    archive.close()
  }
}

/** Headers, the body, notes and footers, each once. */
async function readArtifacts(archive: DocxArchive): Promise<Artifact[]> {
  const relations = await readRelations(archive.read('word/_rels/document.xml.rels'))
  const part = (kind: string) => archive.read(relations.partOf(kind))
  const formats: Formats = {
    styles: await readStyles(part('styles')),
    numbering: await readNumbering(part('numbering')),
    sequences: new Map(),
  }
  const { blocks, sections } = await readStory(archive.read(DOCX_MAIN_PART), formats)
  const notes = [await readStory(part('footnotes'), formats), await readStory(part('endnotes'), formats)]
  return [
    ...(await readMargins('header')),
    ...toArtifacts(blocks),
    ...toArtifacts(notes.flatMap((story) => story.blocks)),
    ...(await readMargins('footer')),
  ]

  async function readMargins(role: 'header' | 'footer'): Promise<Artifact[]> {
    const names = await printedParts(archive, relations, sections, role)
    const found: StoryBlock[] = []
    for (const name of names) append(found, (await readStory(archive.read(name), formats)).blocks)
    return toMarginArtifacts(role, found)
  }
}

/** Parts for first and for even pages are kept where they were once wanted, and printed where they still are. */
async function printedParts(
  archive: DocxArchive,
  relations: Relations,
  { parts, hasFirst }: Sections,
  role: 'header' | 'footer',
): Promise<string[]> {
  const own = parts.filter((part) => part.role === role)
  const hasEven = own.some(({ type }) => type === 'even') && (await hasEvenPages(archive, relations))
  const printed = own.filter(({ type }) => (type === 'first' ? hasFirst : type === 'even' ? hasEven : true))
  return [...new Set(printed.flatMap(({ id }) => relations.target(id) ?? []))]
}

async function hasEvenPages(archive: DocxArchive, relations: Relations): Promise<boolean> {
  let found = false
  await readXml(archive.read(relations.partOf('settings')), {
    open(name, attributes) {
      if (name === 'w:evenAndOddHeaders') found = isOn(attributes)
    },
  })
  return found
}

function countCharacters(artifacts: readonly Artifact[]): number {
  const visible = (text: string) => text.length - (text.match(/\s/g)?.length ?? 0)
  let characters = 0
  for (const artifact of artifacts) {
    if (artifact.kind === 'text') characters += visible(artifact.text)
    if (artifact.kind === 'table') for (const { text } of artifact.cells) characters += visible(text)
  }
  return characters
}

function findWarnings(names: readonly string[]): string[] {
  const warnings: string[] = []
  if (names.some((name) => /vbaProject\.bin$|^word\/activeX\//i.test(name))) warnings.push('active_content')
  if (names.some((name) => name.startsWith('word/embeddings/'))) warnings.push('embedded_files')
  return warnings
}
