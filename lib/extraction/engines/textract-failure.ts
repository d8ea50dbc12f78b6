/** What it means when Textract does not answer with a result: that the page cannot be read, or that it may be later. */
import { AppError } from '../../platform/errors.ts'
import type { Unreadable } from '../model.ts'

/** All else in a request is the same for every page, so what is wrong with one of these is wrong with the picture. */
const ABOUT_THE_PAGE = new Set([
  'BadDocumentException',
  'UnsupportedDocumentException',
  'DocumentTooLargeException',
  'InvalidParameterException',
  'ValidationException',
])
const ABOUT_OUR_RIGHTS =
  /AccessDenied|NotAuthorized|UnrecognizedClient|InvalidClientToken|InvalidSignature|SignatureDoesNotMatch|IncompleteSignature|ExpiredToken|MissingAuthentication|CredentialsProvider|OptInRequired|SubscriptionRequired/

type SdkError = { name?: unknown; code?: unknown; $metadata?: { httpStatusCode?: number; requestId?: string } }

/**
 * A refusal of the page is an outcome. All else is a retryable AppError, dependency_unavailable: Textract is busy, away,
 * or does not know us, which an operator sees in the log. What the client threw is not passed on: its message may hold
 * the signed request.
 */
export function failureOf(error: unknown, page: number): Unreadable | AppError {
  const { name, code, $metadata = {} } = (typeof error === 'object' && error !== null ? error : {}) as SdkError
  const known = typeof name === 'string' ? name : 'unknown error'
  if (ABOUT_THE_PAGE.has(known))
    return { code: 'page_unreadable', detail: `Textract cannot read page ${page} (${known}).` }
  const facts = [known, code, $metadata.httpStatusCode, $metadata.requestId && `request ${$metadata.requestId}`]
  const cause = new Error(`Textract, page ${page}: ${facts.filter(Boolean).join(', ')}`)
  const detail = ABOUT_OUR_RIGHTS.test(known)
    ? 'Textract does not accept the credentials of this deployment.'
    : 'Textract did not answer; try again.'
  return new AppError('dependency_unavailable', detail, { cause })
}
