/**
 * Every code that a client can meet, with its kind and what it means. The codes are part of the contract:
 * one may be added, none may change its meaning. `docs/error-codes.md` is generated from this table.
 */

/** What a kind answers over HTTP, and whether a queue should try the message again. */
export const KINDS = {
  invalid: { status: 422, title: 'Invalid request', retry: false },
  unauthenticated: { status: 401, title: 'Unauthenticated', retry: false },
  payment: { status: 402, title: 'Payment required', retry: false },
  forbidden: { status: 403, title: 'Forbidden', retry: false },
  not_found: { status: 404, title: 'Not found', retry: false },
  conflict: { status: 409, title: 'Conflict', retry: false },
  stale: { status: 412, title: 'Precondition failed', retry: false },
  too_large: { status: 413, title: 'Too large', retry: false },
  unsupported: { status: 415, title: 'Unsupported media type', retry: false },
  limited: { status: 429, title: 'Too many requests', retry: true },
  unavailable: { status: 503, title: 'Unavailable', retry: true },
  internal: { status: 500, title: 'Internal error', retry: true },
} as const

export type ErrorKind = keyof typeof KINDS

type Entry = { kind: ErrorKind; status?: number; meaning: string }

export const CODES = {
  body_malformed: { kind: 'invalid', status: 400, meaning: 'The body is not what its content type says.' },
  cursor_invalid: { kind: 'invalid', status: 400, meaning: 'The cursor was not issued by this list.' },
  validation_failed: { kind: 'invalid', meaning: 'A field is missing, unknown or out of range; `errors` names each.' },
  workspace_required: {
    kind: 'invalid',
    meaning: 'A company key must name the workspace with `workspace_id`, since the company has several.',
  },
  content_type_mismatch: { kind: 'invalid', meaning: 'The first bytes of the object are not of its content type.' },
  checksum_mismatch: { kind: 'invalid', meaning: 'The document has another SHA-256 than was announced.' },
  size_mismatch: { kind: 'invalid', meaning: 'The object is not of the size that was announced.' },
  upload_parts_invalid: { kind: 'invalid', meaning: 'The list of uploaded parts is missing, incomplete or wrong.' },
  idempotency_key_reused: { kind: 'invalid', meaning: 'The idempotency key was used before with another request.' },
  idempotency_key_invalid: { kind: 'invalid', status: 400, meaning: 'The idempotency key is empty or too long.' },
  schedule_unknown: { kind: 'invalid', meaning: 'A schedule id does not belong to the job.' },
  split_page_unknown: { kind: 'invalid', meaning: 'No later part of the schedule begins on a page that is named.' },
  export_empty: { kind: 'invalid', meaning: 'The job found no schedules, so there is nothing to export.' },
  role_too_strong: { kind: 'forbidden', meaning: 'A key cannot make a key with more rights than it has itself.' },
  key_missing: { kind: 'unauthenticated', meaning: 'The request carries no API key.' },
  key_malformed: { kind: 'unauthenticated', meaning: 'The API key is not one: its checksum does not fit.' },
  key_unknown: { kind: 'unauthenticated', meaning: 'No such API key.' },
  key_revoked: { kind: 'unauthenticated', meaning: 'The API key has been revoked.' },
  key_expired: { kind: 'unauthenticated', meaning: 'The API key has expired.' },
  member_inactive: { kind: 'unauthenticated', meaning: 'The owner of the API key is no longer an active member.' },
  internal_token_wrong: { kind: 'unauthenticated', meaning: '`x-internal-token` is missing or wrong.' },
  plan_required: { kind: 'payment', meaning: 'The plan of the company does not include this.' },
  role_too_low: { kind: 'forbidden', meaning: 'The role of the key does not allow this.' },
  route_not_found: { kind: 'not_found', meaning: 'There is nothing at this path.' },
  method_not_allowed: { kind: 'invalid', status: 405, meaning: 'The path exists, the method on it does not.' },
  feature_disabled: { kind: 'not_found', meaning: 'This deployment has the feature switched off.' },
  document_not_found: { kind: 'not_found', meaning: 'No such document.' },
  job_not_found: { kind: 'not_found', meaning: 'No such job.' },
  schedule_not_found: { kind: 'not_found', meaning: 'No such schedule.' },
  key_not_found: { kind: 'not_found', meaning: 'No such API key.' },
  workspace_not_found: { kind: 'not_found', meaning: 'No such workspace.' },
  company_not_found: { kind: 'not_found', meaning: 'No such company.' },
  member_not_found: { kind: 'not_found', meaning: 'No such member.' },
  upload_missing: { kind: 'conflict', meaning: 'The object has not been uploaded yet.' },
  document_state_conflict: { kind: 'conflict', meaning: 'The processing status of the document does not allow this.' },
  job_state_conflict: { kind: 'conflict', meaning: 'The status of the job does not allow this.' },
  cost_state_conflict: { kind: 'conflict', meaning: 'The status of the cost record does not allow this.' },
  job_not_finished: { kind: 'conflict', meaning: 'The job has not completed, so its schedules are not there yet.' },
  schedule_not_joined: {
    kind: 'conflict',
    meaning: 'The schedule was not joined from several pages, so there is nothing to split.',
  },
  schedule_already_split: {
    kind: 'conflict',
    meaning: 'The schedule was split before; others stand in its place.',
  },
  member_exists: { kind: 'conflict', meaning: 'The company has a member with this mail address.' },
  idempotency_in_progress: { kind: 'conflict', meaning: 'The first request with this key is still running.' },
  idempotency_exhausted: { kind: 'conflict', meaning: 'The operation failed as often as it may be tried.' },
  body_too_large: { kind: 'too_large', meaning: 'The body is larger than this call takes.' },
  document_too_large: {
    kind: 'too_large',
    meaning: 'The document is larger than `MAX_UPLOAD_BYTES`, or than this way of upload takes.',
  },
  content_type_unsupported: {
    kind: 'unsupported',
    meaning: 'Only PDF and DOCX documents are taken; bodies are JSON or a form.',
  },
  rate_limited: { kind: 'limited', meaning: 'Too many requests in the window; `Retry-After` says when to come back.' },
  document_unreadable: { kind: 'invalid', meaning: 'The document is damaged: it cannot be opened.' },
  document_encrypted: { kind: 'invalid', meaning: 'The document is protected by a password.' },
  document_empty: { kind: 'invalid', meaning: 'The document has no pages.' },
  archive_limit_exceeded: { kind: 'invalid', meaning: 'The DOCX unpacks to more, or to more entries, than is safe.' },
  job_cost_limit_exceeded: { kind: 'payment', meaning: 'The job would cost more than `MAX_JOB_COST_CENTS`.' },
  page_timeout: { kind: 'invalid', meaning: 'A page took longer than `PAGE_TIMEOUT_SECONDS`.' },
  page_memory_exceeded: { kind: 'invalid', meaning: 'A page needed more than `WORKER_MEMORY_BYTES`.' },
  page_unreadable: { kind: 'invalid', meaning: 'A page could not be read.' },
  job_attempts_exhausted: {
    kind: 'unavailable',
    meaning: 'A worker took a part of the job as often as allowed, without success.',
  },
  dependency_unavailable: { kind: 'unavailable', meaning: 'A database, store or queue did not answer; try again.' },
  not_ready: { kind: 'unavailable', meaning: 'The deployment is not safe to serve from: see `/health/detailed`.' },
  internal_error: { kind: 'internal', meaning: 'Something unexpected happened; the trace id names it in the log.' },
} as const satisfies Record<string, Entry>

export type ErrorCode = keyof typeof CODES

export const statusOf = (code: ErrorCode): number => {
  const entry: Entry = CODES[code]
  return entry.status ?? KINDS[entry.kind].status
}
