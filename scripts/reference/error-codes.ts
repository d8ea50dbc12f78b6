import { CODES, type ErrorCode, KINDS, statusOf } from '../../lib/platform/error-codes.ts'
import { table } from './table.ts'

const INTRODUCTION = `# Error codes

Made from \`lib/platform/error-codes.ts\` by \`npm run generate\`; do not edit.

An error is \`application/problem+json\` (RFC 9457): \`{type, title, status, detail, code, trace_id, errors?}\`.
Clients go by \`code\`: one may be added, none changes its meaning. \`detail\` is for people and may be worded anew.
The same codes stand in the \`error\` of a document or a job that failed.
`

/** docs/error-codes.md: every code by status, then by name. */
export function errorCodesPage(): string {
  const codes = (Object.keys(CODES) as ErrorCode[]).sort(
    (one, other) => statusOf(one) - statusOf(other) || (one < other ? -1 : 1),
  )
  const rows = codes.map((code) => {
    const { kind, meaning } = CODES[code]
    return [`\`${code}\``, String(statusOf(code)), meaning, KINDS[kind].retry ? 'yes' : '']
  })
  return `${INTRODUCTION}\n${table(['code', 'status', 'meaning', 'worth another try'], rows)}\n`
}
