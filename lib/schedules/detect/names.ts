/** What a table is called: its caption, else the nearest heading, with what stands below that of unit and time. */
import type { BBox, Table } from '../model.ts'
import { isCaption, isFigureCaption, withoutContinued } from './captions.ts'
import { overlap, spanX } from './geometry.ts'
import { isNoName, leadsOn } from './not-names.ts'
import { saysTime, saysUnit } from './said-of-all.ts'

/** As much of a block of text as its use as a name depends on. */
export type NamedBlock = { bbox: BBox; text: string; role: string }

/** A caption farther from its table than this is another's. Points. */
const maxCaptionGap = 60
/** What is not set as a heading names what stands right below it. Points. */
const maxLineGap = 30
const maxLineWords = 25
const maxCapitals = 12
/** A sentence right above a table names it rather than a heading farther off. Points. */
const maxHeadingGap = 200
const headsText = /^(?:note|schedule|statement|exhibit|appendix|annex|anlage|anhang)\b/i
const maxNameLength = 200
/** With fewer words the left end of a head says what the rows are, and not what the table is. */
const minHeadWords = 3

/** Gives each table the name that the page prints for it; null where the page says nothing. */
export function nameTables(tables: readonly Table[], blocks: readonly NamedBlock[]): Table[] {
  return tables.map((table) => ({ ...table, name: table.bbox && nameFor(table, table.bbox, tables, blocks) }))
}

function nameFor(table: Table, box: BBox, tables: readonly Table[], blocks: readonly NamedBlock[]): string | null {
  const beside = blocks.filter(
    ({ bbox, text }) =>
      overlap(spanX(bbox), spanX(box)) > 0 &&
      !isFigureCaption(text) &&
      (saysUnit(text) || !isNoName(withoutContinued(text))),
  )
  const upper = tables.flatMap(({ bbox }) => (bbox && bbox[3] <= box[1] ? [bbox] : [])).sort((a, b) => b[3] - a[3])[0]
  const above = beside
    .filter(({ bbox }) => bbox[3] <= box[1] + 4 && bbox[1] >= (upper?.[3] ?? 0) - 2)
    .sort((a, b) => b.bbox[3] - a.bbox[3])
  const said = above.filter((block) => isNear(block, box) && (saysUnit(block.text) || saysTime(block.text)))
  const titles = above.filter((block) => !said.includes(block) && !isOfTableAbove(block, upper, box))
  const title = captionOf(titles, box) ?? shownBelow(beside, box) ?? headingOf(titles, box) ?? headOf(table)
  return clean(title === null ? said.map(({ text }) => text).join(' ') : withSaid(title, said))
}

const isNear = ({ bbox }: NamedBlock, box: BBox): boolean => box[1] - bbox[3] <= maxCaptionGap

/** A caption below a table, and nearer to it than to the next one. */
function isOfTableAbove({ bbox, text }: NamedBlock, upper: BBox | undefined, box: BBox): boolean {
  return upper !== undefined && isCaption(text) && bbox[1] - upper[3] < Math.min(maxLineGap, box[1] - bbox[3])
}

/** A caption, or a short line right above, from the nearest on. "Table 3" alone is followed by what the table is about. */
function captionOf(titles: readonly NamedBlock[], box: BBox): string | null {
  const at = titles.findIndex((block) => isCaption(block.text) && isNear(block, box))
  const [caption, next] = [titles[at], titles[at - 1]]
  if (caption) {
    const onlyNumber = withoutContinued(caption.text).split(' ').length <= 2
    return onlyNumber && next && next.text.length < maxNameLength
      ? `${withoutContinued(caption.text)} ${next.text}`
      : caption.text
  }
  const nearest = titles.find(({ role, bbox }) => role === 'caption' && box[1] - bbox[3] <= maxLineGap)
  return nearest && !leadsOn(nearest.text) ? nearest.text : null
}

function shownBelow(beside: readonly NamedBlock[], box: BBox): string | null {
  const below = beside.find(
    ({ text, bbox }) => isCaption(text) && bbox[1] >= box[3] - 4 && bbox[1] - box[3] <= maxLineGap,
  )
  return below?.text ?? null
}

/** The nearest heading, unless it is far off; else the sentence or the short line right above. */
function headingOf(titles: readonly NamedBlock[], box: BBox): string | null {
  const heading = titles.find(isHeading)
  const line = titles[0]
  const isBeside = line !== undefined && line.role !== 'header' && box[1] - line.bbox[3] <= maxLineGap
  const isLine = isBeside && line.text.split(' ').length <= maxLineWords && !/[.;,]$/.test(line.text)
  const isFar = heading !== undefined && box[1] - heading.bbox[3] > maxHeadingGap
  if (heading && !(isFar && isLine && leadsOn(line.text))) return heading.text
  return isLine ? line.text : null
}

/** "Note 12 Borrowings" heads all that follows it; the caption of a table far above is another's. */
const isHeading = ({ role, text }: NamedBlock): boolean =>
  role === 'heading' ||
  role === 'title' ||
  (role !== 'header' && isInCapitals(text)) ||
  (isCaption(text) && headsText.test(text))

function isInCapitals(text: string): boolean {
  return text === text.toUpperCase() && /\p{Lu}{4}/u.test(text) && text.split(' ').length <= maxCapitals
}

/** What stands at the left end of the head. */
function headOf({ cells, header_rows }: Table): string | null {
  const first = cells.find((cell) => cell.row === 0 && cell.col === 0 && cell.row < header_rows)?.text ?? ''
  const says = first.split(' ').filter((word) => /\p{L}/u.test(word)).length >= minHeadWords
  return says && !saysUnit(first) && !saysTime(first) && !isNoName(first) ? first : null
}

/** The title, the time and the unit, in this order. */
function withSaid(title: string, said: readonly NamedBlock[]): string {
  const units = said.filter(({ text }) => saysUnit(text))
  const times = said.filter((block) => !units.includes(block))
  const bare = clean(title) ?? ''
  const unit = units.map(({ text }) => ` (${text.replace(/^[([\s]+|[)\]\s.]+$/g, '')})`)
  return [bare, ...times.map(({ text }) => ` ${text}`), ...unit].join('')
}

function clean(text: string): string | null {
  const name = withoutContinued(text)
    .replace(/\s+/g, ' ')
    .replace(/[\s:]+$/, '')
  return name === '' ? null : name.slice(0, maxNameLength)
}
