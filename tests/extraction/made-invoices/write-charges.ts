/** What an invoice charges for, and what it comes to: the items, over pages where they are many, and the totals. */
import type { Draft } from './make-invoice.ts'
import { dayAfter } from './print-values.ts'
import { newSheet, type Sheet, write } from './sheet.ts'

/** Cents. */
export type Charge = { total: number; layout: string }
type Item = { text: string; quantity: number; price: number; amount: number }
type Sums = {
  items: number
  discount: number
  shipping: number
  net: number
  taxes: { rate: number; base: number; tax: number }[]
  total: number
}

const BOTTOM = 740

export function writeCharges(draft: Draft, top: number): Charge {
  const { dice, language, credit, money } = draft
  const sign = credit && dice.chance(0.5) ? -1 : 1
  const items: Item[] = Array.from({ length: dice.chance(0.1) ? dice.whole(25, 45) : dice.whole(1, 8) }, () => {
    const quantity = dice.whole(1, 12)
    const price = dice.whole(150, dice.pick([5_000, 90_000])) * sign
    return { text: dice.pick(language.goods), quantity, price, amount: quantity * price }
  })
  const sums = sumsOf(draft, items)
  const { sheet, y } = writeItems(draft, items, top)
  const at = y + 14 + 15 * 6 > BOTTOM ? nextSheet(draft) : { sheet, y: y + 14 }
  const layout = writeTotals(draft, at.sheet, at.y, sums)
  const low = at.y + 120
  if (dice.chance(0.6)) {
    const sentence = dice
      .pick(language.pay)
      .replace('{total}', money(sums.total, true))
      .replace('{skonto}', money(Math.round(sums.total * 0.98), true))
      .replace('{due}', draft.day_printed(draft.due))
      .replace('{date}', draft.day_printed(draft.day))
    write(at.sheet, sentence, 50, Math.min(low, 760))
  }
  if (dice.chance(0.5)) write(at.sheet, dice.pick(language.thanks), 50, Math.min(low + 14, 770))
  return { total: sums.total, layout }
}

function nextSheet(draft: Draft): { sheet: Sheet; y: number } {
  const sheet = newSheet()
  draft.sheets.push(sheet)
  return { sheet, y: 60 }
}

function sumsOf({ dice, language }: Draft, items: readonly Item[]): Sums {
  const sum = items.reduce((all, { amount }) => all + amount, 0)
  const discount = dice.chance(0.15) ? -Math.round(sum * 0.05) : 0
  const shipping = sum > 0 && dice.chance(0.2) ? dice.whole(390, 2_500) : 0
  const net = sum + discount + shipping
  const rates = dice.chance(0.1)
    ? []
    : dice.chance(0.2) && items.length > 1
      ? language.rates.slice(0, 2)
      : [dice.pick(language.rates.slice(0, 2))]
  const first = rates.length > 1 ? Math.round(net * 0.7) : net
  const taxes = rates.map((rate, index) => {
    const base = index === 0 ? first : net - first
    return { rate, base, tax: Math.round((base * rate) / 100) }
  })
  return { items: sum, discount, shipping, net, taxes, total: net + taxes.reduce((all, { tax }) => all + tax, 0) }
}

function writeItems(draft: Draft, items: readonly Item[], top: number): { sheet: Sheet; y: number } {
  const { dice, language, money } = draft
  const signed = dice.chance(0.4)
  const numbered = dice.chance(0.4)
  const heads = [language.description, language.quantity, language.price, language.amount].map((words) =>
    dice.pick(words),
  )
  const wraps = dice.chance(0.2)
  const dated = !numbered && dice.chance(0.1)
  let { sheet, y } = { sheet: draft.sheet, y: top }
  const head = () => {
    write(sheet, heads[0]!, numbered ? 80 : 50, y, { bold: true })
    if (numbered) write(sheet, 'Pos.', 50, y, { bold: true })
    for (const [index, x] of [340, 440, 545].entries())
      write(sheet, heads[index + 1]!, x, y, { align: 'right', bold: true })
    y += 18
  }
  head()
  let run = 0
  for (const [index, { text, quantity, price, amount }] of items.entries()) {
    if (y > BOTTOM - 30) {
      write(sheet, language.carried[0]!, 340, y)
      write(sheet, money(run, signed), 545, y, { align: 'right' })
      ;({ sheet, y } = nextSheet(draft))
      head()
    }
    if (numbered) write(sheet, String(index + 1), 50, y)
    write(
      sheet,
      dated ? `${draft.day_printed(dayAfter(draft.day, index - items.length - 2))} ${text}` : text,
      numbered ? 80 : 50,
      y,
    )
    write(sheet, String(quantity), 340, y, { align: 'right' })
    write(sheet, money(price, signed), 440, y, { align: 'right' })
    write(sheet, money(amount, signed), 545, y, { align: 'right' })
    y += 15
    if (wraps) y = write(sheet, `Art. ${dice.digits(6)}`, numbered ? 80 : 50, y, { size: 8 })
    run += amount
  }
  return { sheet, y }
}

/** Totals under one another, or as a table with the rates of tax; answers which. */
function writeTotals(
  draft: Draft,
  sheet: Sheet,
  top: number,
  { items, discount, shipping, net, taxes, total }: Sums,
): string {
  const { dice, language, money } = draft
  const signed = dice.chance(0.7)
  if (taxes.length > 0 && dice.chance(0.12)) {
    const heads = [`${language.taxName} %`, dice.pick(language.net), language.taxName, dice.pick(language.total)]
    const columns = [120, 250, 380, 545]
    for (const [index, x] of columns.entries()) write(sheet, heads[index]!, x, top, { align: 'right', bold: true })
    for (const [row, { rate, base, tax }] of taxes.entries()) {
      const cells = [`${rate} %`, money(base, signed), money(tax, signed), money(base + tax, signed)]
      for (const [index, x] of columns.entries())
        write(sheet, cells[index]!, x, top + 16 + row * 15, { align: 'right' })
    }
    if (taxes.length > 1) {
      write(sheet, dice.pick(language.total), 250, top + 52, { bold: true, align: 'right' })
      write(sheet, money(total, true), 545, top + 52, { bold: true, align: 'right' })
    }
    return 'tax table'
  }
  const lines: [string, number][] = []
  if (discount || shipping) lines.push([dice.pick(language.net), items])
  if (discount) lines.push([dice.pick(language.discount), discount])
  if (shipping) lines.push([dice.pick(language.shipping), shipping])
  if (taxes.length > 0) lines.push([dice.pick(language.net), net])
  for (const { rate, base, tax } of taxes) {
    const shown = String(rate).replace('.', language.figures[0]![1])
    const word = dice.pick(language.tax)
    const of = { en: 'of', de: 'auf', fr: 'sur', nl: 'over', it: 'su', es: 'sobre' }[language.code]
    lines.push([
      dice.pick([
        `${word} ${shown}%`,
        `${word} ${shown} %`,
        `${shown}% ${word}`,
        `${word} (${shown}%)`,
        taxes.length > 1 ? `${word} ${shown}%` : word,
        `${word} ${shown}% ${of} ${money(base)}`,
      ]),
      tax,
    ])
  }
  lines.push([
    `${dice.pick(language.total)}${dice.pick(['', '', ` (${language.currencies[0]![0]})`, ` ${language.currencies[0]![0]}`])}`,
    total,
  ])
  const final = lines.length
  if (total > 0 && dice.chance(0.12)) {
    const paid = Math.round(total * dice.pick([0.2, 0.3, 0.5]))
    lines.push([dice.pick(language.paid), dice.pick([paid, -paid])], [dice.pick(language.rest), total - paid])
  }
  if (taxes.length === 1 && lines.length === 3 && dice.chance(0.12)) return writeOneLine(draft, sheet, top, lines)
  const step = dice.pick([14, 17, 20])
  const [labelAt, align] = dice.pick([
    [360, 'left'],
    [440, 'right'],
    [50, 'left'],
  ] as const)
  for (const [index, [label, cents]] of lines.entries()) {
    const bold = index === final - 1 && dice.chance(0.7)
    const size = bold && dice.chance(0.3) ? 13 : 10
    write(sheet, `${label}${dice.pick(['', ':'])}`, labelAt, top + index * step, { align, bold, size })
    write(sheet, money(cents, signed), 545, top + index * step, { align: 'right', bold, size })
  }
  if (dice.chance(0.1)) write(sheet, language.words, 50, top + lines.length * step + 4)
  return `lines${labelAt === 50 ? ' far' : ''}`
}

function writeOneLine(
  { dice, money }: Draft,
  sheet: Sheet,
  top: number,
  lines: readonly (readonly [string, number])[],
): string {
  const mark = dice.pick([':', ''])
  for (const [index, [label, cents]] of lines.entries())
    write(sheet, `${label}${mark} ${money(cents, true)}`, 50 + index * 175, top, { size: 9 })
  return 'one line'
}
