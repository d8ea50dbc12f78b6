/**
 * One JSON object a line, to a sink that the entry point chooses.
 * Nothing personal or secret may be logged: fields are ids, codes, counts and durations, never names, addresses,
 * keys, URLs with signatures or text of documents. What slips in under a telling name is masked here all the same.
 */

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR'
export type LogFields = Record<string, unknown>

export type Log = {
  debug(message: string, fields?: LogFields): void
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
  /** A log whose every line carries these fields too. */
  with(fields: LogFields): Log
}

export type LogSink = (level: LogLevel, message: string, fields: LogFields) => void

const LEVELS: LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR']
const SECRET_NAME =
  /secret|token|password|authorization|signature|cookie|credential|(api|private|encryption)[_-]?keys?$/i
const SECRET_VALUES = [
  /ll_(?:live|test)_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)?/,
  /whsec_[\w+/=-]+/,
  /Bearer +[\w.~+/=-]+/,
  /X-Amz-(?:Signature|Credential|Security-Token)=[^&\s"']+/,
  /Signature=[0-9a-f]+/,
  // The user and password of a URL.
  /\/\/[^/\s:@]*:[^/\s@]+@/,
]
const SECRET_VALUE = new RegExp(SECRET_VALUES.map(({ source }) => source).join('|'), 'gi')

/** Longer than any message or stack that tells something. */
const MAX_TEXT = 8_000
const MAX_ENTRIES = 100

const maskText = (text: string): string => text.slice(0, MAX_TEXT).replace(SECRET_VALUE, '[masked]')

/**
 * Errors become plain objects; secrets become `[masked]`, and so does all that stands under a telling name, except
 * what can only be a count or a flag. Depth, width and length are bounded so that no line grows without end.
 */
function safe(value: unknown, name = '', depth = 0): unknown {
  if (SECRET_NAME.test(name) && (typeof value === 'string' || (typeof value === 'object' && value !== null)))
    return '[masked]'
  if (typeof value === 'string') return maskText(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Error) {
    const code = 'code' in value ? { code: value.code } : {}
    const cause = value.cause === undefined || depth > 3 ? {} : { cause: safe(value.cause, '', depth + 1) }
    const errors = value instanceof AggregateError && depth <= 3 ? { errors: safe(value.errors, '', depth + 1) } : {}
    const [message, stack] = [maskText(value.message), maskText(value.stack ?? '')]
    return { name: value.name, message, ...code, stack, ...cause, ...errors }
  }
  if (typeof value !== 'object' || value === null) return value
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth > 4) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => safe(item, '', depth + 1))
  const entries = Object.entries(value).slice(0, MAX_ENTRIES)
  return Object.fromEntries(entries.map(([key, item]) => [maskText(key), safe(item, key, depth + 1)]))
}

/** The fields of a log line, fit to be written anywhere. */
export const safeFields = (fields: LogFields): LogFields => safe(fields) as LogFields

/** Writes lines to `write`; `json: false` is for a person at a terminal. */
export const lineSink =
  (write: (line: string) => void, json: boolean): LogSink =>
  (level, message, fields) => {
    const timestamp = new Date().toISOString()
    write(
      json
        ? `${JSON.stringify({ level, timestamp, message, ...fields })}\n`
        : `${timestamp} ${level.padEnd(5)} ${message} ${JSON.stringify(fields)}\n`,
    )
  }

export function createLog(sink: LogSink, minimum: LogLevel, base: LogFields = {}): Log {
  const at =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}) => {
      if (LEVELS.indexOf(level) < LEVELS.indexOf(minimum)) return
      sink(level, maskText(message), safeFields({ ...base, ...fields }))
    }
  return {
    debug: at('DEBUG'),
    info: at('INFO'),
    warn: at('WARN'),
    error: at('ERROR'),
    with: (fields) => createLog(sink, minimum, { ...base, ...fields }),
  }
}
