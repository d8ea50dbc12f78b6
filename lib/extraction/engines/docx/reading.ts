/** Where the reading of a part stands: the drafts that are open, each knowing the one around it. */
import type { TextRole } from '../../model.ts'
import type { Grid, GridDraft, RowCell } from './grid.ts'
import type { Numbering } from './numbering.ts'
import type { Styles } from './styles.ts'
import type { Attributes } from './xml.ts'

/** What a document says about all its parts; `sequences` are where its counting fields stand. */
export type Formats = { styles: Styles; numbering: Numbering; sequences: Map<string, number> }

export type ParagraphBlock = { kind: 'paragraph'; role: TextRole; text: string; bold: boolean }
export type PictureBlock = { kind: 'picture' }
/** `inner` are the tables and pictures in its cells; `above` is the text before it within a cell. */
export type TableBlock = { kind: 'table'; grid: Grid; inner: (TableBlock | PictureBlock)[]; above?: ParagraphBlock }
export type StoryBlock = ParagraphBlock | PictureBlock | TableBlock

/** A field: its code is read and not printed, its result is printed. `start` is where the result begins. */
export type Field = { code: string; start: number; inResult: boolean }

/** Something that paragraphs and tables follow each other in: a part, a cell, a text box. */
export type Flow = {
  outer: Flow | undefined
  blocks: StoryBlock[]
  fields: Field[]
  /** A paragraph whose end was deleted: the next one goes on with it. */
  carried?: ParagraphDraft | undefined
}

export type ParagraphDraft = {
  outer: ParagraphDraft | undefined
  text: string
  /** Whether something in it is not bold. */
  plain: boolean
  joinsNext: boolean
  style?: string
  outline?: number
  list?: string
  level?: number
  /** Pictures in it, and text boxes. */
  after: StoryBlock[]
}

export type RunDraft = {
  outer: RunDraft | undefined
  style?: string
  bold?: boolean
  hidden?: boolean
  raised?: boolean
}

export type TableDraft = {
  outer: TableDraft | undefined
  grid: GridDraft
  inner: (TableBlock | PictureBlock)[]
  style?: string
  hasFirstRowLook: boolean
  row?: RowDraft | undefined
  cell?: CellDraft | undefined
  /** What the first cell holds. */
  first?: StoryBlock[]
}

export type RowDraft = { col: number; isHeader: boolean; dropped: boolean; cells: RowCell[] }
export type CellDraft = Pick<RowCell, 'span' | 'continues'> & { dropped: boolean }

/** Parts that sections print above and below every page. */
export type Sections = {
  parts: { role: 'header' | 'footer'; id: string | undefined; type: string }[]
  /** Whether any section has first pages of their own. */
  hasFirst: boolean
}

export type Reading = {
  formats: Formats
  flow: Flow
  paragraph?: ParagraphDraft | undefined
  run?: RunDraft | undefined
  table?: TableDraft | undefined
  /** Names of the elements that are open, the innermost last. */
  path: string[]
  sections: Sections
  /** For each alternative content that is open, whether one was chosen. */
  alternatives: boolean[]
  /** Whether the content control that is open says what to write into it. */
  placeholder?: boolean
}

/** What is done at the tags of an element, by its name. `path` is then that of its parent. */
export type Handlers = Readonly<
  Record<string, { open?: (reading: Reading, attributes: Attributes) => void; close?: (reading: Reading) => void }>
>

export const newFlow = (outer: Flow | undefined): Flow => ({ outer, blocks: [], fields: [] })

/** Adds blocks to others, however many: as arguments of one call they could be too many. */
export function append(to: StoryBlock[], blocks: readonly StoryBlock[]): void {
  for (const block of blocks) to.push(block)
}
