/** A name in full: with what it has elsewhere on the paper, and with the line that it goes on in. */
import { isName, legalForms, type NameCandidate, trimmed } from './names.ts'
import { above, below, type PrintedLine, plainly, type Segment } from './printed-lines.ts'

/** What little speaks for may still say a name in full. */
const UNLIKELY = -2

/** The same name with the form of the company and all, where it stands elsewhere: a house goes by less than it is called. */
export function inFull({ text }: NameCandidate, candidates: readonly NameCandidate[]): NameCandidate | undefined {
  const short = plainly(text).replace(/[.,]+$/, '')
  const formed = legalForms.test(short)
  // `Malermeister Huber` is who `Huber` is.
  const before = (other: NameCandidate) => {
    const led = plainly(other.text).endsWith(` ${short}`) ? other.text.slice(0, -short.length - 1) : null
    return led !== null && /^\p{Lu}[\p{L}-]+(?: \p{Lu}[\p{L}-]+)?$/u.test(led)
  }
  return candidates.find((other) => {
    const full = plainly(other.text)
    if (other.score <= UNLIKELY) return false
    if (formed || !legalForms.test(full)) return before(other)
    return full.startsWith(`${short} `)
  })
}

/** What no name ends with. */
const goesOn = /(?:[&+-]|\b(?:fur|of|and|und|for|the|de|der|des|del|della|di|du|et|y|e|van|voor|von|en|la|le))$/
/** The form of a company and nothing else. */
const formAlone = /^(?:\(?(?:pty|pvt|pte|sdn)\)?\.? )?[a-z.&/ ]{2,12}$/

/** The name with the line before it or behind it, where one of them breaks off. */
export function unwrapped(
  lines: readonly PrintedLine[],
  name: NameCandidate,
  domains: readonly string[],
): NameCandidate {
  const [segment] = name.segments
  if (!segment || name.segments.length > 1 || trimmed(segment.text) !== name.text) return name
  const over = above(lines, segment, 1)[0]
  if (over && isOneHand(over, segment) && goesOn.test(over.plain) && isName(`${over.text} ${name.text}`))
    return { ...name, text: trimmed(`${over.text} ${name.text}`), segments: [over, segment] }
  const under = below(lines, segment, 1)[0]
  const pair = [over && ([over, segment] as const), under && ([segment, under] as const)].find(
    (two) => two && isOneHand(...two) && isNamedElsewhere(lines, two, domains),
  )
  if (pair) return { ...name, text: trimmed(pair.map(({ text }) => text).join(' ')), segments: [...pair] }
  if (!under || !isOneHand(under, segment)) return name
  const form = !legalForms.test(segment.plain) && formAlone.test(under.plain) && legalForms.test(under.plain)
  return form || goesOn.test(segment.plain)
    ? { ...name, text: trimmed(`${name.text} ${under.text}`), segments: [segment, under] }
    : name
}

/** Whether two lines are one name in another place, or in the name of the site. */
function isNamedElsewhere(
  lines: readonly PrintedLine[],
  [first, second]: readonly [Segment, Segment],
  domains: readonly string[],
): boolean {
  const joined = `${plainly(trimmed(first.text))} ${plainly(trimmed(second.text))}`
  if (!isName(joined) || /\d/.test(joined)) return false
  return lines.some(({ plain }) => plain.includes(joined)) || domains.includes(joined.replace(/[^a-z0-9]/g, ''))
}

/** Whether two lines are set alike, one under the other. */
const isOneHand = (a: Segment, b: Segment): boolean =>
  Math.abs(a.size - b.size) < 1 &&
  a.bold === b.bold &&
  [0, 2].some((edge) => Math.abs(a.bbox[edge]! - b.bbox[edge]!) < a.size)
