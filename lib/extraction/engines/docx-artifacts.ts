/** From a Word document's HTML to artifacts, in reading order: text, pictures, and tables with their names. */
import { parseDocument } from 'htmlparser2'
import type { Artifact, TextRole } from '../model.ts'
import { elementsOf, type HtmlElement, type HtmlNode, textOf } from './docx-html.ts'
import { readTable } from './docx-table.ts'

/** What a paragraph before a table looks like when it names the table without having the style of a caption. */
const CAPTION_WORDS = /^(table|schedule|exhibit|annex|appendix|figure|note|tabelle|anlage|übersicht|tab\.)\s*[\dA-Z]/i
const MAX_CAPTION_CHARACTERS = 160

type Written = { role: TextRole; text: string }
/** Where the walk stands: the last text, unless a table came between, and the last heading. */
type Place = { before: Written | null; heading: string | null }

/** `characters` leaves out white space; `artifacts` is empty for a document without content. */
export function readArtifacts(html: string): { artifacts: Artifact[]; characters: number } {
  const artifacts: Artifact[] = []
  const root = parseDocument(html)
  readBlocks(root.children, { before: null, heading: null }, artifacts)
  const characters = textOf(root.children).replace(/\s/g, '').length
  return { artifacts, characters }
}

function readBlocks(nodes: readonly HtmlNode[], place: Place, artifacts: Artifact[]): void {
  const elements = elementsOf(nodes)
  for (const [index, element] of elements.entries()) {
    if (element.name === 'table') {
      const name = tableName(place, elements[index + 1])
      readTables(element, name, place, artifacts)
      place.before = null
    } else if (/^(ul|ol|dl|li)$/.test(element.name) && elementsOf(element.children).some(isBlock)) {
      readBlocks(element.children, place, artifacts)
    } else {
      readText(element, place, artifacts)
    }
  }
}

/** The table, and those within its cells each as one of its own, after it. */
function readTables(element: HtmlElement, name: string | null, place: Place, artifacts: Artifact[]): void {
  const table = readTable(element)
  if (table.cells.length > 0) {
    artifacts.push({ kind: 'table', bbox: null, confidence: 1, engine: 'docx', name, ...table })
  }
  for (const inner of innerTables(element)) readTables(inner, place.heading, place, artifacts)
}

function innerTables(element: HtmlElement): HtmlElement[] {
  return elementsOf(element.children).flatMap((child) => (child.name === 'table' ? [child] : innerTables(child)))
}

function readText(element: HtmlElement, place: Place, artifacts: Artifact[]): void {
  const text = textOf([element])
  if (text !== '') {
    const role = roleOf(element)
    artifacts.push({ kind: 'text', role, text, font_size: null, bbox: null, confidence: 1, engine: 'docx' })
    if (role === 'title' || role === 'heading') place.heading = text
    place.before = { role, text }
  }
  for (let count = countPictures(element); count > 0; count--)
    artifacts.push({ kind: 'figure', bbox: null, confidence: 1, engine: 'docx' })
}

function roleOf({ name, attribs }: HtmlElement): TextRole {
  if (attribs.class === 'title') return 'title'
  if (attribs.class === 'caption') return 'caption'
  return /^h\d$/.test(name) ? 'heading' : 'paragraph'
}

/** The caption before the table, else the one after it, else what looks like a caption before it, else the heading. */
function tableName({ before, heading }: Place, after: HtmlElement | undefined): string | null {
  if (before?.role === 'caption') return before.text
  if (after?.attribs.class === 'caption') return textOf([after])
  if (before?.role === 'paragraph' && before.text.length <= MAX_CAPTION_CHARACTERS) {
    if (CAPTION_WORDS.test(before.text) || before.text.endsWith(':')) return before.text.replace(/:$/, '')
  }
  return heading
}

function isBlock({ name }: HtmlElement): boolean {
  return /^(p|h\d|ul|ol|li|dd|dt|table)$/.test(name)
}

function countPictures(element: HtmlElement): number {
  if (element.name === 'img') return 1
  return elementsOf(element.children).reduce((sum, child) => sum + countPictures(child), 0)
}
