/** The seller of a letter: in its head, in the line over the address window, or in its foot; who it is to stands between. */
import { buyerLabels, sellerLabels } from './labels.ts'
import {
  hasPostalCode,
  isName,
  isPlace,
  isPlaceAndDay,
  isStreet,
  type NameCandidate,
  nameIn,
  sentences,
  worthOfName,
} from './names.ts'
import { above, type PrintedLine, type Segment } from './printed-lines.ts'

/** What a seller has around the name, and a buyer has not. */
export const contact =
  /\b(?:tel|ph|phone|fax|fon|mobile?|cell|telefono?|telefax|telephone|tlf|puh|hotline|www|http|e-?mail|mail|web|kvk|siret|siren|rcs|hrb|handelsreg\w*|registergericht|amtsgericht|ust|vat|tva|btw|iva|p\.? ?iva|nif|cif|iban|bic|gst(?:in)?|cin|pan|abn|acn|uen|ein|tin|tax id|nip|regon|krs|dic|ico|cvr|org\.? ?nr|bankgiro|plusgiro|adoszam|cui|cnpj|rfc|rut|nit|rea|registro|reg(?:istration)?|roc|company (?:no|reg)|steuer\w*|geschaftsf\w*|inhaber|siege|capital)\b|@/

/** Times the usual size of print. */
const LARGE = 1.25

/** Texts on one line that are the heads of a table. */
const COLUMNS = 4

/** Offices that write the bills of others. */
const billsForOthers =
  /\b(?:(?:ab|ver)rechnungsstelle|billing (?:office|service|agent)s?|on behalf of|im auftrag (?:von|der|des)|(?:nicht|not|pas|no es|non e|niet)(?: \w+)? (?:verkaufer|seller|vendeur|vendedor|venditore|verkoper)|factoring|inkasso\w*|centre de facturation|pour le compte de)\b/

/** Every name of the first page that may be the seller's. */
export function letterheads(
  lines: readonly PrintedLine[],
  buyers: ReadonlySet<Segment>,
  domains: readonly string[],
): NameCandidate[] {
  const first = lines[0]?.page
  const onFirst = lines.filter(({ page }) => page === first)
  const bottom = Math.max(...onFirst.map(({ bbox }) => bbox[3]))
  const sizes = onFirst.flatMap(({ segments }) => segments.map(({ size }) => size)).sort((a, b) => a - b)
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10
  const found: NameCandidate[] = []
  for (const segment of onFirst.flatMap(({ segments }) => segments)) {
    const name = nameIn(segment.text)
    if (
      buyers.has(segment) ||
      isCharged(lines, segment) ||
      !isName(name) ||
      isPlaceAndDay(segment.text) ||
      isInSentence(lines, segment) ||
      isPlace(segment.text)
    )
      continue
    const at = segment.bbox[1] / bottom
    const inTable = lines[segment.line]!.segments.length >= COLUMNS
    const score =
      worthOfName(name, domains) -
      (inTable ? 3 : 0) -
      (billsForOthers.test(segment.plain) ? 5 : 0) +
      placeOf(at, segment, usual) +
      surroundings(lines, segment, name, { at, large: segment.size > LARGE * usual })
    found.push({ text: name, segments: [segment], score })
  }
  return found
}

/** Words of a line that is text and no list of facts. */
const SENTENCE = 6

/** Whether it goes on, in small letters, with what the line above says. */
function isInSentence(lines: readonly PrintedLine[], segment: Segment): boolean {
  const over = above(lines, segment, 1)[0]
  if (!over || over.words.length < SENTENCE || Math.abs(over.size - segment.size) > 0.5) return false
  if (Math.abs(over.bbox[0] - segment.bbox[0]) > segment.size || /[.!?:]$/.test(over.text)) return false
  return /^\p{Ll}/u.test(segment.text)
}

/** Whether an amount stands behind it on the line. */
const isCharged = (lines: readonly PrintedLine[], { line, place }: Segment): boolean =>
  lines[line]!.segments.slice(place + 1).some(({ text }) => /\d[.,]\d\d\D{0,4}$/.test(text))

/** Heads and feet are where a seller stands; large print is the name of the house. */
function placeOf(at: number, { size, bold }: Segment, usual: number): number {
  const place = at < 0.1 ? 3 : at < 0.2 ? 2 : at > 0.88 ? 2 : at > 0.4 ? -1 : 0
  if (at >= 0.4) return place
  return place + (size > LARGE * usual ? 1.5 : bold ? 0.5 : 0)
}

type Place = { at: number; large: boolean }

function surroundings(lines: readonly PrintedLine[], segment: Segment, name: string, { at, large }: Place): number {
  const around = column(lines, segment, 7)
  const [rest = ''] = segment.text.slice(segment.text.indexOf(name) + name.length).split(sentences)
  const contacts = around.filter(({ plain }) => contact.test(plain)).length + (contact.test(rest.toLowerCase()) ? 1 : 0)
  const addressed = around.slice(0, 4).some(({ text }) => hasPostalCode(text))
  let score = Math.min(2.5, contacts)
  // Name, street and place in one line are how a sender gives them.
  if (hasPostalCode(rest) || isStreet(rest)) score += isUnderName(lines, segment) ? 1 : 4
  else if (addressed && contacts === 0 && facesContacts(lines, segment)) score -= 4
  else if (addressed)
    score += at > 0.85 ? 2 : contacts > 0 || large || at < 0.12 ? 1 : segment.line === lines[0]?.index ? 1 : -4
  return score
}

/** Whether what stands beside it on the line has an address and a telephone or the like under it: that is who writes. */
const facesContacts = (lines: readonly PrintedLine[], segment: Segment): boolean =>
  lines[segment.line]!.segments.some((other) => {
    if (other === segment || !isName(other.text)) return false
    const block = column(lines, other, 5)
    return block.some(({ plain }) => contact.test(plain)) && block.some(({ text }) => hasPostalCode(text))
  })

/** Whether the name of the house stands above in larger print: then the line has that of its keeper. */
function isUnderName(lines: readonly PrintedLine[], segment: Segment): boolean {
  const over = above(lines, segment)[0]
  if (over === undefined || over.size <= LARGE * segment.size || !isName(over.text)) return false
  return !segment.plain.includes(over.plain.split(' ')[0] ?? '')
}

/** The segments under one, line by line, as long as none is skipped. */
export function column(lines: readonly PrintedLine[], head: Segment, most = 8): Segment[] {
  const found: Segment[] = []
  let last = head
  for (const line of lines.slice(head.line + 1, head.line + 30)) {
    if (line.page !== head.page || found.length >= most) break
    const next = line.segments.find(
      ({ bbox }) =>
        Math.min(bbox[2], head.bbox[2] + 60) - Math.max(bbox[0], head.bbox[0] - 20) > 0 && bbox[0] < head.bbox[2] + 20,
    )
    if (!next) continue
    if (next.bbox[1] - last.bbox[3] > 2.5 * Math.max(next.size, last.size)) break
    found.push(next)
    last = next
  }
  return found
}

/** What stands under a heading for the buyer, or for where the goods go. */
export function buyerSegments(lines: readonly PrintedLine[]): Set<Segment> {
  const buyers = new Set<Segment>()
  for (const segment of lines.flatMap(({ segments }) => segments)) {
    if (!buyerLabels.test(segment.plain)) continue
    buyers.add(segment)
    for (const one of column(lines, segment, 6)) {
      if (sellerLabels.test(one.plain)) break
      buyers.add(one)
    }
  }
  return buyers
}
