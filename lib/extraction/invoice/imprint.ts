/** What the law has a company print: its full name, wherever on the paper, with its seat or its numbers behind it. */
import { contact } from './letterhead.ts'
import {
  ends,
  hasPostalCode,
  isName,
  legalForms,
  type NameCandidate,
  otherRoles,
  sentences,
  trimmed,
  upToForm,
  worthOfName,
} from './names.ts'
import { type PrintedLine, plainly, type Segment } from './printed-lines.ts'

const SEATED = 2.5

/** Full names of companies that stand amid other words, or on a page after the first. */
export function imprints(
  lines: readonly PrintedLine[],
  buyers: ReadonlySet<Segment>,
  domains: readonly string[],
): NameCandidate[] {
  const first = lines[0]?.page
  return lines.flatMap(({ page, segments }) =>
    segments.flatMap((segment) => {
      if (buyers.has(segment) || otherRoles.test(segment.plain)) return []
      if (!legalForms.test(segment.plain)) return addressed(segment, domains)
      const parts = segment.text
        .split(sentences)
        .flatMap((sentence) => sentence.split(ends))
        .map(upToForm)
        .map(trimmed)
      const seated = hasPostalCode(segment.text) || contact.test(segment.plain)
      return parts.flatMap((part, index): NameCandidate[] => {
        const told = index > 0 || page !== first
        if (!told || !legalForms.test(plainly(part)) || !isName(part) || !/^\p{Lu}/u.test(part)) return []
        const score = worthOfName(part, domains) + (seated ? SEATED : 0) - (index > 0 ? 1 : 0)
        return [{ text: part, segments: [segment], score }]
      })
    }),
  )
}

/** Names of two words or more, with an address behind them and no form of a company, that begin a later sentence of a line. */
function addressed(segment: Segment, domains: readonly string[]): NameCandidate[] {
  return segment.text
    .split(sentences)
    .slice(1)
    .flatMap((sentence): NameCandidate[] => {
      const [name = '', ...rest] = sentence.split(ends)
      if (!/^\p{Lu}\S+(?: (?:\p{Lu}|&)\S*)+$/u.test(name) || !isName(name)) return []
      if (!rest.slice(0, 4).some((part) => hasPostalCode(part))) return []
      return [{ text: trimmed(name), segments: [segment], score: worthOfName(name, domains) + SEATED }]
    })
}
