/** Styles: what a paragraph, a run or a table is by the name of its style. */
import type { TextRole } from '../../model.ts'
import { type Attributes, readXml } from './xml.ts'

type Style = {
  name: string
  basedOn?: string
  bold?: boolean
  hidden?: boolean
  outline?: number
  numbering?: string
  level?: number
  /** Of a table: its first row is set apart by its type. */
  firstRowBold?: boolean
}

export type Styles = {
  roleOf(style: string | undefined): TextRole
  /** The first value that the style, or one that it is based on, has for a property. */
  find<Key extends keyof Style>(style: string | undefined, property: Key): Style[Key] | undefined
}

/** Word itself allows no longer chains; a circle has no end. */
const MAX_CHAIN = 20

/** Names of built-in styles are English in every language. */
const ROLES: [RegExp, TextRole][] = [
  [/^title$/i, 'title'],
  [/^subtitle$|^heading ?[1-9]$|^toc heading$/i, 'heading'],
  [/^caption$/i, 'caption'],
]

/** Whether an element that switches something on does so: it may also say no. */
export const isOn = (attributes: Attributes): boolean => !/^(0|false|off)$/i.test(attributes['w:val'] ?? '')

/** Reads `word/styles.xml`, which a file may lack: a style is then known by its id. */
export async function readStyles(part: AsyncIterable<Buffer>): Promise<Styles> {
  const styles = new Map<string, Style>()
  const path: string[] = []
  let style: Style = { name: '' }
  let condition = ''
  await readXml(part, {
    open(name, attributes) {
      const parent = path.at(-1)
      path.push(name)
      if (name === 'w:style') {
        style = { name: attributes['w:styleId'] ?? '' }
        styles.set(style.name, style)
      } else if (name === 'w:tblStylePr') condition = attributes['w:type'] ?? ''
      else if (condition === '') noteProperty(style, name, parent, attributes)
      else if (condition === 'firstRow' && name === 'w:b' && isOn(attributes)) style.firstRowBold = true
    },
    close(name) {
      path.pop()
      if (name === 'w:tblStylePr') condition = ''
    },
  })
  return stylesOf(styles)
}

function noteProperty(style: Style, name: string, parent: string | undefined, attributes: Attributes): void {
  const value = attributes['w:val'] ?? ''
  if (parent === 'w:style') {
    if (name === 'w:name') style.name = value
    else if (name === 'w:basedOn') style.basedOn = value
  } else if (parent === 'w:rPr') {
    if (name === 'w:b') style.bold = isOn(attributes)
    else if (name === 'w:vanish') style.hidden = isOn(attributes)
  } else if (name === 'w:outlineLvl') style.outline = Number(value)
  else if (parent === 'w:numPr') {
    if (name === 'w:numId') style.numbering = value
    else if (name === 'w:ilvl') style.level = Number(value)
  }
}

function stylesOf(styles: ReadonlyMap<string, Style>): Styles {
  const chain = (id: string | undefined): Style[] => {
    const found: Style[] = []
    for (let at = id; at !== undefined && found.length < MAX_CHAIN; ) {
      const style = styles.get(at)
      if (!style) break
      found.push(style)
      at = style.basedOn
    }
    return found
  }
  const roleOfName = (name: string) => ROLES.find(([pattern]) => pattern.test(name))?.[1]
  const roles = new Map<string, TextRole>()
  return {
    roleOf(id) {
      if (id === undefined) return 'paragraph'
      const known = roles.get(id)
      if (known) return known
      const names = styles.has(id) ? chain(id).map(({ name }) => name) : [id]
      const role = names.map(roleOfName).find((found) => found !== undefined) ?? 'paragraph'
      roles.set(id, role)
      return role
    },
    find: (id, property) => chain(id).find((style) => style[property] !== undefined)?.[property],
  }
}
