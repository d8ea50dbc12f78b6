/** A part of a Word file as events, from bytes that come one after the other: no part is ever held whole. */
import { Parser } from 'htmlparser2'
import { UnreadableError } from '../../unreadable.ts'

/** By qualified name, the prefixes as Word writes them: `w:val`. */
export type Attributes = Readonly<Record<string, string>>

export type XmlEvents = {
  open(name: string, attributes: Attributes): void
  text?(text: string): void
  close?(name: string): void
}

/** Word nests tables some dozens deep; each takes three elements. */
const MAX_DEPTH = 1_000

/** Of the transitional and the strict form (ECMA-376, part 4 and part 1), by the prefix that Word gives them. */
const PREFIX_OF = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/picture', 'pic'],
  ['http://purl.oclc.org/ooxml/drawingml/picture', 'pic'],
  ['http://schemas.openxmlformats.org/drawingml/2006/chart', 'c'],
  ['http://purl.oclc.org/ooxml/drawingml/chart', 'c'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['urn:schemas-microsoft-com:vml', 'v'],
])

/**
 * Tells of every element and text. The parser forgives what XML does not: an element that is never closed, or closed
 * after the one around it, is damage all the same. Throws UnreadableError, document_unreadable.
 */
export async function readXml(chunks: AsyncIterable<Buffer>, events: XmlEvents): Promise<void> {
  const names = canonicalNames()
  let depth = 0
  let openedAt = -1
  const parser: Parser = new Parser(
    {
      onattribute: names.note,
      onopentag(name, attributes) {
        if (++depth > MAX_DEPTH) throw unreadable('Its elements are nested too deep.')
        openedAt = parser.endIndex
        events.open(names.of(name), names.ofAll(attributes))
      },
      ontext: (text) => events.text?.(text),
      onclosetag(name, isImplied) {
        depth--
        // An element without content is closed by implication too, where it was opened.
        if (isImplied && parser.endIndex !== openedAt) throw unreadable('An element of it is not closed.')
        events.close?.(names.of(name))
      },
    },
    { xmlMode: true },
  )
  for await (const text of decoded(chunks)) parser.write(text)
  if (depth > 0) throw unreadable('A part of it ends in the middle.')
  parser.end()
}

const unreadable = (reason: string) =>
  new UnreadableError('document_unreadable', `The file is not a Word document that can be read. ${reason}`)

/** UTF-8, or UTF-16 where the first two bytes say so; a Word file has no other encodings. */
async function* decoded(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  for await (const chunk of chunks) {
    decoder ??= new TextDecoder(encodingOf(chunk))
    yield decoder.decode(chunk, { stream: true })
  }
}

function encodingOf([first, second]: Buffer): string {
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le'
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-8'
}

/** Names by the prefixes that Word uses, whatever the writer of the part calls its namespaces. */
function canonicalNames() {
  const prefixes = new Map<string, string>()
  let known = new Map<string, string>()
  const of = (name: string): string => {
    if (prefixes.size === 0) return name
    const found = known.get(name)
    if (found !== undefined) return found
    const colon = name.indexOf(':')
    const prefix = prefixes.get(name.slice(0, Math.max(0, colon)))
    const canonical = prefix === undefined ? name : `${prefix}:${name.slice(colon + 1)}`
    known.set(name, canonical)
    return canonical
  }
  return {
    of,
    ofAll: (attributes: Attributes): Attributes =>
      prefixes.size === 0
        ? attributes
        : // A default namespace is none of attributes.
          Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name.includes(':') ? of(name) : name, value]),
          ),
    note(name: string, value: string) {
      if (!name.startsWith('xmlns')) return
      const [declared, prefix] = [name.slice('xmlns:'.length), PREFIX_OF.get(value)]
      if (prefix === undefined || prefix === declared) return
      prefixes.set(declared, prefix)
      known = new Map()
    },
  }
}
