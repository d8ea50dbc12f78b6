/**
 * The data that a hybrid invoice carries in its PDF: ZUGFeRD 1 and 2, Factur-X, XRechnung in UN/CEFACT's Cross Industry
 * Invoice (D16B). Names are compared without their namespaces, which differ between versions.
 * What comes in is the sender's word: its size is limited, no document type or entity is looked at, a figure or a date
 * that is none is left out.
 */
import { Parser } from 'htmlparser2'
import type { FieldName, Invoice, InvoiceField, LineItem } from './model.ts'

/** An invoice of a thousand lines has about 2 MB. */
export const MAX_XML_BYTES = 8 * 2 ** 20
const MAX_DEPTH = 32
const MAX_LINES = 10_000
/** Characters of what a field or a description holds: no name is longer. */
const MOST_CHARACTERS = 200
/** Characters that are parsed before looking whether to go on. */
const PIECE = 4_096

/** The names that the standards give the attachment, in any case. */
export const isInvoiceXml = (filename: string): boolean =>
  /^(?:factur-x|zugferd-invoice|xrechnung|zugferd)\.xml$/i.test(filename)

type Value = { path: string; text: string; scheme: string; line: number }

const roots = new Set(['CrossIndustryInvoice', 'CrossIndustryDocument'])

const header = '(?:ExchangedDocument|HeaderExchangedDocument)'
const settlement = '(?:ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement)'
const agreement = '(?:ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement)'
const sums = `${settlement}/.*MonetarySummation`
const paths: Partial<Record<FieldName, RegExp>> = {
  invoice_number: new RegExp(`^[^/]+/${header}/ID$`),
  date: new RegExp(`${header}/IssueDateTime/DateTimeString$`),
  due_date: new RegExp(`${settlement}/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString$`),
  currency: new RegExp(`${settlement}/InvoiceCurrencyCode$`),
  subtotal: new RegExp(`${sums}/TaxBasisTotalAmount$`),
  tax: new RegExp(`${sums}/TaxTotalAmount$`),
  total: new RegExp(`${sums}/GrandTotalAmount$`),
  vendor: new RegExp(`${agreement}/SellerTradeParty/Name$`),
  vat_id: new RegExp(`${agreement}/SellerTradeParty/SpecifiedTaxRegistration/ID$`),
  iban: new RegExp(`${settlement}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID$`),
  purchase_order: new RegExp(`${agreement}/BuyerOrderReferencedDocument/(?:IssuerAssigned)?ID$`),
}

/** The invoice that the XML holds, without boxes; null for any other XML, for damage, and beyond the limits. */
export function readEmbeddedXml(bytes: Uint8Array): Invoice | null {
  if (bytes.length > MAX_XML_BYTES) return null
  const values = valuesOf(new TextDecoder(encodingOf(bytes)).decode(bytes))
  if (!values) return null
  const fields: Invoice['fields'] = {}
  const currency = values.find(({ path }) => paths.currency?.test(path))?.text
  for (const [name, path] of Object.entries(paths) as [FieldName, RegExp][]) {
    const found = values.filter((value) => value.line < 0 && path.test(value.path))
    // The tax may be given in a second currency, the seller's tax number beside the VAT id.
    const chosen = found.find(({ scheme }) => scheme === 'VA' || (name === 'tax' && scheme === currency)) ?? found[0]
    const value = chosen && plainValue(name, chosen.text)
    if (chosen && value) fields[name] = fieldOf(value, short(chosen.text))
  }
  if (!fields.invoice_number && !fields.total) return null
  const type = values.find(({ path }) => new RegExp(`^[^/]+/${header}/TypeCode$`).test(path))?.text
  return { kind: type === '381' ? 'credit_note' : 'invoice', source: 'xml', fields, line_items: linesOf(values) }
}

function encodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | 'utf-8' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
}

/** Every element with text and the way to it; null when the root is not an invoice's, or there is too much. */
function valuesOf(xml: string): Value[] | null {
  const values: Value[] = []
  const open: { name: string; text: string; scheme: string }[] = []
  let line = -1
  let inLine = false
  let refused = false
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const name = tag.slice(tag.indexOf(':') + 1)
        if ((open.length === 0 && !roots.has(name)) || open.length >= MAX_DEPTH) refused = true
        if (refused) return
        if (name === 'IncludedSupplyChainTradeLineItem') {
          line++
          inLine = true
        }
        if (line >= MAX_LINES) refused = true
        open.push({ name, text: '', scheme: attributes.schemeID ?? attributes.currencyID ?? '' })
      },
      ontext(text) {
        const element = open.at(-1)
        if (element) element.text += text
      },
      onclosetag() {
        const element = open.at(-1)
        if (refused || !element) return
        const text = element.text.trim()
        if (text) {
          const path = open.map(({ name }) => name).join('/')
          values.push({ path, text, scheme: element.scheme, line: inLine ? line : -1 })
        }
        if (element.name === 'IncludedSupplyChainTradeLineItem') inLine = false
        open.pop()
      },
    },
    { xmlMode: true },
  )
  // The parser's own stack takes time that grows with the square of its depth: what is refused must not go on.
  for (let at = 0; at < xml.length && !refused; at += PIECE) parser.write(xml.slice(at, at + PIECE))
  if (!refused) parser.end()
  return refused || values.length === 0 ? null : values
}

function plainValue(name: FieldName, text: string): string | null {
  if (name === 'date' || name === 'due_date') {
    const [, year, month, day] = /^(\d{4})-?(\d\d)-?(\d\d)/.exec(text) ?? []
    return year && month && day ? `${year}-${month}-${day}` : null
  }
  if (name === 'subtotal' || name === 'tax' || name === 'total') return decimalOf(text)
  if (name === 'currency') return /^[A-Z]{3}$/.test(text) ? text : null
  return short(text)
}

const short = (text: string): string =>
  text
    .slice(0, 4 * MOST_CHARACTERS)
    .replace(/\s+/g, ' ')
    .slice(0, MOST_CHARACTERS)

const decimalOf = (text: string | undefined): string | null =>
  text && /^-?\d{1,18}(?:\.\d{1,8})?$/.test(text) ? text : null

const fieldOf = (value: string, text: string): InvoiceField => ({ value, text, page: null, bbox: null, confidence: 1 })

function linesOf(values: readonly Value[]): LineItem[] {
  const lines = Map.groupBy(
    values.filter(({ line }) => line >= 0),
    ({ line }) => line,
  )
  return [...lines.values()].map((own) => {
    const at = (...ends: string[]) => own.find(({ path }) => ends.some((end) => path.endsWith(end)))?.text
    const name = at('SpecifiedTradeProduct/Name')
    return {
      description: name === undefined ? null : short(name),
      quantity: decimalOf(at('/BilledQuantity')),
      unit_price: decimalOf(at('NetPriceProductTradePrice/ChargeAmount')),
      amount: decimalOf(at('MonetarySummation/LineTotalAmount')),
      page: null,
      bbox: null,
      confidence: 1,
    }
  })
}
