import { Parser } from 'htmlparser2'
import { malformedXml } from './errors.ts'

/** An element that is being made. */
export type Xml = { name: string; children: (Xml | string)[] }

type Content = Xml | string | number | boolean | null | undefined

/** Absent content leaves nothing behind; text is escaped when rendered. */
export const element = (name: string, ...content: Content[]): Xml => ({
  name,
  children: content
    .filter((child) => child !== undefined && child !== null)
    .map((child) => (typeof child === 'object' ? child : String(child))),
})

/** An element only where there is a value. */
export const optional = (name: string, value: string | number | boolean | null | undefined): Xml | undefined =>
  value === undefined || value === null || value === '' ? undefined : element(name, value)

/** A whole document in S3's namespace. */
export const document = (root: Xml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${render(root, ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"')}`

/** Errors stand in no namespace. */
export const errorDocument = (root: Xml): string => `<?xml version="1.0" encoding="UTF-8"?>\n${render(root)}`

const render = ({ name, children }: Xml, attributes = ''): string =>
  `<${name}${attributes}>${children.map((child) => (typeof child === 'string' ? escapeText(child) : render(child))).join('')}</${name}>`

// Carriage returns and control characters would otherwise be normalised away, or end the document.
const escapeText = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys may contain control characters, XML may not
  text.replace(/[<>&"\u0000-\u0008\u000b-\u001f]/g, (c) => `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`)

/** An element that was read: its own text, and its children by name in the order of the document. */
export type ParsedXml = { name: string; text: string; children: ParsedXml[] }

/** Throws `MalformedXML` where the document is not well-formed or has another root. */
export function parseXml(body: Buffer, rootName: string): ParsedXml {
  const source = body.toString('utf8')
  const top: ParsedXml = { name: '', text: '', children: [] }
  const open = [top]
  let torn = false
  const parser = new Parser(
    {
      onopentagname: (name) => {
        const child = { name, text: '', children: [] }
        open.at(-1)?.children.push(child)
        open.push(child)
      },
      ontext: (text) => {
        const current = open.at(-1)
        if (current) current.text += text
      },
      onclosetag: (_name, implied) => {
        torn ||= implied && source[parser.endIndex - 1] !== '/'
        open.pop()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.end(source)
  const [root, ...more] = top.children
  if (!root || more.length || torn || open.length !== 1 || root.name !== rootName || top.text.trim())
    throw malformedXml()
  return root
}

/** The texts of an element's children. Throws `MalformedXML` for a child that is unknown or stands there twice. */
export function textsOf<Name extends string>(parent: ParsedXml, names: readonly Name[]): Partial<Record<Name, string>> {
  const texts: Partial<Record<Name, string>> = {}
  for (const child of parent.children) {
    const name = names.find((known) => known === child.name)
    if (!name || texts[name] !== undefined || child.children.length) throw malformedXml()
    texts[name] = child.text
  }
  return texts
}
