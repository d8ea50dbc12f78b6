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
const SECRET_NAME = /secret|token|password|authorization|signature|cookie|api_?key$|credential/i
const SECRET_VALUE =
  /\bll_(?:live|test)_[A-Za-z0-9]+(?:_[A-Za-z0-9]+)?|\bwhsec_[\w+/=-]+|X-Amz-(?:Signature|Credential|Security-Token)=[^&\s"']+|\/\/[^/\s:@]+:[^/\s@]+@/g

const maskText = (text: string): string => text.replace(SECRET_VALUE, '[masked]')

/** Errors become plain objects; secrets become `[masked]`; depth is bounded so that no line grows without end. */
function safe(value: unknown, name = '', depth = 0): unknown {
  if (typeof value === 'string') return SECRET_NAME.test(name) ? '[masked]' : maskText(value)
  if (typeof value === 'bigint') return value.toString()
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Error) {
    const code = 'code' in value ? { code: value.code } : {}
    const cause = value.cause === undefined || depth > 3 ? {} : { cause: safe(value.cause, '', depth + 1) }
    return { name: value.name, message: maskText(value.message), ...code, stack: maskText(value.stack ?? ''), ...cause }
  }
  if (typeof value !== 'object' || value === null) return value
  if (depth > 4) return '[deep]'
  if (Array.isArray(value)) return value.slice(0, 100).map((item) => safe(item, name, depth + 1))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, safe(item, key, depth + 1)]))
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
