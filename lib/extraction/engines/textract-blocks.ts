/**
 * The blocks of one AnalyzeDocument response: looked up by id, followed by relationship, and placed on the page as it
 * reads. Shapes are those of "Text Detection and Document Analysis Response Objects" of Textract's developer guide:
 * places are shares of the picture's sides, confidences hundredths.
 */
import type { Block, BlockType, Geometry, RelationshipType } from '@aws-sdk/client-textract'
import type { BBox } from '../../schedules/model.ts'
import { type QuarterTurn, type Size, turnBox, turnedSize } from '../quarter-turn.ts'

/** A word, or a box to be ticked, as it stands on the upright page; points. */
export type Piece = { id: string; text: string; bbox: BBox; confidence: number; font_size: number }

export type Blocks = {
  /** Of the page turned clockwise by `turned` from how it is displayed: its text reads from left to right. */
  size: Size
  turned: QuarterTurn
  /** In the order of the response. */
  ofType(...types: BlockType[]): Block[]
  children(block: Block, relationship?: RelationshipType): Block[]
  /** On the upright page, points. */
  boxOf(block: Block): BBox
  /** All that can be read under a block, in its order, each piece once. */
  piecesOf(block: Block): Piece[]
}

const TICKED = '☒'
const UNTICKED = '☐'

/** 0..1; nothing is known of what has no confidence. */
export const shareOf = (confidence: number | undefined): number => Math.min(1, Math.max(0, (confidence ?? 0) / 100))

/** `displayed` is the size of the page in points. */
export function indexBlocks(all: readonly Block[], displayed: Size): Blocks {
  const byId = new Map(all.map((block) => [block.Id, block]))
  const turned = readingTurn(all, displayed)
  const boxOf = (block: Block) => turnBox(boxIn(block.Geometry, displayed), displayed, turned)
  const children = (block: Block, relationship: RelationshipType = 'CHILD') =>
    (block.Relationships ?? [])
      .filter(({ Type }) => Type === relationship)
      .flatMap(({ Ids = [] }) => Ids.flatMap((id) => byId.get(id) ?? []))
  const sizes = new Map<string | undefined, number>()
  for (const line of all)
    if (line.BlockType === 'LINE') for (const word of children(line)) sizes.set(word.Id, heightOf(line, displayed))

  const pieceOf = (block: Block): Piece => ({
    id: block.Id ?? '',
    text: block.BlockType === 'WORD' ? (block.Text ?? '') : block.SelectionStatus === 'SELECTED' ? TICKED : UNTICKED,
    bbox: boxOf(block),
    confidence: shareOf(block.Confidence),
    font_size: sizes.get(block.Id) ?? heightOf(block, displayed),
  })

  /** Blocks point to each other, and nothing forbids that they do so in a circle. */
  function piecesOf(block: Block, seen = new Set<Block>()): Piece[] {
    if (seen.has(block)) return []
    seen.add(block)
    if (block.BlockType === 'WORD' || block.BlockType === 'SELECTION_ELEMENT') return [pieceOf(block)]
    return children(block).flatMap((child) => piecesOf(child, seen))
  }

  return {
    size: turnedSize(displayed, turned),
    turned,
    ofType: (...types) => all.filter(({ BlockType }) => BlockType !== undefined && types.includes(BlockType)),
    children,
    boxOf,
    piecesOf: (block) => piecesOf(block).filter(({ text }) => text.trim() !== ''),
  }
}

/** From shares of the sides to points of the page as displayed, within it. */
export function boxIn(geometry: Geometry | undefined, { width, height }: Size): BBox {
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = geometry?.BoundingBox ?? {}
  const share = (at: number) => Math.min(1, Math.max(0, at))
  return [share(Left) * width, share(Top) * height, share(Left + Width) * width, share(Top + Height) * height]
}

/** The turn that makes most characters read from left to right. */
function readingTurn(blocks: readonly Block[], size: Size): QuarterTurn {
  const characters = new Map<QuarterTurn, number>()
  for (const { BlockType, Geometry, Text = '' } of blocks) {
    if (BlockType !== 'WORD') continue
    const turn = turnOf(Geometry, size)
    characters.set(turn, (characters.get(turn) ?? 0) + Text.length)
  }
  const [most] = [...characters].sort((a, b) => b[1] - a[1])
  return most?.[0] ?? 0
}

/** A polygon begins at the top left of what it surrounds, as that reads, and goes on to its top right. */
function turnOf(geometry: Geometry | undefined, { width, height }: Size): QuarterTurn {
  const [start, end] = geometry?.Polygon ?? []
  const right = ((end?.X ?? 1) - (start?.X ?? 0)) * width
  const down = ((end?.Y ?? 0) - (start?.Y ?? 0)) * height
  if (Math.abs(right) >= Math.abs(down)) return right >= 0 ? 0 : 180
  return down > 0 ? 270 : 90
}

/** How high a line of print is, askew or not: from its top left corner to its bottom left one. */
function heightOf({ Geometry }: Block, size: Size): number {
  const [topLeft, , , bottomLeft] = Geometry?.Polygon ?? []
  const [x0, y0, x1, y1] = boxIn(Geometry, size)
  const height =
    topLeft && bottomLeft
      ? Math.hypot(
          ((bottomLeft.X ?? 0) - (topLeft.X ?? 0)) * size.width,
          ((bottomLeft.Y ?? 0) - (topLeft.Y ?? 0)) * size.height,
        )
      : Math.min(x1 - x0, y1 - y0)
  return Math.round(height * 10) / 10
}
