/**
 * The text of a part (the body, a header, the notes), event by event: paragraphs, tables and pictures in their order.
 * What is not printed is left out here: deleted and moved text, codes of fields, placeholders, phonetic guides, and of
 * alternative contents all but one. Owns where things are put; what they are is left to `paragraphs` and `tables`.
 */

import { endFlow, paragraphHandlers, takeText } from './paragraphs.ts'
import {
  append,
  type Formats,
  type Handlers,
  newFlow,
  type Reading,
  type Sections,
  type StoryBlock,
} from './reading.ts'
import { tableHandlers } from './tables.ts'
import { type Attributes, readXml } from './xml.ts'

export type Story = { blocks: StoryBlock[]; sections: Sections }

/** What was there before a change, or is there for another eye. */
const LEFT_OUT = new Set([
  'w:del',
  'w:moveFrom',
  'w:pPrChange',
  'w:rPrChange',
  'w:sectPrChange',
  'w:tblPrChange',
  'w:tblPrExChange',
  'w:trPrChange',
  'w:tcPrChange',
  'w:rt',
])

/** Reads one part; a part that is not there has no blocks. Throws UnreadableError. */
export async function readStory(part: AsyncIterable<Buffer>, formats: Formats): Promise<Story> {
  const reading: Reading = {
    formats,
    flow: newFlow(undefined),
    path: [],
    sections: { parts: [], hasFirst: false },
    alternatives: [],
  }
  let leftOut = 0
  await readXml(part, {
    open(name, attributes) {
      if (leftOut > 0 || isLeftOut(reading, name, attributes)) {
        leftOut++
        return
      }
      handlers.get(name)?.open?.(reading, attributes)
      reading.path.push(name)
    },
    text(text) {
      if (leftOut === 0) takeText(reading, text)
    },
    close(name) {
      if (leftOut > 0) {
        leftOut--
        return
      }
      reading.path.pop()
      handlers.get(name)?.close?.(reading)
    },
  })
  return { blocks: endFlow(reading, reading.flow), sections: reading.sections }
}

function isLeftOut(reading: Reading, name: string, attributes: Attributes): boolean {
  if (name === 'mc:Choice' || name === 'mc:Fallback') {
    const chosen = reading.alternatives.at(-1)
    if (reading.alternatives.length > 0) reading.alternatives[reading.alternatives.length - 1] = true
    return chosen === true
  }
  if (name === 'w:sdtContent') {
    const isPlaceholder = reading.placeholder === true
    reading.placeholder = false
    return isPlaceholder
  }
  if (name === 'w:footnote' || name === 'w:endnote') return !/^(normal)?$/.test(attributes['w:type'] ?? '')
  if (!LEFT_OUT.has(name)) return false
  const [outer, parent] = reading.path.slice(-2)
  if (parent === 'w:rPr' && outer === 'w:pPr' && reading.paragraph) reading.paragraph.joinsNext = true
  if (parent === 'w:trPr' && reading.table?.row) reading.table.row.dropped = true
  return true
}

/** A text box stands after the paragraph that it is anchored in. */
function endTextBox(reading: Reading): void {
  const { flow, paragraph } = reading
  if (!flow.outer) return
  reading.flow = flow.outer
  const into = paragraph ? paragraph.after : reading.flow.blocks
  append(into, endFlow(reading, flow))
}

function refersTo(role: 'header' | 'footer') {
  return {
    open({ sections }: Reading, attributes: Attributes) {
      sections.parts.push({ role, id: attributes['r:id'], type: attributes['w:type'] ?? 'default' })
    },
  }
}

const storyHandlers: Handlers = {
  'mc:AlternateContent': {
    open: ({ alternatives }) => void alternatives.push(false),
    close: ({ alternatives }) => void alternatives.pop(),
  },
  'w:showingPlcHdr': {
    open: (reading) => {
      reading.placeholder = true
    },
  },
  'w:txbxContent': {
    open: (reading) => {
      reading.flow = newFlow(reading.flow)
    },
    close: endTextBox,
  },
  'w:headerReference': refersTo('header'),
  'w:footerReference': refersTo('footer'),
  'w:titlePg': {
    open: ({ sections }) => {
      sections.hasFirst = true
    },
  },
}

const handlers = new Map(Object.entries({ ...storyHandlers, ...paragraphHandlers, ...tableHandlers }))
