/** Pages with all or some of their drawn lines taken away: less to go by, and so more that is read wrongly. */
import type { PageLayout, Rule } from '../../lib/schedules/model.ts'
import { type Random, randomOf } from '../print-figures.ts'

const isUpright = ({ x0, y0, x1, y1 }: Rule) => y1 - y0 > x1 - x0

const keepers: ((rule: Rule, random: Random) => boolean)[] = [
  () => false,
  (rule) => !isUpright(rule),
  (_, random) => !random.chance(0.1),
  (_, random) => !random.chance(0.3),
]

/** The same pages in four ways; the same seed takes the same lines away. */
export const disturbed = (pages: readonly PageLayout[], seed: number): PageLayout[][] =>
  keepers.map((keeps) => {
    const random = randomOf(seed)
    return pages.map((page) => ({ ...page, rules: page.rules.filter((rule) => keeps(rule, random)) }))
  })
