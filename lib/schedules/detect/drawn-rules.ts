/** Which lines of a page rule its tables: drawn ones, and edges of shaded areas where nothing is drawn. */
import type { BBox, Rule } from '../model.ts'
import { clusterMeans, contains } from './geometry.ts'
import { isUpright, ruledRegions } from './regions.ts'

/**
 * Shading is often a box for each line of text, inset from the cell: inside a lattice of drawn lines its edges (rules
 * without thickness) are left out.
 */
export function withoutInnerShading(rules: readonly Rule[]): Rule[] {
  const drawn = rules.filter((rule) => rule.thickness > 0)
  if (drawn.length === rules.length) return [...rules]
  const lattices = ruledRegions(drawn)
    .map(({ bbox }) => bbox)
    .filter((box) => isLattice(box, drawn))
  return rules.filter((rule) => rule.thickness > 0 || !lattices.some((box) => isWithin(rule, box)))
}

function isWithin(rule: Rule, box: BBox): boolean {
  return contains(box, rule.x0, rule.y0, 3) && contains(box, rule.x1, rule.y1, 3)
}

function isLattice(box: BBox, drawn: readonly Rule[]): boolean {
  const inside = drawn.filter((rule) => isWithin(rule, box))
  const columns = clusterMeans(
    inside.filter(isUpright).map((rule) => rule.x0),
    3,
  ).length
  const rows = clusterMeans(
    inside.filter((rule) => !isUpright(rule)).map((rule) => rule.y0),
    3,
  ).length
  return columns >= 3 && rows >= 3
}
