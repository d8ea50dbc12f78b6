/** What leaves the reading process can be stored and sent: text that every database and file takes, and real numbers. */
import type { BBox } from '../schedules/model.ts'
import type { Artifact, PageResult, TableArtifact } from './model.ts'
import { UnreadableError } from './unreadable.ts'

/**
 * A schedule of 50,000 rows and ten columns on one page. The artifact of a page is one JSON value, of which PostgreSQL
 * takes 256 MiB, and a cell with its box is about 250 bytes of it.
 */
export const MAX_PAGE_CELLS = 500_000
/** UTF-16 units. A million glyphs on a page is eight times what a very dense one has. */
export const MAX_PAGE_TEXT = 32 * 2 ** 20

/** Control characters but tab and line ends: JSON in PostgreSQL has no U+0000, XML none of the others. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROLS = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g

const fitText = (text: string): string => text.toWellFormed().replace(CONTROLS, '\ufffd')

const isBox = (box: BBox | null): boolean => box === null || box.every(Number.isFinite)
const isShare = (share: number): boolean => share >= 0 && share <= 1

/** The same page, its texts with U+FFFD for what cannot be stored. Throws UnreadableError, page_unreadable. */
export function fitToStore(page: PageResult): PageResult {
  const artifacts = page.artifacts.map(fitArtifact)
  const measures = [page.width ?? 0, page.height ?? 0]
  if (!measures.every(Number.isFinite) || !artifacts.every(isSound))
    throw new UnreadableError('page_unreadable', `Page ${page.number} has coordinates that no page can have.`)
  const tables = artifacts.filter((artifact) => artifact.kind === 'table')
  const cells = tables.reduce((sum, table) => sum + table.cells.length, 0)
  if (cells > MAX_PAGE_CELLS)
    throw new UnreadableError('page_unreadable', `Page ${page.number} has more than ${MAX_PAGE_CELLS} cells.`)
  if (artifacts.reduce((sum, artifact) => sum + lengthOf(artifact), 0) > MAX_PAGE_TEXT)
    throw new UnreadableError('page_unreadable', `Page ${page.number} has more text than ${MAX_PAGE_TEXT} characters.`)
  return { ...page, artifacts }
}

function fitArtifact(artifact: Artifact): Artifact {
  if (artifact.kind === 'figure') return artifact
  if (artifact.kind === 'text') return { ...artifact, text: fitText(artifact.text) }
  const name = artifact.name === null ? null : fitText(artifact.name)
  return { ...artifact, name, cells: artifact.cells.map((cell) => ({ ...cell, text: fitText(cell.text) })) }
}

const isSound = (artifact: Artifact): boolean =>
  isBox(artifact.bbox) &&
  isShare(artifact.confidence) &&
  (artifact.kind !== 'text' || artifact.font_size === null || Number.isFinite(artifact.font_size)) &&
  (artifact.kind !== 'table' || artifact.cells.every((cell) => isBox(cell.bbox) && isShare(cell.confidence)))

const lengthOf = (artifact: Artifact): number => {
  if (artifact.kind === 'figure') return 0
  return artifact.kind === 'text' ? artifact.text.length : lengthOfCells(artifact)
}

const lengthOfCells = ({ name, cells }: TableArtifact): number =>
  cells.reduce((sum, { text }) => sum + text.length, name?.length ?? 0)
