/**
 * Amazon Textract: recognises pages that the reading process has drawn, one synchronous call for each, and a second one
 * where the page reads as an invoice. This module owns the calls; what the answers mean is the mappings' affair.
 * What always holds: a page is sent as a picture and nothing else of its document; it is never lost because Textract is
 * busy, which throws; a page that Textract refuses is an outcome. Calls are repeated and slowed down by the client, for
 * all pages of an instance together, until the signal ends them.
 */
import { AnalyzeDocumentCommand, AnalyzeExpenseCommand, TextractClient } from '@aws-sdk/client-textract'
import type { DrawnPage, PageReader } from '../drawn-page.ts'
import { fitToStore } from '../fit-to-store.ts'
import { keepInvoiceText } from '../invoice/find-invoice.ts'
import { readInvoice } from '../invoice/read-invoice.ts'
import type { PageResult, Unreadable } from '../model.ts'
import { UnreadableError } from '../unreadable.ts'
import { mapExpense } from './textract-expense.ts'
import { failureOf } from './textract-failure.ts'
import { mapPage } from './textract-page.ts'

export type TextractSettings = { region: string; credentials?: { accessKeyId: string; secretAccessKey: string } }

export type Textract = { readPage: PageReader; close(): void }

/** One try and the five repetitions that "Handling Connection Errors" of the developer guide recommends. */
const MAX_ATTEMPTS = 6
const CONNECTION_TIMEOUT_MS = 5_000
/** A page takes a few seconds; a connection that has been silent for so long is dead. */
const REQUEST_TIMEOUT_MS = 30_000

/** The credentials are those of the environment (in Lambda its role) where none are given. */
export function openTextract({ region, credentials }: TextractSettings): Textract {
  const client = new TextractClient({
    region,
    retryMode: 'adaptive',
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: {
      connectionTimeout: CONNECTION_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      throwOnRequestTimeout: true,
    },
    ...(credentials ? { credentials } : {}),
  })
  return {
    readPage: (page, signal) => readPage(client, page, signal),
    close: () => client.destroy(),
  }
}

async function readPage(
  client: TextractClient,
  page: DrawnPage,
  signal: AbortSignal,
): Promise<PageResult | Unreadable> {
  const analyse = new AnalyzeDocumentCommand({
    Document: { Bytes: page.picture },
    FeatureTypes: ['TABLES', 'LAYOUT'],
  })
  const answer = await attempt(client.send(analyse, { abortSignal: signal }), page)
  if ('code' in answer) return answer
  try {
    const result = keepInvoiceText(mapPage(answer.Blocks ?? [], page), page.page_count)
    const { embedded_invoice } = page
    return fitToStore({
      ...result,
      ...(await findInvoice(client, page, result, signal)),
      ...(embedded_invoice ? { embedded_invoice } : {}),
    })
  } catch (error) {
    if (error instanceof UnreadableError) return error.unreadable
    throw error
  }
}

/**
 * Asks for the fields of an invoice where its words are kept (on the first and last pages of a document) and our own
 * rules make an invoice, a credit note or a receipt of them. A refusal takes nothing from the page.
 */
async function findInvoice(
  client: TextractClient,
  page: DrawnPage,
  { text, number }: PageResult,
  signal: AbortSignal,
): Promise<Pick<PageResult, 'found_invoice'>> {
  const own = text && readInvoice([{ ...text, number }])
  if (!own) return {}
  const analyse = new AnalyzeExpenseCommand({ Document: { Bytes: page.picture } })
  const answer = await attempt(client.send(analyse, { abortSignal: signal }), page)
  const invoice = 'code' in answer ? null : mapExpense(answer.ExpenseDocuments ?? [], page, own.kind)
  return invoice ? { found_invoice: invoice } : {}
}

/** The answer, or why there can be none for this page. Throws a retryable AppError for everything else. */
async function attempt<Answer extends object>(answer: Promise<Answer>, page: DrawnPage): Promise<Answer | Unreadable> {
  try {
    return await answer
  } catch (error) {
    const failure = failureOf(error, page.number)
    if (failure instanceof Error) throw failure
    return failure
  }
}
