/** Who sells: named by a heading, else the name in the letterhead or the footer, by what stands around it. */
import { buyerLabels, invoiceTitles, receiptTitles, sellerLabels } from './labels.ts'
import type { InvoiceField } from './model.ts'
import { type PrintedLine, plainly, type Segment } from './printed-lines.ts'

type Candidate = { text: string; segments: Segment[]; score: number }

/** Forms of companies, and words that traders call themselves by. Plain text. */
const legalForms =
  /(?:^|[\s,(])(?:gmbh|mbh|ag|kg|kgaa|ohg|ug|gbr|e\.? ?k\.?|e\.? ?v\.?|ltd|limited|llc|llp|inc|corp|corporation|plc|pte|pty|b\.? ?v\.?|n\.v\.|vof|s\.? ?a\.? ?r\.? ?l\.?|sas|eurl|sasu|s\.a\.?(?:s\.?)?|s\.l\.?u?\.?|s\.? ?r\.? ?l\.?|s\.? ?p\.? ?a\.?|sdn\.?|bhd\.?|berhad|oy|oyj|a\/s|aps|kft|zrt|s\.r\.o\.?|lda|ltda|ehf)(?=$|[\s,.)])/
const tradeWords =
  /\b(?:company|co\.|enterprise|enterprises|trading|restaurant|restoran|hardware|mart|supermarket|store|stores|shop|industries|services|holdings|group|firma|cafe|bakery|pharmacy|apotheke|hotel|perniagaan|syarikat|kedai|market|boutique|studio|verlag|druckerei|handwerk|autovermietung|station)\b/
/** What a letterhead or a footer has around the name. */
const contact =
  /\b(?:tel|phone|fax|telefon|telefax|www|http|e-?mail|kvk|siret|siren|rcs|hrb|handelsreg\w*|registergericht|ust|vat|tva|btw|iban|bic|gst|reg(?:istration)?|roc|company (?:no|reg)|steuer\w*|geschaftsf\w*|siege|capital)\b|@/
const postalCode = /(?:^|[\s-])\d{4,6}(?:[\s,]|$)|\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b/
const noName =
  /^(?:page|seite|pagina|date|datum|tel|fax|phone|e-?mail|www|http|nummer|number|no|nr|gln|thank|welcome|dear|sehr geehrt|name|bank|iban|bic|copy|original|duplicate|customer|total|cash|amount|qty|item|desc|beschreibung|pos|artikel|table|order|invoice|rechnung|facture|anschrift|adresse|address|globale|duns|ansprechpartner|contact|ust|vat|gst|co\.? ?reg|company (?:no|reg)|reg|roc|hotline|lot|wahrung|currency|betrage|steuernummer|kunden|simplified|powered|licensee|site|telephone)(?![a-z])/
const accountHolder =
  /\b(?:account (?:holder|name)|beneficiary|titulaire(?: du compte)?|kontoinhaber(?:in)?|rekeninghouder|titular|intestatario|ten name van|t\.n\.v\.?|soci[e]t[e]|raison sociale|zahlungsempfanger)\b[ .:]*/

/** The seller's name; never the one under a heading for the buyer. */
export function findVendor(lines: readonly PrintedLine[], receipt: boolean): InvoiceField | null {
  const buyers = buyerSegments(lines)
  const domains = domainsOf(lines)
  const candidates = [
    ...named(lines, domains),
    ...holders(lines, domains),
    ...(receipt ? topLines(lines, domains) : letterheads(lines, buyers, domains)),
  ]
  const [best] = candidates.sort((a, b) => b.score - a.score)
  if (!best || best.score < 2) return null
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

/** Under or behind a heading such as `Seller`: in a list of labels the one called `Name`, else the first that is a name. */
function named(lines: readonly PrintedLine[], domains: readonly string[]): Candidate[] {
  const found: Candidate[] = []
  for (const { segments } of lines) {
    for (const segment of segments) {
      const label = sellerLabels.exec(segment.plain)
      if (!label || (!/:|^.{0,40}$/.test(segment.plain) && segment.plain.length > 60)) continue
      const rest = segment.text.slice(label[0].length).trim()
      if (rest && segment.plain.length === segment.text.length) {
        if (/:/.test(label[0]) || isName(rest))
          found.push({ text: trimmed(rest), segments: [segment], score: 8 + worth(rest, domains) })
        continue
      }
      const block = column(lines, segment)
      const listed = block.find(({ plain }) =>
        /^(?:name|firma|company|nom|naam|nombre|nome|ragione sociale)\b ?:?/.test(plain),
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
        found.push({ text: trimmed(one.text), segments: [one], score: 8 - 2 * rank + worth(one.text, domains) })
      })
    }
  }
  return found
}

const rightOf = (lines: readonly PrintedLine[], { line, place }: Segment): Segment | undefined =>
  lines[line]?.segments[place + 1]

/** The segments under one, line by line, as long as none is skipped. */
function column(lines: readonly PrintedLine[], head: Segment, most = 8): Segment[] {
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

function buyerSegments(lines: readonly PrintedLine[]): Set<Segment> {
  const buyers = new Set<Segment>()
  for (const { segments } of lines) {
    for (const segment of segments) {
      if (!buyerLabels.test(segment.plain)) continue
      buyers.add(segment)
      for (const one of column(lines, segment, 6)) {
        if (sellerLabels.test(one.plain)) break
        buyers.add(one)
      }
    }
  }
  return buyers
}

/** Whoever holds the account is paid. */
function holders(lines: readonly PrintedLine[], domains: readonly string[]): Candidate[] {
  return lines.flatMap(({ segments }) =>
    segments.flatMap((segment): Candidate[] => {
      const label = accountHolder.exec(segment.plain)
      if (!label || segment.plain.length !== segment.text.length) return []
      const rest = trimmed(segment.text.slice(label.index + label[0].length))
      return isName(rest) ? [{ text: rest, segments: [segment], score: 5.5 + worth(rest, domains) }] : []
    }),
  )
}

function letterheads(
  lines: readonly PrintedLine[],
  buyers: ReadonlySet<Segment>,
  domains: readonly string[],
): Candidate[] {
  const first = lines[0]?.page
  const onFirst = lines.filter(({ page }) => page === first)
  const bottom = Math.max(...onFirst.map(({ bbox }) => bbox[3]))
  const sizes = onFirst.flatMap(({ segments }) => segments.map(({ size }) => size)).sort((a, b) => a - b)
  const usual = sizes[Math.floor(sizes.length / 2)] ?? 10
  const found: Candidate[] = []
  for (const line of onFirst) {
    for (const segment of line.segments) {
      const name = nameIn(segment.text)
      if (buyers.has(segment) || !isName(name)) continue
      const at = segment.bbox[1] / bottom
      let score = worth(name, domains)
      if (at < 0.1) score += 3
      else if (at < 0.2) score += 2
      else if (at > 0.88) score += 1
      if (segment.size > 1.25 * usual && at < 0.4) score += 1.5
      else if (segment.bold && at < 0.4) score += 0.5
      const around = column(lines, segment, 7)
      const contacts = around.filter(({ plain }) => contact.test(plain)).length
      score += Math.min(2.5, contacts)
      if (around.slice(0, 4).some(({ text }) => postalCode.test(text))) score += 1
      found.push({ text: name, segments: [segment], score })
    }
  }
  return found
}

/** A receipt begins with the name, sometimes over two or three lines. */
function topLines(lines: readonly PrintedLine[], domains: readonly string[]): Candidate[] {
  const first = lines[0]?.page
  const texts = lines
    .filter(({ page, text }) => page === first && (text.match(/\p{L}/gu)?.length ?? 0) >= 3)
    .filter(({ segments }) =>
      segments.some(({ words }) => words.some(({ confidence, text }) => confidence >= 0.5 && text.length > 1)),
    )
    .slice(0, 8)
  const found: Candidate[] = []
  for (const [rank, line] of texts.entries()) {
    const text = cleanEdges(line)
    if (!isName(text)) continue
    let joined = text
    const segments = [...line.segments]
    for (const next of texts.slice(rank + 1, rank + 3)) {
      if (legalForms.test(plainly(joined)) || !isContinuation(cleanEdges(next))) break
      joined = `${joined} ${cleanEdges(next)}`
      segments.push(...next.segments)
    }
    const whole = legalForms.test(plainly(joined)) ? joined : text
    found.push({
      text: trimmed(whole),
      segments: whole === joined ? segments : [...line.segments],
      score: 7 - 1.2 * rank + worth(whole, domains),
    })
  }
  return found
}

/** Words at the ends of a line that are specks. */
function cleanEdges(line: PrintedLine): string {
  const words = line.segments.flatMap((segment) => segment.words)
  const isSpeck = (word: { text: string; confidence: number } | undefined) =>
    word !== undefined && (!/[\p{L}\p{N}]/u.test(word.text) || (word.text.length <= 2 && word.confidence < 0.6))
  while (isSpeck(words[0])) words.shift()
  while (isSpeck(words.at(-1))) words.pop()
  return words.map(({ text }) => text).join(' ')
}

/** The end of a name that was begun on the line before. */
function isContinuation(text: string): boolean {
  return (
    !/\d/.test(text) &&
    text.length < 40 &&
    !noName.test(plainly(text)) &&
    !/\b(?:tax )?invoice\b|\b(?:jalan|jln|street|road|str)\b/i.test(text)
  )
}

function isName(text: string): boolean {
  const plain = plainly(text).replace(/^[^\p{L}\p{N}]+/u, '')
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const digits = text.match(/\d/g)?.length ?? 0
  if (letters < 3 || digits > letters / 2 || /^\(.*\)$/.test(text.trim())) return false
  if (noName.test(plain) || buyerLabels.test(plain)) return false
  // The form of a company alone, at the end of a name that takes two lines.
  const named = plain.replace(/\b(?:sdn|bhd|gmbh|mbh|ltd|llc|inc|sarl|and|und|the|company|limited)\b/g, '')
  if ((named.match(/[a-z]/g)?.length ?? 0) < 3) return false
  if (
    /^(?:\W*(?:simplified |tax |proforma )?(?:invoice|rechnung|facture|factuur|factura|fattura|fatura|receipt|bill|statement|official receipt|cash)\W*)+\.?$/.test(
      plain,
    )
  )
    return false
  if (/[:=]\s*\S/.test(text) && !legalForms.test(plain)) return false
  return !/\d[.,]\d\d\b/.test(text) && text.split(' ').length <= 10
}

function worth(text: string, domains: readonly string[]): number {
  const plain = plainly(text)
  let score = 0
  if (legalForms.test(plain)) score += 5
  else if (tradeWords.test(plain)) score += 2
  const names = plain.match(/[a-z0-9]{4,}/g) ?? []
  const packed = plain.replace(/[^a-z0-9]/g, '')
  if (domains.some((domain) => packed.includes(domain) || names.some((name) => domain.includes(name)))) score += 4
  if (/\d{3,}/.test(text)) score -= 3
  if (text.split(' ').length > 6 && !legalForms.test(plain)) score -= 3
  if (/[.!?]$/.test(text) && !legalForms.test(plain)) score -= 2
  if (invoiceTitles.test(plain) || receiptTitles.test(plain)) score -= 3
  if (
    /\b(?:str(?:asse|\.)?|strasse|street|road|avenue|rue|jalan|jln|laan|weg|platz|via|calle|lot|floor|no)\b|strasse\b/.test(
      plain,
    )
  )
    score -= 3
  return score
}

/** Sites and addresses of mail, without what everybody's end or begin with; those of mail providers tell nothing. */
function domainsOf(lines: readonly PrintedLine[]): string[] {
  const found = new Set<string>()
  for (const { plain } of lines) {
    for (const match of plain.matchAll(
      /(?:@|www\.|https?:\/\/(?:www\.)?)([a-z0-9-]+(?:\.[a-z0-9-]+)+)|\b([a-z0-9-]{3,}(?:\.[a-z0-9-]{2,})?\.(?:com|de|fr|nl|es|it|eu|net|org|co\.uk|at|ch|be|in|my))\b/g,
    )) {
      const parts = (match[1] ?? match[2] ?? '').split('.')
      const name = parts.length > 2 && (parts.at(-2)?.length ?? 0) <= 3 ? parts.at(-3) : parts.at(-2)
      const packed = name?.replace(/-/g, '') ?? ''
      if (
        packed.length >= 4 &&
        !/^(?:gmail|yahoo|hotmail|outlook|facebook|google|instagram|web|email|twitter|live)$/.test(packed)
      )
        found.add(packed)
    }
  }
  return [...found]
}

/** A sender's line above the address window has the street behind the name. */
function nameIn(text: string): string {
  const [name = text] = text.split(/\s[|·•–—*-]\s|[|·•]|,\s(?=\S*\d|\S+(?:str|weg|platz))/)
  return trimmed(name.length > 3 ? name : text)
}

const trimmed = (text: string): string => text.replace(/^[\s:;,.*"'“”|~_-]+|[\s:;,*"'“”|~_-]+$/g, '')
