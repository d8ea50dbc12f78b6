/** What a table is called: its caption, else the nearest heading. */
import type { BBox, Table } from '../model.ts'
import { isCaption, isFigureCaption, withoutContinued } from './captions.ts'
import { overlap, spanX } from './geometry.ts'
import type { TextBlock } from './text-blocks.ts'

/** A caption farther from its table than this is another's. Points. */
const maxCaptionGap = 60
const maxNameLength = 200

/** Gives each table the name that the page prints for it; null where the page says nothing. */
export function nameTables(tables: readonly Table[], blocks: readonly TextBlock[]): Table[] {
  return tables.map((table) => ({ ...table, name: table.bbox && nameFor(table.bbox, tables, blocks) }))
}

function nameFor(box: BBox, tables: readonly Table[], blocks: readonly TextBlock[]): string | null {
  const beside = blocks.filter((block) => overlap(spanX(block.bbox), spanX(box)) > 0 && !isFigureCaption(block.text))
  const ceiling = Math.max(0, ...tables.map((table) => table.bbox?.[3] ?? 0).filter((bottom) => bottom <= box[1]))
  const above = beside
    .filter((block) => block.bbox[3] <= box[1] + 4 && block.bbox[1] >= ceiling - 2)
    .sort((a, b) => b.bbox[3] - a.bbox[3])
  const captionAt = above.findIndex((block) => isCaption(block.text) && box[1] - block.bbox[3] <= maxCaptionGap)
  if (captionAt >= 0) return clean(captionText(above, captionAt))
  const nearest = above.find((block) => block.role === 'caption' && box[1] - block.bbox[3] <= maxCaptionGap / 2)
  if (nearest) return clean(nearest.text)
  const below = beside.find(
    (block) => isCaption(block.text) && block.bbox[1] >= box[3] - 4 && block.bbox[1] - box[3] <= maxCaptionGap / 2,
  )
  if (below) return clean(below.text)
  const heading = above.find((block) => block.role === 'heading' || block.role === 'title')
  return heading ? clean(heading.text) : null
}

/** "Table 3" alone is followed by what the table is about. */
function captionText(above: readonly TextBlock[], at: number): string {
  const caption = above[at]
  const next = above[at - 1]
  if (!caption) return ''
  const onlyNumber = caption.text.split(' ').length <= 2
  return onlyNumber && next && next.text.length < maxNameLength ? `${caption.text} ${next.text}` : caption.text
}

function clean(text: string): string | null {
  const name = withoutContinued(text)
    .replace(/\s+/g, ' ')
    .replace(/[\s:]+$/, '')
  return name === '' ? null : name.slice(0, maxNameLength)
}
