import type { Reading } from './reading.ts'

/** Adds text to the paragraph that is open, if it is printed: not hidden, and no part of a field's code. */
export function write({ paragraph, run, flow, formats }: Reading, text: string): void {
  if (!paragraph || flow.fields.some(({ inResult }) => !inResult)) return
  const { styles } = formats
  if (run?.hidden ?? styles.find(run?.style, 'hidden') ?? styles.find(paragraph.style, 'hidden')) return
  const bold = run?.bold ?? styles.find(run?.style, 'bold') ?? styles.find(paragraph.style, 'bold')
  if (bold !== true && /\S/.test(text)) paragraph.plain = true
  paragraph.text += run?.raised ? raised(text) : text
}

/** A raised figure is the mark of a note or an exponent: on the line it would join the figure before it. */
const raised = (text: string): string => text.replace(/\d/g, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? digit)
