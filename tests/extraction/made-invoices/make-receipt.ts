/**
 * Receipts as tills print them: a narrow strip with the name on top, what was bought, what it comes to, and how it was
 * paid, with subtotals, discounts, service, tips, rounding, change and summaries of the tax between. A seed makes one
 * unlike another.
 */
import { type Dice, diceOf } from './dice.ts'
import type { Language } from './language.ts'
import { languages } from './languages.ts'
import type { Made } from './make-invoice.ts'
import { type Party, partyOf } from './parties.ts'
import { type Day, isoOf, printAmount, printDay } from './print-values.ts'
import { newSheet, type Sheet, textWidth, write } from './sheet.ts'
import { tillWords } from './till-words.ts'

const WIDTH = 300
const LEFT = 20
const RIGHT = 280

type Till = {
  dice: Dice
  language: Language
  words: (typeof tillWords)[Language['code']]
  sheet: Sheet
  sign: string
  size: number
  step: number
  y: number
  money: (cents: number) => string
}

const line = (till: Till, text: string, size = till.size): void => {
  write(till.sheet, text, LEFT, till.y, { size })
  till.y += till.step
}
const centred = (till: Till, text: string, size = till.size, bold = false): void => {
  write(till.sheet, text, Math.max(4, WIDTH / 2 - textWidth(text, size) / 2), till.y, { size, bold })
  till.y += Math.max(till.step, size * 1.3)
}
const pair = (till: Till, label: string, value: string, size = till.size): void => {
  write(till.sheet, label, LEFT, till.y, { size })
  write(till.sheet, value, RIGHT, till.y, { size, align: 'right' })
  till.y += Math.max(till.step, size * 1.3)
}

function writeHead(till: Till, seller: Party, day: Day): void {
  const { dice, words, language } = till
  const large = dice.pick([till.size, till.size, till.size * 1.5])
  if (dice.chance(0.1)) centred(till, dice.pick(words.welcome))
  for (const part of wrapped(seller.name, WIDTH - 20, large)) centred(till, part, large, dice.chance(0.5))
  if (dice.chance(0.3)) centred(till, `(${dice.digits(6)}-${dice.pick(['A', 'V', 'X', 'P'])})`)
  for (const part of [seller.street, seller.place]) centred(till, part)
  if (dice.chance(0.7)) centred(till, `${dice.pick(language.phone)}: ${seller.phone}`)
  if (dice.chance(0.7)) centred(till, `${dice.pick(words.taxId)}: ${seller.taxId}`)
  if (dice.chance(0.5)) centred(till, dice.pick(words.title))
  const style = till.sign === '$' || till.sign === 'USD' ? 'm/d/y' : dice.pick(language.dates)
  const time = `${String(dice.whole(7, 21)).padStart(2, '0')}:${String(dice.whole(0, 59)).padStart(2, '0')}${dice.chance(0.4) ? ':07' : ''}`
  const printed = printDay(day, style, language)
  const facts = [
    dice.pick([
      () => `${dice.pick(language.date)}: ${printed} ${time}`,
      () => `${printed} ${time}`,
      () => `${printed}   ${time}`,
      () => `${dice.pick(['Date', language.date[0]!])} : ${printed}`,
    ])(),
    `${dice.pick(words.number)} ${dice.pick(['', ': '])}${dice.digits(dice.whole(4, 10))}`,
    `${dice.pick(words.cashier)}: ${dice.pick(['USER', '01', 'ANNA', 'K2'])}`,
  ]
  if (dice.chance(0.5)) facts.reverse()
  for (const fact of facts) line(till, fact)
}

function wrapped(text: string, width: number, size: number): string[] {
  const rows: string[] = []
  for (const word of text.split(' ')) {
    const last = rows.at(-1)
    if (last !== undefined && textWidth(`${last} ${word}`, size) <= width) rows[rows.length - 1] = `${last} ${word}`
    else rows.push(word)
  }
  return rows
}

/** Answers what the items come to, in cents. */
function writeItems(till: Till): number {
  const { dice, language, money, words } = till
  const style = dice.pick(['one', 'two', 'count'] as const)
  if (dice.chance(0.5)) pair(till, dice.pick(language.description), dice.pick(language.amount))
  if (dice.chance(0.6)) line(till, '-'.repeat(40))
  let sum = 0
  let pieces = 0
  for (let count = dice.whole(1, 9); count > 0; count--) {
    const quantity = dice.chance(0.7) ? 1 : dice.whole(2, 4)
    const price = dice.whole(60, 4_500)
    const text = dice.pick(language.goods)
    if (style === 'one') pair(till, quantity > 1 ? `${quantity} x ${text}` : text, money(price * quantity))
    else if (style === 'two') {
      line(till, text)
      pair(till, `  ${quantity} x ${money(price)}`, money(price * quantity))
    } else pair(till, `${quantity} ${text}`, `${money(price * quantity)}${dice.pick(['', '', ' A'])}`)
    sum += price * quantity
    pieces += quantity
  }
  if (dice.chance(0.6)) line(till, '-'.repeat(40))
  if (dice.chance(0.3)) pair(till, dice.pick(words.pieces), String(pieces))
  return sum
}

function writeTotals(till: Till, items: number): number {
  const { dice, language, money, words } = till
  const inclusive = dice.chance(0.6)
  const rate = language.rates[0]!
  const discount = dice.chance(0.15) ? -Math.round(items * 0.1) : 0
  const service = dice.chance(0.12) ? Math.round((items + discount) * 0.1) : 0
  const net = items + discount + service
  const tax = inclusive ? Math.round((net * rate) / (100 + rate)) : Math.round((net * rate) / 100)
  const gross = inclusive ? net : net + tax
  const rounding = dice.chance(0.2) ? Math.round(gross / 5) * 5 - gross : 0
  const total = gross + rounding
  if (discount || service || !inclusive || dice.chance(0.3)) pair(till, dice.pick(words.subtotal), money(items))
  if (discount) pair(till, dice.pick(words.discount), money(discount))
  if (service) pair(till, dice.pick(words.service), money(service))
  if (!inclusive) pair(till, `${words.tax} ${rate}%`, money(tax))
  if (rounding) {
    if (dice.chance(0.5)) pair(till, dice.pick(words.total), money(gross))
    pair(till, dice.pick(words.rounding), money(rounding))
  }
  const size = dice.pick([till.size, till.size * 1.4])
  const sign = dice.chance(0.4) ? `${till.sign} ` : ''
  pair(till, `${dice.pick(words.total)}${dice.pick(['', ':', ` ${till.sign}`])}`, `${sign}${money(total)}`, size)
  writePayment(till, total)
  if (inclusive && dice.chance(0.5)) pair(till, `${dice.pick(words.including)} ${words.tax} ${rate}%`, money(tax))
  if (dice.chance(0.35)) {
    const heads = [words.tax, dice.pick(words.base), words.tax]
    for (const [index, x] of [80, 180, RIGHT].entries())
      write(till.sheet, heads[index]!, x, till.y, { size: till.size, align: 'right' })
    till.y += till.step
    const cells = [`${rate}%`, money(gross - tax), money(tax)]
    for (const [index, x] of [80, 180, RIGHT].entries())
      write(till.sheet, cells[index]!, x, till.y, { size: till.size, align: 'right' })
    till.y += till.step
  }
  if (dice.chance(0.2)) pair(till, dice.pick(words.saved), money(dice.whole(50, 900)))
  return total
}

function writePayment(till: Till, total: number): void {
  const { dice, money, words } = till
  if (dice.chance(0.5)) {
    const given = Math.ceil((total + dice.whole(0, 900)) / 500) * 500
    pair(till, dice.pick(words.cash), money(given))
    pair(till, dice.pick(words.change), money(given - total))
  } else {
    pair(till, dice.pick(words.card), money(total))
    if (dice.chance(0.5)) line(till, `************${dice.digits(4)}`)
  }
}

/** The receipt of a seed. */
export function makeReceipt(seed: number): Made {
  const dice = diceOf(seed + 500_000)
  const language = dice.pick(languages)
  const figures = dice.pick(language.figures.filter(([, decimals]) => decimals !== ''))
  const size = dice.pick([8, 9, 10])
  const till: Till = {
    dice,
    language,
    words: tillWords[language.code],
    sheet: newSheet(WIDTH, 700),
    sign: dice.pick(tillWords[language.code].signs),
    size,
    step: size * dice.pick([1.25, 1.4, 1.7]),
    y: 20,
    money: (cents) => printAmount(cents, figures),
  }
  const seller = partyOf(dice, language.code, { legal: 0.5, personal: 0 })
  const day: Day = { year: dice.whole(2012, 2025), month: dice.whole(1, 12), day: dice.whole(1, 28) }
  writeHead(till, seller, day)
  const total = writeTotals(till, writeItems(till))
  till.y += till.step
  for (const text of [dice.pick(till.words.goodbye), dice.chance(0.4) ? `www.${seller.domain}` : ''])
    centred(till, text)
  const truth = { date: isoOf(day), total: (total / 100).toFixed(2), vendor: seller.name }
  return { kind: 'receipt', language: language.code, layout: 'strip', sheets: [till.sheet], truth }
}
