/** Who sells: named by a heading, else the name in the letterhead or the footer, by what stands around it. */
import { sellerLabels } from './labels.ts'
import { buyerSegments, column, letterheads } from './letterhead.ts'
import type { InvoiceField } from './model.ts'
import { domainsOf, isName, legalForms, type NameCandidate, trimmed, worthOfName } from './names.ts'
import { type PrintedLine, plainly, type Segment } from './printed-lines.ts'
import { topLines } from './receipt-top.ts'

const accountHolder =
  /\b(?:account (?:holder|name)|beneficiary|titulaire(?: du compte)?|kontoinhaber(?:in)?|rekeninghouder|titular|intestatario|ten name van|t\.n\.v\.?|soci[e]t[e]|raison sociale|zahlungsempfanger)\b[ .:]*/

/** The seller's name; never the one under a heading for the buyer. */
export function findVendor(lines: readonly PrintedLine[], receipt: boolean): InvoiceField | null {
  const domains = domainsOf(lines)
  const candidates = [
    // On a receipt whoever is called the seller stands at the till.
    ...(receipt ? [] : named(lines, domains)),
    ...holders(lines, domains),
    ...(receipt ? topLines(lines, domains) : letterheads(lines, buyerSegments(lines), domains)),
  ]
  const [surest] = candidates.sort((a, b) => b.score - a.score)
  if (!surest || surest.score < 2) return null
  const best = { ...(inFull(surest, candidates) ?? surest), score: surest.score }
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

/** The same name with the form of the company, where it stands elsewhere: a house goes by less than it is called. */
function inFull({ text }: NameCandidate, candidates: readonly NameCandidate[]): NameCandidate | undefined {
  const short = plainly(text)
  if (legalForms.test(short)) return undefined
  return candidates.find((other) => {
    const full = plainly(other.text)
    return other.score > 0 && full.startsWith(`${short} `) && legalForms.test(full)
  })
}

/** Under or behind a heading such as `Seller`: in a list of labels the one called `Name`, else the first that is a name. */
function named(lines: readonly PrintedLine[], domains: readonly string[]): NameCandidate[] {
  const found: NameCandidate[] = []
  for (const { segments } of lines) {
    for (const segment of segments) {
      const label = sellerLabels.exec(segment.plain)
      if (!label || (!/:|^.{0,40}$/.test(segment.plain) && segment.plain.length > 60)) continue
      const rest = segment.text.slice(label[0].length).trim()
      if (rest) {
        if (/:/.test(label[0]) || isName(rest))
          found.push({ text: trimmed(rest), segments: [segment], score: 8 + worthOfName(rest, domains) })
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
      const near = [...(right && /:$/.test(segment.text) ? [right] : []), ...block.slice(0, 3)].filter(({ text }) =>
        isName(text),
      )
      near.slice(0, 2).forEach((one, rank) => {
        found.push({
          text: trimmed(one.text),
          segments: [one],
          score: 8 - 2 * rank + worthOfName(one.text, domains),
        })
      })
    }
  }
  return found
}

const rightOf = (lines: readonly PrintedLine[], { line, place }: Segment): Segment | undefined =>
  lines[line]?.segments[place + 1]

/** Whoever holds the account is paid. */
function holders(lines: readonly PrintedLine[], domains: readonly string[]): NameCandidate[] {
  return lines.flatMap(({ segments }) =>
    segments.flatMap((segment): NameCandidate[] => {
      const label = accountHolder.exec(segment.plain)
      if (!label) return []
      const rest = trimmed(segment.text.slice(label.index + label[0].length))
      return isName(rest) ? [{ text: rest, segments: [segment], score: 5.5 + worthOfName(rest, domains) }] : []
    }),
  )
}
