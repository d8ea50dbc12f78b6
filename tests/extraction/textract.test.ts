import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { DrawnPage } from '../../lib/extraction/drawn-page.ts'
import { openTextract, type Textract } from '../../lib/extraction/engines/textract.ts'
import { AppError } from '../../lib/platform/errors.ts'
import { analysis, expense, type Print } from './textract-responses.ts'
import { CREDENTIALS, REGION, type Reply, textractService } from './textract-service.ts'

const A4 = { width: 595, height: 842 }
const picture = Buffer.from('a picture of a page')
const page: DrawnPage = { number: 1, page_count: 1, ...A4, rotation: 90, picture, drawing_ms: 10 }

let reply: Parameters<typeof textractService>[0]
const service = textractService((call, index) => reply(call, index))
let textract: Textract

beforeAll(() => {
  service.server.listen({ onUnhandledFrame: 'error' })
})
beforeEach(() => {
  service.calls.length = 0
  textract = openTextract({ region: REGION, credentials: CREDENTIALS })
  return () => textract.close()
})
afterAll(() => service.server.close())

const amply = () => AbortSignal.timeout(30_000)
const at = (text: string, x: number, y: number): Print => ({ text, box: [x, y, x + 6 * text.length, y + 10] })

function ledger(): Reply {
  const sheet = analysis({ displayed: A4 })
  const texts = ['Rent', '900', 'Power', '70']
  sheet.table({
    cells: texts.map((text, i) => {
      const [row, col] = [Math.floor(i / 2), i % 2]
      return { row, col, print: at(text, 60 + 100 * col, 100 + 20 * row) }
    }),
  })
  return { body: sheet.response() }
}

function bill(): Reply {
  const sheet = analysis({ displayed: A4 })
  const lines = [
    'Larkfield Instruments Ltd',
    'INVOICE',
    'Invoice no. INV-42',
    'Invoice date: 2025-01-31',
    'Total: EUR 119.00',
  ]
  for (const [i, text] of lines.entries()) sheet.line(at(text, 60, 60 + 30 * i))
  return { body: sheet.response() }
}

const billFields: Reply = {
  body: expense(A4, [{ summary: [{ type: 'TOTAL', text: '119.00', box: [60, 180, 90, 190] }] }]),
}

const failureOf = async (signal = amply(), drawn = page): Promise<AppError> =>
  textract.readPage(drawn, signal).then(
    () => {
      throw new Error('it was read')
    },
    (error: unknown) => error as AppError,
  )

describe('a page', () => {
  test('is sent as its picture, for tables and layout, once', async () => {
    reply = ledger
    const result = await textract.readPage({ ...page, number: 7, page_count: 9 }, amply())
    expect(result).toMatchObject({ number: 7, ...A4, rotation: 90, source: 'ocr', engine: 'textract', characters: 14 })
    expect(service.calls.map(({ operation, features }) => [operation, features])).toEqual([
      ['AnalyzeDocument', ['TABLES', 'LAYOUT']],
    ])
    expect(service.calls[0]!.bytes).toEqual(picture)
  })

  test('that reads as an invoice is asked about a second time, and has what was found beside its words', async () => {
    reply = ({ operation }) => (operation === 'AnalyzeDocument' ? bill() : billFields)
    const result = await textract.readPage(page, amply())
    expect(service.calls.map(({ operation }) => operation)).toEqual(['AnalyzeDocument', 'AnalyzeExpense'])
    expect(service.calls[1]!.bytes).toEqual(picture)
    expect(result).toMatchObject({
      found_invoice: { kind: 'invoice', fields: { total: { value: '119.00', page: 1 } } },
    })
    expect((result as { text?: unknown }).text).toBeDefined()
  })

  test('in the middle of a long document is not: its words are not an invoice’s', async () => {
    reply = bill
    const result = await textract.readPage({ ...page, number: 50, page_count: 100 }, amply())
    expect(service.calls).toHaveLength(1)
    expect(result).not.toHaveProperty('text')
    expect(result).not.toHaveProperty('found_invoice')
  })

  test('keeps its tables where only its invoice is refused, and the data that its document carries', async () => {
    reply = ({ operation }) => (operation === 'AnalyzeDocument' ? bill() : { failure: 'BadDocumentException' })
    const embedded_invoice = { kind: 'invoice', source: 'xml', fields: {}, line_items: [] } as const
    const result = await textract.readPage(
      { ...page, embedded_invoice: { ...embedded_invoice, line_items: [] } },
      amply(),
    )
    expect(result).toMatchObject({ engine: 'textract', embedded_invoice })
    expect(result).not.toHaveProperty('found_invoice')
  })
})

describe('a page that Textract refuses is unreadable, and is not sent again', () => {
  test.each([
    'BadDocumentException',
    'UnsupportedDocumentException',
    'DocumentTooLargeException',
    'InvalidParameterException',
  ])('%s', async (failure) => {
    reply = () => ({ failure })
    const detail = `Textract cannot read page 1 (${failure}).`
    expect(await textract.readPage(page, amply())).toEqual({ code: 'page_unreadable', detail })
    expect(service.calls).toHaveLength(1)
  })
})

describe('a page is not lost because Textract', () => {
  test.each([
    ['slows us down', 'ThrottlingException', 400],
    ['has given others what we were promised', 'ProvisionedThroughputExceededException', 400],
    ['has a fault', 'InternalServerError', 500],
    ['is away', 'ServiceUnavailable', 503],
  ])('%s: it is asked again', async (_, failure, status) => {
    reply = (_call, index) => (index < 2 ? { failure, status } : ledger())
    expect(await textract.readPage(page, amply())).toMatchObject({ engine: 'textract' })
    expect(service.calls).toHaveLength(3)
  })

  test('goes on being busy: when the page’s time is over it is said so, to be tried later', async () => {
    reply = () => ({ failure: 'ThrottlingException' })
    const failure = await failureOf(AbortSignal.timeout(300))
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ code: 'dependency_unavailable', retryable: true })
    const calls = service.calls.length
    expect(calls).toBeGreaterThan(0)
    expect(calls).toBeLessThan(7)
  })

  test('does not answer: the call ends with the page’s time', async () => {
    const release = Promise.withResolvers<void>()
    reply = () => ({ after: release.promise })
    const startedAt = performance.now()
    const failure = await failureOf(AbortSignal.timeout(200))
    expect(performance.now() - startedAt).toBeLessThan(5_000)
    expect(failure).toMatchObject({ code: 'dependency_unavailable', retryable: true })
    release.resolve()
  })

  test('cannot be reached', async () => {
    reply = () => ({ gone: true })
    expect(await failureOf()).toMatchObject({ code: 'dependency_unavailable', retryable: true })
  })

  test('is busy when it is asked about an invoice', async () => {
    reply = ({ operation }) => (operation === 'AnalyzeDocument' ? bill() : { failure: 'ThrottlingException' })
    expect(await failureOf(AbortSignal.timeout(1_500))).toMatchObject({ retryable: true })
  })
})

describe('whom Textract does not know', () => {
  test.each([
    ['AccessDeniedException', 400],
    ['UnrecognizedClientException', 400],
    ['InvalidSignatureException', 400],
    ['ExpiredTokenException', 403],
  ])('is told so once, for an operator to see: %s', async (name, status) => {
    const canonical = `The Canonical String should have been 'x-amz-security-token:${CREDENTIALS.secretAccessKey}'`
    reply = () => ({ failure: name, status, message: canonical })
    const failure = await failureOf()
    expect(failure).toMatchObject({ code: 'dependency_unavailable', retryable: true })
    expect(failure.detail).toBe('Textract does not accept the credentials of this deployment.')
    expect((failure.cause as Error).message).toContain(name)
    expect(service.calls).toHaveLength(1)
    const said = [failure.stack, (failure.cause as Error).stack, failure.detail].join('\n')
    for (const secret of Object.values(CREDENTIALS)) expect(said).not.toContain(secret)
    expect((failure.cause as Error).cause).toBeUndefined()
  })
})
