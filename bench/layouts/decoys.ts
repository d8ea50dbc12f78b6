/** Pages without a table that have what tables have: columns, figures, lines. A seed makes one unlike another. */
import { type Random, randomOf } from '../print-figures.ts'
import { charts } from './charts.ts'
import { type Decoy, left, openPage, type Pdf, paragraph, put, right, writePdf } from './page.ts'
import { captions, labels, remarks, sections } from './vocabulary.ts'

/** A bullet or a number, then a text; some of the texts have figures in them. */
function list(pdf: Pdf, random: Random): void {
  const mark = random.pick(['•', '–', 'number', '(a)'])
  let y = paragraph(pdf, random, left, 60, right - left) + 12
  for (let i = 0; i < random.int(5, 14); i++) {
    const sign = mark === 'number' ? `${i + 1}.` : mark === '(a)' ? `(${'abcdefghijklmn'[i]})` : mark
    put(pdf, sign, left + 10, y)
    pdf.text(
      `${random.pick(labels)}, ${random.int(2, 90)} per cent of ${random.pick(labels).toLowerCase()}`,
      left + 30,
      y,
    )
    y = pdf.y + random.int(2, 8)
  }
}

/** Titles of chapters and where they begin, with or without dots between. */
function contents(pdf: Pdf, random: Random): void {
  const dotted = random.chance(0.6)
  const numbered = random.chance(0.5)
  put(pdf, 'Contents', left, 60)
  let page = random.int(1, 5)
  for (let i = 0; i < random.int(8, 25); i++) {
    const y = 90 + i * 16
    const indent = random.chance(0.5) ? 14 : 0
    const title = `${random.pick(captions)}${random.chance(0.2) ? `, ${random.int(2019, 2024)}` : ''}`
    if (numbered) put(pdf, indent ? `${i + 1}.${random.int(1, 4)}` : `${i + 1}`, left + indent, y)
    const from = left + indent + (numbered ? 30 : 0)
    put(pdf, title, from, y)
    if (dotted) {
      const [x0, dot] = [from + pdf.widthOfString(title) + 4, pdf.widthOfString('.')]
      put(pdf, '.'.repeat(Math.max(0, Math.floor((right - 30 - x0) / dot))), x0, y)
    }
    put(pdf, String(page), right, y, 'right')
    page += random.int(0, 9)
  }
}

/** Labels that end in a colon, and what was filled in or a line for it. */
function form(pdf: Pdf, random: Random): void {
  const fields = [
    'Name:',
    'Address:',
    'Telephone:',
    'Tax number:',
    'Date of birth:',
    'Reference:',
    'Bank:',
    'Place, date:',
  ]
  const paired = random.chance(0.4)
  put(pdf, random.pick(captions), left, 60)
  fields.forEach((field, i) => {
    const y = 100 + i * 24
    put(pdf, field, left, y)
    if (random.chance(0.4))
      pdf
        .moveTo(left + 90, y + 10)
        .lineTo(left + 230, y + 10)
        .lineWidth(0.5)
        .stroke()
    else put(pdf, random.pick([...remarks, String(random.int(10_000, 999_999)), '12.03.1980']), left + 90, y)
    if (paired) put(pdf, `${random.pick(remarks)}:`, left + 260, y)
    if (paired) put(pdf, random.pick(remarks), left + 350, y)
  })
}

/** Two or three blocks of lines beside each other at the head of a letter, and its text. */
function letter(pdf: Pdf, random: Random): void {
  const block = (x: number, lines: number) => {
    for (let i = 0; i < lines; i++)
      put(
        pdf,
        random.pick([
          `${random.pick(remarks)} ${random.int(1, 99)}`,
          random.pick(labels),
          `Tel. ${random.int(1000, 99_999)}`,
        ]),
        x,
        60 + i * 13,
      )
  }
  block(left, random.int(3, 6))
  block(380, random.int(3, 6))
  let y = 190
  for (let i = 0; i < 4; i++) y = paragraph(pdf, random, left, y, right - left) + 12
}

/** Prose in two or three columns. */
function columns(pdf: Pdf, random: Random): void {
  const count = random.int(2, 3)
  const width = (right - left - 20 * (count - 1)) / count
  for (let i = 0; i < count; i++) {
    let y = 60
    for (let k = 0; k < random.int(3, 6); k++) {
      if (random.chance(0.3)) {
        put(pdf, random.pick(sections), left + i * (width + 20), y)
        y += 16
      }
      y = paragraph(pdf, random, left + i * (width + 20), y, width, random.int(2, 5)) + 8
    }
  }
}

/** Works that are referred to, each with its number. */
function references(pdf: Pdf, random: Random): void {
  put(pdf, 'References', left, 60)
  let y = 84
  for (let i = 0; i < random.int(6, 16); i++) {
    put(pdf, `[${i + 1}]`, left, y)
    pdf.text(
      `${random.pick(remarks)}, ${random.pick(captions)}, vol. ${random.int(1, 40)}, pp. ${random.int(1, 200)}–${random.int(201, 400)}, ${random.int(1980, 2023)}.`,
      left + 28,
      y,
      { width: right - left - 28 },
    )
    y = pdf.y + 4
  }
}

/** Places to sign, side by side. */
function signatures(pdf: Pdf, random: Random): void {
  const y = paragraph(pdf, random, left, 60, right - left, 6) + 60
  for (const [i, x] of [left, 320].entries()) {
    pdf
      .moveTo(x, y)
      .lineTo(x + 180, y)
      .lineWidth(0.5)
      .stroke()
    put(pdf, random.pick(['A. Larkfield', 'B. Northwind']), x, y + 4)
    put(pdf, i === 0 ? 'Director' : 'Auditor', x, y + 18)
    put(pdf, `${random.int(1, 28)}.${random.int(1, 12)}.2024`, x, y + 32)
  }
}

const decoys: Record<string, Decoy> = { list, contents, form, letter, columns, references, signatures, ...charts }
export const decoyKinds = Object.keys(decoys)

/** A page of the kind; every seed makes another. */
export function decoyDocument(kind: string, seed: number): Promise<Uint8Array> {
  const random = randomOf(seed * 104_729 + 3)
  return writePdf((pdf) => {
    openPage(pdf, [595, 842], 0)
    pdf.font(random.pick(['Helvetica', 'Times-Roman', 'Liberation'])).fontSize(random.int(8, 11))
    decoys[kind]?.(pdf, random)
  })
}
