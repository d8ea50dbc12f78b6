/** From the blocks of a Word document to artifacts, in reading order: text, pictures, and tables with their names. */
import type { Artifact, TableArtifact, TextArtifact, TextRole } from '../../model.ts'
import type { ParagraphBlock, StoryBlock, TableBlock } from './reading.ts'

/** What a paragraph before a table looks like when it names the table without having the style of a caption. */
const CAPTION_WORDS = /^(table|schedule|exhibit|annex|appendix|figure|note|tabelle|anlage|übersicht|tab\.)\s*[\dA-Z]/i
const MAX_CAPTION_CHARACTERS = 160
const FIGURE_WORDS = /^(figure|fig\.|abbildung|abb\.|chart|grafik|diagram)/i

const found = { bbox: null, confidence: 1, engine: 'docx' } as const

const textArtifact = (role: TextRole, text: string): TextArtifact => ({
  kind: 'text',
  role,
  text,
  font_size: null,
  ...found,
})

const tableArtifact = ({ grid }: TableBlock, name: string | null): TableArtifact => ({
  kind: 'table',
  ...found,
  name,
  ...grid,
})

/** The artifacts of the body or of notes; tables and pictures within a table come after it. */
export function toArtifacts(blocks: readonly StoryBlock[]): Artifact[] {
  const artifacts: Artifact[] = []
  const captionsStandBelow = standBelow(blocks)
  let heading: string | null = null
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'paragraph') {
      artifacts.push(textArtifact(block.role, block.text))
      if (block.role === 'title' || block.role === 'heading') heading = block.text
    } else if (block.kind === 'table') {
      const name = captionOf(blocks, index, captionsStandBelow) ?? announced(textBefore(blocks, index)) ?? heading
      addTable(artifacts, block, name, heading)
    } else artifacts.push({ kind: 'figure', ...found })
  }
  return artifacts
}

/** A table without a text, say of pictures, is none. */
function addTable(artifacts: Artifact[], block: TableBlock, name: string | null, heading: string | null): void {
  if (block.grid.cells.length > 0) artifacts.push(tableArtifact(block, name))
  for (const inner of block.inner) {
    if (inner.kind === 'picture') artifacts.push({ kind: 'figure', ...found })
    else addTable(artifacts, inner, announced(inner.above) ?? heading, heading)
  }
}

/** The text before a table, pictures in between not counted; none where it is of a picture. */
function textBefore(blocks: readonly StoryBlock[], index: number): ParagraphBlock | undefined {
  let at = index - 1
  while (blocks[at]?.kind === 'picture') at--
  const before = blocks[at]
  if (before?.kind !== 'paragraph') return undefined
  return before.role === 'caption' ? captionAt(blocks, at) : before
}

/** A caption beside a table; one between two tables is of the one that captions of this document stand by. */
function captionOf(blocks: readonly StoryBlock[], index: number, captionsStandBelow: boolean): string | null {
  const above = captionAt(blocks, index - 1)
  const below = captionAt(blocks, index + 1)
  if (above && !(captionsStandBelow && blocks[index - 2]?.kind === 'table')) return above.text
  if (below && (captionsStandBelow || blocks[index + 2]?.kind !== 'table')) return below.text
  return null
}

/** A caption that does not belong to a picture. */
function captionAt(blocks: readonly StoryBlock[], index: number): ParagraphBlock | undefined {
  const block = blocks[index]
  if (block?.kind !== 'paragraph' || block.role !== 'caption') return undefined
  return blocks[index - 1]?.kind === 'picture' && FIGURE_WORDS.test(block.text) ? undefined : block
}

/** Whether captions stand below their tables: decided by those with a table on one side only. */
function standBelow(blocks: readonly StoryBlock[]): boolean {
  let below = 0
  for (let index = 0; index < blocks.length; index++) {
    if (!captionAt(blocks, index)) continue
    below += Number(blocks[index - 1]?.kind === 'table') - Number(blocks[index + 1]?.kind === 'table')
  }
  return below > 0
}

/** What a text before a table calls it, if it does: a caption in all but style, or a line that ends with a colon. */
function announced(text: ParagraphBlock | undefined): string | null {
  if (text?.role === 'caption') return text.text
  if (text?.role !== 'paragraph' || text.text.length > MAX_CAPTION_CHARACTERS) return null
  return CAPTION_WORDS.test(text.text) || text.text.endsWith(':') ? text.text.replace(/:$/, '') : null
}

const FIGURE = /^[^\p{L}]*\d[^\p{L}]*$/u

/** Headers are laid out in tables: only one with figures in several rows and columns is a table of figures. */
function holdsFigures({ grid: { cells, col_count } }: TableBlock): boolean {
  return col_count > 1 && new Set(cells.filter(({ text }) => FIGURE.test(text)).map(({ row }) => row)).size > 1
}

/** The artifacts of headers or footers; what several of them say is there once. */
export function toMarginArtifacts(role: 'header' | 'footer', blocks: readonly StoryBlock[]): Artifact[] {
  const artifacts = new Map<string, Artifact>()
  const add = (artifact: Artifact) => artifacts.set(JSON.stringify(artifact), artifact)
  const addBlock = (block: StoryBlock): void => {
    if (block.kind === 'paragraph') add(textArtifact(role, block.text))
    else if (block.kind === 'table') {
      if (holdsFigures(block)) add(tableArtifact(block, null))
      else for (const { text } of block.grid.cells) add(textArtifact(role, text))
      block.inner.forEach(addBlock)
    }
  }
  blocks.forEach(addBlock)
  return [...artifacts.values()]
}
