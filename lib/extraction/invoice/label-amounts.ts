/** What each amount is in its place: by its label, the heading of its column, and the share that it has in another. */
import { formatDecimal } from '../../schedules/decimal.ts'
import { type Kind, kindOf } from './amount-kinds.ts'
import type { Amount } from './amounts.ts'

export type Labelled = Amount & { kind: Kind }

export const labelAmounts = (amounts: readonly Amount[]): Labelled[] =>
  amounts.map((amount) => ({ ...amount, kind: isShare(amount, amounts) ? 'tax' : kindInRow(amount) }))

/** What a row of sums has in its columns is said by their headings: `Total` stands before the net, the tax and the gross. */
function kindInRow({ label, heading }: Amount): Kind {
  const kind = kindOf(label)
  const column = heading && inSums.has(kind) ? kindOf(heading) : kind
  return column === 'total' || !inSums.has(column) ? kind : column
}
const inSums: ReadonlySet<Kind> = new Set(['total', 'gross', 'net', 'tax', 'previous', 'aside'])

/** `incl. 19 % VAT 1.04` names the tax where `incl. 19 % VAT 6.50` names the sum: what the share of another amount is. */
function isShare({ value, label }: Amount, amounts: readonly Amount[]): boolean {
  const [, rate] = shareLabel.exec(label) ?? []
  if (!rate) return false
  const percent = Number(rate.replace(' ', '.'))
  const own = Math.abs(Number(formatDecimal(value)))
  return amounts.slice(0, MOST_WHOLES).some((other) => {
    const whole = Math.abs(Number(formatDecimal(other.value)))
    return whole > own && Math.abs((whole * percent) / (100 + percent) - own) < 0.015
  })
}
/** Amounts; on a paper with more the share is left to its label. */
const MOST_WHOLES = 500
const shareLabel =
  /^(?:total )?(?:in[ck]\w*|enth\w*|dont|darin|davon|waarvan|di cui|mit|met|con)\b.{0,12}?(\d{1,2}(?: \d{1,2})?) ?%/
