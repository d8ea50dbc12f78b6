import { describe, expect, test } from 'vitest'
import { isSameField, type ScoredField } from '../../bench/score-fields.ts'
import { readInvoice } from '../../lib/extraction/invoice/read-invoice.ts'
import { abroad } from './forms/abroad.ts'
import { counters } from './forms/counters.ts'
import { type Form, pageOf } from './forms/form.ts'
import { households } from './forms/households.ts'
import { houses } from './forms/houses.ts'
import { invoices } from './forms/invoices.ts'
import { letters } from './forms/letters.ts'
import { malaysianTills } from './forms/malaysian-tills.ts'
import { reductions } from './forms/reductions.ts'
import { rivals } from './forms/rivals.ts'
import { services } from './forms/services.ts'
import { smallFirms } from './forms/small-firms.ts'
import { summaries } from './forms/summaries.ts'
import { tills } from './forms/tills.ts'
import { tillsAbroad } from './forms/tills-abroad.ts'
import { trades } from './forms/trades.ts'

/** The fields that are not what the form says, with what was read instead. */
function missesOf(form: Form): string[] {
  const fields = readInvoice(pageOf(form))?.fields ?? {}
  return (Object.entries(form.truth) as [ScoredField & keyof typeof fields, string][]).flatMap(([name, wanted]) => {
    const found = fields[name]?.value
    return found !== undefined && isSameField(name, wanted, found) ? [] : [`${name}: ${wanted} was read as ${found}`]
  })
}

const named = (forms: readonly Form[]) => forms.map((form) => [form.name, form] as const)

describe('every key field is found on', () => {
  test.each(named(invoices))('the invoice: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(households))('the bill of a household: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(abroad))('the invoice from abroad: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(rivals))('the invoice with other sums: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(reductions))('the invoice less something: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(summaries))('the invoice with sums in rows: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(services))('the invoice of a service: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(smallFirms))('the invoice of a small firm: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(trades))('the invoice of a trade: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(houses))('the paper that names others too: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(letters))('the letter: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(tills))('the receipt: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(tillsAbroad))('the receipt from abroad: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(counters))('the receipt of a counter: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
  test.each(named(malaysianTills))('the Malaysian receipt: %s', (_name, form) => expect(missesOf(form)).toEqual([]))
})
