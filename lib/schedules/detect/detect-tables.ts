/**
 * Finds the tables of a page from its words and ruling lines, whatever read them.
 * Rules decide where they stand; where they are absent, columns are found as space that no line crosses and rows as
 * lines to which wrapped text is joined. Pure; leaves to others: joining over pages, values and checks.
 */
import type { BBox, PageLayout, Table } from '../model.ts'
import { buildTables } from './build-table.ts'
import { cellConfidence } from './cell-confidence.ts'
import { isOfChart, plotsOf, withoutPlots } from './charts.ts'
import { withoutInnerShading } from './drawn-rules.ts'
import { framesOf, withFrames } from './frames.ts'
import { withoutLeaderRules, withoutLeaders } from './leaders.ts'
import { nameTables } from './names.ts'
import { alignedRegions, isUpright, ruledRegions } from './regions.ts'
import { findTextBlocks } from './text-blocks.ts'
import { joinTurned } from './turned.ts'
import { partUneven } from './uneven.ts'

/**
 * Tables from top to bottom. The layout is upright: its text reads from left to right. `confidenceOf` says what the
 * signs for and against a cell make of its confidence.
 */
export function detectTables(page: PageLayout, confidenceOf = cellConfidence): Table[] {
  const plots = plotsOf(page)
  const kept = withoutPlots(page, plots)
  const rules = withoutInnerShading(withoutLeaderRules(kept.rules, kept.words))
  const layout = { ...kept, words: joinTurned(withoutLeaders(kept.words), rules.filter(isUpright)), rules }
  const ruled = ruledRegions(layout.rules).flatMap((region) => buildTables(region, layout, confidenceOf))
  const taken = ruled.flatMap((table): BBox[] => (table.bbox ? [table.bbox] : []))
  const found = alignedRegions(layout, taken).flatMap((region) => partUneven(region, layout))
  const regions = withFrames(found, framesOf(layout, taken))
  const aligned = regions.flatMap((region) => buildTables(region, layout, confidenceOf))
  const tables = [...ruled, ...aligned].filter((table) => !isOfChart(table, plots)).sort(byPosition)
  return nameTables(tables, findTextBlocks(layout, tables))
}

function byPosition(a: Table, b: Table): number {
  return (a.bbox?.[1] ?? 0) - (b.bbox?.[1] ?? 0) || (a.bbox?.[0] ?? 0) - (b.bbox?.[0] ?? 0)
}
