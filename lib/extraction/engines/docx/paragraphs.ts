/** Paragraphs and their runs: text as it is printed, with automatic numbers and results of fields, marks of notes left out. */
import { beginField, endField, separateField } from './fields.ts'
import {
  append,
  type Flow,
  type Handlers,
  type ParagraphDraft,
  type Reading,
  type RunDraft,
  type StoryBlock,
} from './reading.ts'
import { isOn } from './styles.ts'
import { symbolText } from './symbols.ts'
import { write } from './write.ts'
import type { Attributes } from './xml.ts'

const parentOf = ({ path }: Reading) => path.at(-1)

const valueIn = (attributes: Attributes): string => attributes['w:val'] ?? ''

function onParagraph(set: (paragraph: ParagraphDraft, attributes: Attributes) => void) {
  return {
    open: (reading: Reading, attributes: Attributes) => {
      if (reading.paragraph && /^w:(pPr|numPr)$/.test(parentOf(reading) ?? '')) set(reading.paragraph, attributes)
    },
  }
}

function onRun(set: (run: RunDraft, attributes: Attributes) => void) {
  return {
    open: ({ path, run }: Reading, attributes: Attributes) => {
      if (run && path.at(-1) === 'w:rPr' && path.at(-2) === 'w:r') set(run, attributes)
    },
  }
}

/** Text between the tags of any element. */
export function takeText(reading: Reading, text: string): void {
  const element = parentOf(reading)
  if (element === 'w:t' || element === 'm:t') write(reading, text)
  else if (element === 'w:instrText') {
    const field = reading.flow.fields.at(-1)
    if (field && !field.inResult) field.code += text
  }
}

const prints = (text: string) => ({
  // Stops of tabulators have the same name.
  open: (reading: Reading) => {
    if (parentOf(reading) === 'w:r') write(reading, text)
  },
})

const pictured = {
  open: ({ paragraph, flow }: Reading) => void (paragraph ? paragraph.after : flow.blocks).push({ kind: 'picture' }),
}

const FIELD_STEPS = new Map<string, (reading: Reading) => void>([
  ['begin', beginField],
  ['separate', separateField],
  ['end', endField],
])

export const paragraphHandlers: Handlers = {
  'w:p': { open: beginParagraph, close: endParagraph },
  'w:r': { open: beginRun, close: endRun },
  'w:pStyle': onParagraph((paragraph, attributes) => {
    paragraph.style = valueIn(attributes)
  }),
  'w:outlineLvl': onParagraph((paragraph, attributes) => {
    paragraph.outline = Number(valueIn(attributes))
  }),
  'w:numId': onParagraph((paragraph, attributes) => {
    paragraph.list = valueIn(attributes)
  }),
  'w:ilvl': onParagraph((paragraph, attributes) => {
    paragraph.level = Number(valueIn(attributes)) || 0
  }),
  'w:rStyle': onRun((run, attributes) => {
    run.style = valueIn(attributes)
  }),
  'w:vertAlign': onRun((run, attributes) => {
    run.raised = valueIn(attributes) === 'superscript'
  }),
  'w:b': onRun((run, attributes) => {
    run.bold = isOn(attributes)
  }),
  'w:vanish': onRun((run, attributes) => {
    run.hidden = isOn(attributes)
  }),
  'w:tab': prints('\t'),
  'w:ptab': prints('\t'),
  'w:br': prints('\n'),
  'w:cr': prints('\n'),
  'w:noBreakHyphen': prints('\u2011'),
  'w:sym': {
    open: (reading, attributes) => write(reading, symbolText(attributes['w:font'], attributes['w:char'])),
  },
  'w:fldChar': { open: (reading, attributes) => FIELD_STEPS.get(attributes['w:fldCharType'] ?? '')?.(reading) },
  'w:fldSimple': {
    open(reading, attributes) {
      beginField(reading, attributes['w:instr'])
      separateField(reading)
    },
    close: endField,
  },
  'pic:pic': pictured,
  'c:chart': pictured,
  'v:imagedata': pictured,
}

function beginRun(reading: Reading): void {
  reading.run = { outer: reading.run }
}

function endRun(reading: Reading): void {
  reading.run = reading.run?.outer
}

function beginParagraph(reading: Reading): void {
  const { carried } = reading.flow
  reading.flow.carried = undefined
  const { text = '', plain = false, after = [] } = carried ?? {}
  reading.paragraph = { outer: reading.paragraph, text, plain, after, joinsNext: false }
}

function endParagraph(reading: Reading): void {
  const { paragraph, flow } = reading
  if (!paragraph) return
  reading.paragraph = paragraph.outer
  // A field whose result never comes would swallow all that follows.
  flow.fields = flow.fields.filter(({ inResult }) => inResult)
  if (paragraph.joinsNext) flow.carried = paragraph
  else addParagraph(reading, flow, paragraph)
}

/** What stands in a flow that is at its end. */
export function endFlow(reading: Reading, flow: Flow): StoryBlock[] {
  if (flow.carried) addParagraph(reading, flow, flow.carried)
  return flow.blocks
}

function addParagraph({ formats }: Reading, flow: Flow, paragraph: ParagraphDraft): void {
  const { styles } = formats
  const printed = onOneLine(paragraph.text)
  const label = labelOf(formats, paragraph)
  // A number alone is what a cell says, and nothing among paragraphs.
  const text = printed === '' && !flow.outer ? '' : `${label} ${printed}`.trim()
  if (text !== '') {
    const own = styles.roleOf(paragraph.style)
    const outline = paragraph.outline ?? styles.find(paragraph.style, 'outline')
    const role = own === 'paragraph' && outline !== undefined && outline < 9 ? 'heading' : own
    flow.blocks.push({ kind: 'paragraph', role, text: detached(text), bold: !paragraph.plain })
  }
  append(flow.blocks, paragraph.after)
}

function labelOf({ styles, numbering }: Reading['formats'], { list, level, style }: ParagraphDraft): string {
  const id = list ?? styles.find(style, 'numbering')
  // Zero takes the numbers of its style from a paragraph.
  if (id === undefined || id === '0') return ''
  return onOneLine(numbering.next(id, level ?? styles.find(style, 'level') ?? numbering.levelOf(id, style)))
}

/** Soft hyphens are printed at the ends of lines only, and lines are joined. */
const onOneLine = (text: string): string => text.replaceAll('\u00ad', '').replace(/\s+/g, ' ').trim()

/** A slice of a chunk would keep all of the chunk in memory; this is a text of its own. */
const detached = (text: string): string => ` ${text}`.slice(1)
