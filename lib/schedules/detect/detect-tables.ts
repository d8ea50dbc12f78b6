/**
 * Finds the tables of a page from its words and ruling lines, whatever read them.
 * Rules decide where they stand; where they are absent, columns are found as space that no line crosses and rows as
 * lines to which wrapped text is joined. Pure; leaves to others: joining over pages, values and checks.
 */
import type { BBox, PageLayout, Table } from '../model.ts'
import { buildTables } from './build-table.ts'
import { withoutInnerShading } from './drawn-rules.ts'
import { withoutLeaders } from './leaders.ts'
import { nameTables } from './names.ts'
import { alignedRegions, ruledRegions } from './regions.ts'
import { findTextBlocks } from './text-blocks.ts'
import { usualThresholds } from './thresholds.ts'

/** Tables from top to bottom. The layout is upright: its text reads from left to right. */
export function detectTables(page: PageLayout, least = usualThresholds): Table[] {
  const layout = { ...page, words: withoutLeaders(page.words), rules: withoutInnerShading(page.rules) }
  const ruled = ruledRegions(layout.rules).flatMap((region) => buildTables(region, layout, least))
  const taken = ruled.flatMap((table): BBox[] => (table.bbox ? [table.bbox] : []))
  const aligned = alignedRegions(layout, taken).flatMap((region) => buildTables(region, layout, least))
  const tables = [...ruled, ...aligned].sort(byPosition)
  return nameTables(tables, findTextBlocks(layout, tables))
}

function byPosition(a: Table, b: Table): number {
  return (a.bbox?.[1] ?? 0) - (b.bbox?.[1] ?? 0) || (a.bbox?.[0] ?? 0) - (b.bbox?.[0] ?? 0)
}
