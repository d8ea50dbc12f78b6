/** Fields: codes that Word computes a text from. Their results are read; a number that a caption counts is made up for. */
import { formatNumber } from './numbering.ts'
import type { Field, Reading } from './reading.ts'
import { write } from './write.ts'

export function beginField({ flow, paragraph }: Reading, code = ''): void {
  flow.fields.push({ code, start: paragraph?.text.length ?? 0, inResult: false })
}

export function separateField({ flow, paragraph }: Reading): void {
  const field = flow.fields.at(-1)
  if (!field) return
  field.inResult = true
  field.start = paragraph?.text.length ?? 0
}

export function endField(reading: Reading): void {
  const field = reading.flow.fields.pop()
  if (field) count(reading, field)
}

const SEQUENCE = /^\s*SEQ\s+("[^"]*"|\S+)(.*)$/is

/** Word writes the number of a counting field beside its code, other programs leave it to whoever opens the file. */
function count(reading: Reading, { code, start, inResult }: Field): void {
  const [, name, switches = ''] = SEQUENCE.exec(code) ?? []
  if (name === undefined) return
  const { sequences } = reading.formats
  const key = name.replaceAll('"', '').toLowerCase()
  const shown = inResult ? (reading.paragraph?.text.slice(start).trim() ?? '') : ''
  const before = sequences.get(key) ?? 0
  const reset = /\\r\s*(\d+)/i.exec(switches)?.[1]
  const next = /\\c\b/i.test(switches) ? before : reset === undefined ? before + 1 : Number(reset)
  const number = /^\d{1,9}$/.test(shown) ? Number(shown) : next
  sequences.set(key, number)
  if (shown === '' && !/\\h\b/i.test(switches)) write(reading, formatNumber(number, formatOf(switches)))
}

function formatOf(switches: string): string {
  const format = /\\\*\s*(roman|alphabetic)/i.exec(switches)?.[1]
  if (format === undefined) return 'decimal'
  const kind = /^roman$/i.test(format) ? 'Roman' : 'Letter'
  return `${format[0] === format[0]?.toUpperCase() ? 'upper' : 'lower'}${kind}`
}
