/**
 * The text around Textract's tables, by its LAYOUT blocks ("Layout Response Objects" of Textract's developer guide):
 * each word that is in no table goes into one text, and none is lost where the layout does not mention it.
 */
import type { Block, BlockType } from '@aws-sdk/client-textract'
import { isCaption } from '../../schedules/detect/captions.ts'
import { median, unionBox } from '../../schedules/detect/geometry.ts'
import type { BBox } from '../../schedules/model.ts'
import type { TextRole } from '../model.ts'
import type { Blocks, Piece } from './textract-blocks.ts'
import { type FoundTable, meanConfidence, textOf } from './textract-tables.ts'

export type FoundText = { role: TextRole; text: string; bbox: BBox; confidence: number; font_size: number }

const ROLES = {
  LAYOUT_TITLE: 'title',
  LAYOUT_SECTION_HEADER: 'heading',
  LAYOUT_HEADER: 'header',
  LAYOUT_FOOTER: 'footer',
  LAYOUT_PAGE_NUMBER: 'footer',
  LAYOUT_TEXT: 'paragraph',
  LAYOUT_LIST: 'paragraph',
  LAYOUT_KEY_VALUE: 'paragraph',
  LAYOUT_TABLE: 'paragraph',
  LAYOUT_FIGURE: 'paragraph',
} as const satisfies Partial<Record<BlockType, TextRole>>

const LAYOUT = Object.keys(ROLES) as (keyof typeof ROLES)[]

/** A caption is a line or two; longer text that begins like one speaks of the table. */
const MOST_CAPTION_PIECES = 60

/** Texts without order, on the upright page: what the layout names, then the lines that it leaves out. */
export function findTexts(blocks: Blocks, tables: readonly FoundTable[]): FoundText[] {
  const used = new Set(tables.flatMap(({ pieces }) => [...pieces]))
  const texts = tables.flatMap(({ title, footer }) => [
    ...foundText(title, 'caption'),
    ...foundText(footer, 'paragraph'),
  ])
  const take = (block: Block, role: TextRole) => {
    const pieces = blocks.piecesOf(block).filter(({ id }) => !used.has(id))
    for (const { id } of pieces) used.add(id)
    texts.push(...foundText(pieces, role))
  }
  // A list is made of texts, which stand in the response by themselves too.
  const inLists = new Set(blocks.ofType('LAYOUT_LIST').flatMap((list) => blocks.children(list)))
  for (const block of blocks.ofType(...LAYOUT)) if (!inLists.has(block)) take(block, roleOf(block))
  for (const line of blocks.ofType('LINE')) take(line, 'paragraph')
  return texts
}

/** Pictures, on the upright page. */
export const findFigures = (blocks: Blocks): BBox[] => blocks.ofType('LAYOUT_FIGURE').map(blocks.boxOf)

const roleOf = ({ BlockType }: Block): TextRole => ROLES[BlockType as keyof typeof ROLES]

function foundText(pieces: readonly Piece[], role: TextRole): FoundText[] {
  if (pieces.length === 0) return []
  const text = textOf(pieces)
  const captioned = (role === 'paragraph' || role === 'heading') && pieces.length <= MOST_CAPTION_PIECES
  return [
    {
      role: captioned && isCaption(text) ? 'caption' : role,
      text,
      bbox: unionBox(pieces.map(({ bbox }) => bbox)),
      confidence: meanConfidence(pieces),
      font_size: median(pieces.map(({ font_size }) => font_size)),
    },
  ]
}
