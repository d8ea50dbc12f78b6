/** What the Word reader needs of an HTML tree: its elements, and its text on one line. */
import type { parseDocument } from 'htmlparser2'

export type HtmlNode = ReturnType<typeof parseDocument>['children'][number]
export type HtmlElement = Extract<HtmlNode, { attribs: unknown }>

/** The text of nodes on one line; marks of footnotes and comments left out, since they would join a figure. */
export function textOf(nodes: readonly HtmlNode[]): string {
  return rawText(nodes).replace(/\s+/g, ' ').trim()
}

export function elementsOf(nodes: readonly HtmlNode[]): HtmlElement[] {
  return nodes.filter((node): node is HtmlElement => 'attribs' in node)
}

function rawText(nodes: readonly HtmlNode[]): string {
  let text = ''
  for (const node of nodes) {
    if ('data' in node) text += node.data
    else if ('attribs' in node && !isNoteMark(node)) {
      const inner = rawText(node.children)
      text += /^(p|h\d|li|td|th|tr|br|table)$/.test(node.name) ? ` ${inner} ` : inner
    }
  }
  return text
}

function isNoteMark({ name, attribs }: HtmlElement): boolean {
  return name === 'a' && /^#(footnote|endnote|comment)-/.test(attribs.href ?? '')
}
