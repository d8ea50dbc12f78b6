/**
 * Invoices and credit notes as small firms and large ones set them: in six languages, with the seller in the letterhead,
 * over the address window or in the footer alone, facts beside, above or under their labels or in a sentence, and dates,
 * numbers and names besides that are not the invoice's. A seed makes one unlike another.
 */
import { type Dice, diceOf } from './dice.ts'
import type { Language } from './language.ts'
import { languages } from './languages.ts'
import { type Party, partyOf } from './parties.ts'
import { type Day, dayAfter, invoiceNumber, isoOf, printAmount, printDay } from './print-values.ts'
import { newSheet, type Sheet, textWidth, write, writeAll } from './sheet.ts'
import { type Charge, writeCharges } from './write-charges.ts'

export type Truth = { invoice_number?: string; date: string; total: string; vendor: string }
export type Made = { kind: 'invoice' | 'receipt'; language: string; layout: string; sheets: Sheet[]; truth: Truth }

export type Draft = {
  dice: Dice
  language: Language
  sheet: Sheet
  sheets: Sheet[]
  seller: Party
  buyer: Party
  day: Day
  due: Day
  number: string
  credit: boolean
  title: string
  day_printed: (day: Day) => string
  money: (cents: number, withSign?: boolean) => string
}

type Fact = readonly [label: string, value: string]

function draftOf(seed: number): Draft {
  const dice = diceOf(seed)
  const language = dice.pick(languages)
  const [code, sign] = dice.pick(language.currencies)
  const style = dice.pick(
    code === 'USD' ? (['m/d/y', 'month d y', 'iso', 'd-mon-y', 'month dth y'] as const) : language.dates,
  )
  const figures = code === 'CHF' ? (["'", '.'] as const) : dice.pick(language.figures)
  const behind = language.code !== 'en' && language.code !== 'nl' ? dice.chance(0.8) : dice.chance(0.2)
  const shown = sign === 'CHF' || dice.chance(0.25) ? code : sign
  const day: Day = { year: dice.whole(2009, 2025), month: dice.whole(1, 12), day: dice.whole(1, 28) }
  const sheet = newSheet()
  const credit = dice.chance(0.08)
  return {
    dice,
    language,
    sheet,
    sheets: [sheet],
    seller: partyOf(dice, language.code, { legal: 0.65, personal: 0.08 }),
    buyer: partyOf(dice, language.code, { legal: 0.55, personal: 0.25 }),
    day,
    due: dayAfter(day, dice.pick([7, 14, 30, 45])),
    number: invoiceNumber(dice, day),
    credit,
    title: dice.pick(credit ? language.credit : language.title),
    day_printed: (given) => printDay(given, style, language),
    money(cents, withSign = false) {
      const printed = printAmount(cents, figures)
      if (!withSign) return printed
      return behind
        ? `${printed} ${shown}`
        : `${shown}${shown.length > 1 || language.code === 'nl' ? ' ' : ''}${printed}`
    },
  }
}

/** The seller, wherever this firm thinks that a seller belongs; answers what stood at the top and how low it came. */
function writeSeller({ dice, sheet, seller, language }: Draft): { layout: string; bottom: number } {
  const { name, street, place, phone, domain, taxId } = seller
  const contacts = [
    `${dice.pick(language.phone)}${dice.pick([' ', ': '])}${phone}`,
    dice.chance(0.5) ? `info@${domain}` : `E-Mail: office@${domain}`,
    dice.chance(0.5) ? `www.${domain}` : '',
    dice.chance(0.5) ? `${dice.pick(language.taxId)}${dice.pick([' ', ': '])}${taxId}` : '',
  ]
  const size = dice.pick([10, 12, 16, 20])
  const bold = dice.chance(0.5)
  switch (
    dice.pick(['letterhead', 'letterhead', 'right', 'centre', 'window', 'labelled', 'footer', 'brand'] as const)
  ) {
    case 'letterhead': {
      const under = write(sheet, name, 50, 36, { size, bold })
      return { layout: 'letterhead', bottom: writeAll(sheet, [street, place, ...contacts], 50, under + 2, { size: 9 }) }
    }
    case 'brand': {
      const brand = name.split(' ').slice(0, 2).join(' ')
      const under = write(sheet, brand, 50, 36, { size: 22, bold: true })
      return { layout: 'brand', bottom: write(sheet, dice.pick(language.slogans), 50, under, { size: 9 }) }
    }
    case 'right': {
      const under = write(sheet, name, 380, 40, { size: Math.min(size, 12), bold })
      return { layout: 'right', bottom: writeAll(sheet, [street, place, ...contacts], 380, under, { size: 9 }) }
    }
    case 'centre': {
      const middle = (text: string, of: number) => 297 - textWidth(text, of) / 2
      const line = `${street} · ${place} · ${contacts[0]}`
      const under = write(sheet, name, middle(name, size), 36, { size, bold })
      return { layout: 'centre', bottom: write(sheet, line, middle(line, 8), under + 3, { size: 8 }) }
    }
    case 'window': {
      const between = dice.pick([' · ', ' - ', ', ', ' | ', ' • '])
      write(sheet, [name, street, place].join(between), 50, 118, { size: 7 })
      if (dice.chance(0.6)) writeAll(sheet, contacts, 400, 40, { size: 8 })
      return { layout: 'window', bottom: 124 }
    }
    case 'labelled': {
      const under = write(sheet, `${dice.pick(language.seller)}${dice.pick(['', ':'])}`, 50, 90, {
        size: 9,
        bold: true,
      })
      return { layout: 'labelled', bottom: writeAll(sheet, [name, street, place, contacts[3]!], 50, under) }
    }
    default:
      return { layout: 'footer', bottom: 60 }
  }
}

function writeFooter(draft: Draft, sheet: Sheet, layout: string): void {
  const { dice, seller, language, credit } = draft
  const { name, street, place, phone, domain, taxId, iban, person } = seller
  if (layout !== 'footer' && layout !== 'brand' && dice.chance(0.3)) return
  const bank = credit
    ? []
    : [`${language.bank}: ${dice.pick(['Volksbank', 'BNP', 'ING', 'Barclays', 'Sparkasse'])}`, `IBAN ${iban}`]
  const size = dice.pick([7, 8])
  if (dice.chance(0.5) || layout === 'footer' || layout === 'brand') {
    writeAll(sheet, [name, street, place, language.code === 'de' ? `Inhaber: ${person}` : ''], 50, 780, { size })
    writeAll(sheet, [`${dice.pick(language.phone)} ${phone}`, `info@${domain}`, `www.${domain}`], 220, 780, { size })
    writeAll(sheet, [...bank, `${dice.pick(language.taxId)} ${taxId}`], 400, 780, { size })
  } else
    write(
      sheet,
      [name, `${dice.pick(language.taxId)} ${taxId}`, ...bank].join(dice.pick([' - ', ' | ', ' · '])),
      50,
      800,
      { size },
    )
}

function writeBuyer({ dice, sheet, buyer, language }: Draft, layout: string, top: number): number {
  const lines = [
    buyer.name,
    dice.chance(0.3) && buyer.name !== buyer.person ? buyer.person : '',
    buyer.street,
    buyer.place,
    dice.chance(0.15) ? `${language.taxId[0]} ${buyer.taxId}` : '',
  ]
  const labelled = layout === 'labelled' || dice.chance(layout === 'window' ? 0.05 : 0.6)
  const x = layout === 'labelled' ? 320 : dice.chance(0.75) ? 50 : 340
  const y = layout === 'labelled' ? 90 : Math.max(top + 14, 130)
  const under = labelled
    ? write(sheet, `${dice.pick(language.billTo)}${dice.pick(['', ':'])}`, x, y, { bold: true, size: 9 })
    : y
  const bottom = writeAll(sheet, lines, x, under)
  if (x === 50 && dice.chance(0.15)) {
    const beside = write(sheet, dice.pick(language.shipTo), 220, y, { bold: true, size: 9 })
    writeAll(sheet, [buyer.name, buyer.street, buyer.place], 220, beside)
  }
  return bottom
}

/** Facts that are the invoice's own among those that are not, in an order that no two firms share. */
function factsOf(
  { dice, language, number, day, due, day_printed, credit }: Draft,
  told: { number: boolean; date: boolean },
): Fact[] {
  const own: Fact[] = []
  if (!told.number)
    own.push([
      credit ? `${language.credit[0]} ${dice.pick(language.numberSign) || 'No.'}` : dice.pick(language.number),
      number,
    ])
  if (!told.date) own.push([dice.pick(language.date), day_printed(day)])
  if (dice.chance(0.3)) own.reverse()
  const others: Fact[] = [
    [dice.pick(language.due), day_printed(due)],
    [dice.pick(language.customer), dice.digits(5)],
    [dice.pick(language.order), `${dice.pick(['', 'A-', 'PO'])}${dice.digits(6)}`],
    [dice.pick(language.delivered), day_printed(dayAfter(day, -dice.whole(1, 9)))],
    [dice.pick(language.ordered), day_printed(dayAfter(day, -dice.whole(10, 40)))],
  ]
  // Four at most: more would not stand in a row.
  const more = others.filter(() => dice.chance(0.4)).slice(0, 4 - own.length)
  if (dice.chance(0.6)) return [...own, ...more]
  return dice.chance(0.5) ? [...more, ...own] : [...more.slice(0, 1), ...own, ...more.slice(1)]
}

function writeFacts(
  { dice, sheet }: Draft,
  facts: readonly Fact[],
  top: number,
  right: boolean,
): { layout: string; bottom: number } {
  const mark = dice.pick([':', ':', ''])
  switch (
    dice.pick(
      right
        ? (['beside', 'joined', 'under'] as const)
        : (['beside', 'joined', 'row', 'under', 'line', 'grid'] as const),
    )
  ) {
    case 'beside': {
      const x = right ? 350 : 50
      const far = right ? 545 : x + 130
      const align = right && dice.chance(0.5) ? 'right' : 'left'
      const at = align === 'right' ? far : x + 100
      const step = dice.pick([13, 15, 18])
      for (const [index, [label, value]] of facts.entries()) {
        write(sheet, `${label}${mark}`, x, top + index * step)
        write(sheet, value, at, top + index * step, { align })
      }
      return { layout: 'beside', bottom: top + facts.length * step }
    }
    case 'joined':
      return {
        layout: 'joined',
        bottom: writeAll(
          sheet,
          facts.map(([label, value]) => `${label}: ${value}`),
          right ? 370 : 50,
          top,
        ),
      }
    case 'row': {
      const wide = 500 / facts.length
      for (const [index, [label, value]] of facts.entries()) {
        write(sheet, label, 50 + index * wide, top, { size: 8, bold: true })
        write(sheet, value, 50 + index * wide, top + 13)
      }
      return { layout: 'row', bottom: top + 28 }
    }
    case 'under': {
      let at = top
      for (const [label, value] of facts)
        at = write(sheet, value, right ? 400 : 50, write(sheet, label, right ? 400 : 50, at, { size: 8 })) + 4
      return { layout: 'under', bottom: at }
    }
    case 'grid': {
      const half = Math.ceil(facts.length / 2)
      for (const [index, [label, value]] of facts.entries()) {
        const [x, y] = [50 + (index % half) * 180, top + Math.floor(index / half) * 32]
        write(sheet, label, x, y, { size: 8 })
        write(sheet, value, x, y + 11)
      }
      return { layout: 'grid', bottom: top + 66 }
    }
    default: {
      const between = dice.pick(['   ', ' / ', ', '])
      const shown = facts.map(([label, value]) => `${label}: ${value}`)
      const parts = [shown.slice(0, 2), shown.slice(2)].map((some) => some.join(between))
      return { layout: 'line', bottom: writeAll(sheet, parts, 50, top) }
    }
  }
}

/** The title, which may hold the number, the date, or both. */
function writeTitle(draft: Draft, top: number): { told: { number: boolean; date: boolean }; bottom: number } {
  const { dice, sheet, language, title, number, day, day_printed } = draft
  const size = dice.pick([12, 14, 18, 22])
  const on = { en: 'dated', de: 'vom', fr: 'du', nl: 'van', it: 'del', es: 'de fecha' }[language.code]
  const numbered = dice.chance(0.3)
  const dated = numbered && dice.chance(0.4)
  const text = [
    title,
    numbered ? `${dice.pick(language.numberSign)} ${number}` : '',
    dated ? `${on} ${day_printed(day)}` : '',
  ]
  return {
    told: { number: numbered, date: dated },
    bottom: write(
      sheet,
      text
        .filter((part) => part !== '')
        .join(' ')
        .replace(/ +/g, ' '),
      50,
      top,
      { size, bold: true },
    ),
  }
}

/** The invoice of a seed. */
export function makeInvoice(seed: number): Made {
  const draft = draftOf(seed)
  const { dice, sheet, language, seller, buyer, day, number, credit } = draft
  const sellerAt = writeSeller(draft)
  const buyerBottom = writeBuyer(draft, sellerAt.layout, sellerAt.bottom)
  const beside = sellerAt.layout !== 'right' && sellerAt.layout !== 'labelled' && dice.chance(0.5)
  const { told, bottom } = writeTitle(draft, Math.max(buyerBottom, sellerAt.bottom) + 24)
  const facts = factsOf(draft, told)
  const clear = Math.max(sellerAt.layout === 'window' ? 110 : 50, beside ? 120 : 0)
  const free = beside && sheet.lines.every(({ x, y }) => x < 330 || y < clear - 8)
  const factsAt =
    facts.length === 0 ? { layout: 'title', bottom } : writeFacts(draft, facts, free ? clear : bottom + 8, free)
  let y = Math.max(bottom, free ? 0 : factsAt.bottom, 200) + 16
  if (free) y = Math.max(y, factsAt.bottom + 10)
  if (dice.chance(0.3))
    y =
      write(
        sheet,
        `${
          seller.place
            .replace(/[\d\s-]+/g, ' ')
            .trim()
            .split(/[ ,(]/)[0]
        }, ${draft.day_printed(day)}`,
        400,
        Math.max(factsAt.bottom + 4, y - 16),
      ) + 6
  if (dice.chance(0.4))
    y =
      writeAll(
        sheet,
        language.letter.map((line) => line.replace('{month}', language.months[day.month - 1]!)),
        50,
        y,
      ) + 8
  const charge: Charge = writeCharges(draft, y)
  for (const [index, page] of draft.sheets.entries())
    if (index === 0 || dice.chance(0.5)) writeFooter(draft, page, sellerAt.layout)
  const truth: Truth = {
    invoice_number: number,
    date: isoOf(day),
    total: (charge.total / 100).toFixed(2),
    vendor: seller.name,
  }
  const layout = `${sellerAt.layout}/${factsAt.layout}/${charge.layout}${credit ? '/credit' : ''}${buyer.name === buyer.person ? '/person' : ''}`
  return { kind: 'invoice', language: language.code, layout, sheets: draft.sheets, truth }
}
