/** Who sells: named by a heading, else the name in the letterhead or the footer, by what stands around it. */

import { imprints } from './imprint.ts'
import { sellerLabels } from './labels.ts'
import { buyerSegments, column, letterheads } from './letterhead.ts'
import type { InvoiceField } from './model.ts'
import {
  domainsOf,
  hasPostalCode,
  isName,
  isStreet,
  legalForms,
  type NameCandidate,
  trimmed,
  worthOfName,
} from './names.ts'
import { type PrintedLine, plainly, type Segment } from './printed-lines.ts'
import { topLines } from './receipt-top.ts'
import { inFull, unwrapped } from './whole-name.ts'

const accountHolder =
  /\b(?:(?:checks?|cheques?) (?:should be made )?payable to|account (?:holder|name)|beneficiary|titulaire du compte|kontoinhaber(?:in)?|rekeninghouder|titular (?:de )?(?:la )?(?:cuenta|conta)|intestatario|ten name van|t\.n\.v\.?|soci[e]t[e]|raison sociale|zahlungsempfanger)\b[ .:]*/

/** At the foot of a receipt others are named too. */
const ON_RECEIPT = 4

/** What speaks for a name must be more than what speaks against it. */
const LEAST = 1

/** The seller's name; never the one under a heading for the buyer. */
export function findVendor(lines: readonly PrintedLine[], receipt: boolean): InvoiceField | null {
  const domains = domainsOf(lines)
  const buyers = buyerSegments(lines)
  const candidates = [
    // On a receipt whoever is called the seller stands at the till.
    ...(receipt ? [] : named(lines, domains)),
    ...holders(lines, domains),
    ...(receipt ? topLines(lines, domains) : letterheads(lines, buyers, domains)),
    ...imprints(lines, buyers, domains).map((one) => (receipt ? { ...one, score: one.score - ON_RECEIPT } : one)),
  ]
  const [surest] = candidates.sort((a, b) => b.score - a.score)
  if (!surest || surest.score < LEAST) return null
  const whole = unwrapped(lines, inFull(surest, candidates) ?? surest, domains)
  const best = { ...whole, score: surest.score }
  const boxes = best.segments.map(({ bbox }) => bbox)
  const read = best.segments.flatMap(({ words }) => words.map(({ confidence }) => confidence))
  const confidence =
    Math.min(0.95, 0.25 + best.score / 18) * Math.max(0.5, read.reduce((a, b) => a + b, 0) / read.length)
  return {
    value: best.text,
    text: best.text,
    page: best.segments[0]?.page ?? null,
    bbox: [
      Math.min(...boxes.map(([x0]) => x0)),
      Math.min(...boxes.map(([, y0]) => y0)),
      Math.max(...boxes.map(([, , x1]) => x1)),
      Math.max(...boxes.map(([, , , y1]) => y1)),
    ],
    confidence: Math.round(confidence * 1000) / 1000,
  }
}

/** Who is called so may be the house, or somebody at its counter. */
const clerk = /^(?:sold by|verkaufer|vendeur|vendedor|venditore|verkoper|saljare|saelger|sælger|selger|myyja)\b/

/** On a market's paper the market has the letterhead and the site. */
const seller =
  /^(?:sold|seller|vendor|verkauft|verkaufer|vendu|vendeur|vendido|vendedor|venduto|venditore|verkocht|verkoper|sprzeda)/
const SOLD = 4

/** How much a heading says for the name under or behind it: a clerk's has neither address nor form. */
function worthOfHeading(label: string, name: string, block: readonly Segment[], domains: readonly string[]): number {
  const told = worthOfName(name, domains) > 0 || block.some(({ text }) => hasPostalCode(text) || isStreet(text))
  if (clerk.test(label) && !told) return -NAMED
  return NAMED + (seller.test(label) && legalForms.test(plainly(name)) ? SOLD : 0)
}

/** More than a letterhead is worth: on a market's paper the seller has a heading. */
const NAMED = 10

/** Under or behind a heading such as `Seller`: in a list of labels the one called `Name`, else the first that is a name. */
function named(lines: readonly PrintedLine[], domains: readonly string[]): NameCandidate[] {
  const found: NameCandidate[] = []
  for (const { segments } of lines) {
    for (const segment of segments) {
      const label = sellerLabels.exec(segment.plain)
      if (!label || (!/:|^.{0,40}$/.test(segment.plain) && segment.plain.length > 60)) continue
      if (label[0].startsWith('from') && segments.some(({ plain }) => /^to\b/.test(plain))) continue
      const rest = segment.text.slice(label[0].length).trim()
      if (rest) {
        const heading = worthOfHeading(label[0], rest, column(lines, segment, 4), domains)
        if (/:/.test(label[0]) || isName(rest))
          found.push({ text: trimmed(rest), segments: [segment], score: heading + worthOfName(rest, domains) })
        continue
      }
      const block = column(lines, segment)
      const listed = block.find(({ plain }) =>
        /^(?:name|firma|company(?! (?:no|reg|id|num))|nom|naam|nombre|nome|ragione sociale)\b ?:?/.test(plain),
      )
      const beside = listed && (rightOf(lines, listed)?.text ?? listed.text.replace(/^[^:]*:\s*/, ''))
      if (listed && beside) {
        found.push({ text: trimmed(beside), segments: [rightOf(lines, listed) ?? listed], score: 14 })
        continue
      }
      const right = rightOf(lines, segment)
      const told = right && (/:$/.test(segment.text) || worthOfName(right.text, domains) > 0)
      const near = [...(told ? [right] : []), ...block.slice(0, 3)].filter(({ text }) => isName(text))
      near.slice(0, 2).forEach((one, rank) => {
        found.push({
          text: trimmed(one.text),
          segments: [one],
          score: worthOfHeading(label[0], one.text, block, domains) - 2 * rank + worthOfName(one.text, domains),
        })
      })
    }
  }
  return found
}

const rightOf = (lines: readonly PrintedLine[], { line, place }: Segment): Segment | undefined =>
  lines[line]?.segments[place + 1]

/** Who has bought the claim is paid, and has sold nothing. */
const assigned =
  /\babgetreten\b|\babtretung\b|\bassigned to\b|\b(?:cedee?s?|subroge\w*) (?:a|dans)\b|\bcedid[oa]s? a\b|\bcedut[oa] a\b|\bgecedeerd\b|\bfactoring\b/

/** Whoever holds the account is paid. */
function holders(lines: readonly PrintedLine[], domains: readonly string[]): NameCandidate[] {
  if (lines.some(({ plain }) => assigned.test(plain))) return []
  return lines.flatMap(({ segments }) =>
    segments.flatMap((segment): NameCandidate[] => {
      const label = accountHolder.exec(segment.plain)
      if (!label) return []
      const rest = trimmed(segment.text.slice(label.index + label[0].length))
      return isName(rest) ? [{ text: rest, segments: [segment], score: 6.5 + worthOfName(rest, domains) }] : []
    }),
  )
}
