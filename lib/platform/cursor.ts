import { AppError } from './errors.ts'

/**
 * The one opaque cursor of every list: which list it belongs to, and the sort key of the last row that was given.
 * It holds nothing secret: a tenant can only ever point into rows that it may see anyway.
 */
export function encodeCursor(list: string, key: readonly string[]): string {
  return Buffer.from(JSON.stringify([list, ...key])).toString('base64url')
}

/** The sort key in a cursor that `encodeCursor` made for this list; 400 `cursor_invalid` for anything else. */
export function decodeCursor(list: string, length: number, cursor: string | undefined): string[] | undefined {
  if (cursor === undefined) return undefined
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const fits = Array.isArray(parsed) && parsed.length === length + 1 && parsed[0] === list
    if (fits && parsed.every((part) => typeof part === 'string')) return parsed.slice(1)
  } catch {
    // Falls through to the refusal: what is not JSON was not issued by us.
  }
  throw new AppError('cursor_invalid', 'This cursor was not issued by this list.')
}

/** A page of a list; rows beyond `limit` only tell that there are more. */
export type Page<Row> = { data: Row[]; next_cursor: string | null }

/** Cuts `limit + 1` rows to a page. */
export function pageOf<Row>(list: string, rows: Row[], limit: number, keyOf: (row: Row) => string[]): Page<Row> {
  const data = rows.slice(0, limit)
  const last = data.at(-1)
  return { data, next_cursor: rows.length > limit && last ? encodeCursor(list, keyOf(last)) : null }
}
